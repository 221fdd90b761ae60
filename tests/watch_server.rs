//! The server of `wayline watch` lets nobody in but the page: tried byte by byte.
#![cfg(feature = "watch")]

mod common;

use common::command::{BROKEN, MAP, several_pages, wayline};
use common::watched::{Answer, Watched, half_close};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

/// A server for a small map with two personas, in a folder with something beside it that nobody may have.
fn watched() -> (Watched, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let map = format!("persona = [{{ name = \"Ana\" }}, {{ name = \"Bo\" }}]\n{MAP}");
    std::fs::write(folder.path().join("small.toml"), map).unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    (Watched::start(&["small.toml"], folder.path()), folder)
}

#[track_caller]
fn still_answers(watched: &Watched) {
    let answer = watched.get("/");
    assert!(answer.status == 200 && answer.text().ends_with("</html>\n"), "{answer:?}");
}

#[test]
fn every_answer_is_for_the_page_alone() {
    let (watched, _folder) = watched();
    let targets = ["/", "/picture", "/map.svg", "/map.png", "/none", "/map.svg?theme=x", "/map.svg?sheet=2"];
    for target in targets {
        let answer = watched.get(target);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{target}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{target}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; "), "{target}: {policy}");
        assert!(!policy.contains("script-src 'un") && !policy.contains("http"), "{target}: {policy}");
        assert!(!answer.head.to_ascii_lowercase().contains("access-control"), "{target}: {}", answer.head);
        assert!(!answer.text().contains("secret"), "{target}");
        let head = watched.ask("HEAD", target, "");
        assert_eq!((head.status, head.body.len()), (answer.status, 0), "{target}");
    }
    let events = watched.ask("HEAD", "/events", "");
    assert_eq!((events.status, events.header("content-type"), events.body.len()), (200, Some("text/event-stream"), 0));
    assert_eq!(watched.get("/picture").header("content-type"), Some("application/json"));
    assert_eq!(watched.get("/none").header("content-type"), Some("text/plain; charset=utf-8"));
}

#[test]
fn hosts_are_named_exactly() {
    let (watched, _folder) = watched();
    let port = watched.port;
    let ask = |lines: &str| watched.send(format!("GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n").as_bytes()).status;
    for right in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        assert_eq!(ask(&format!("Host: {right}\r\n")), 200, "{right}");
    }
    let wrong = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1".to_owned(),
        format!("127.0.0.1:{}", port ^ 1),
        format!("LocalHost:{port}"),
        format!("localhost.:{port}"),
        format!("127.0.0.1:{port}.evil.example"),
        format!("[::1]:{port}"),
        String::new(),
    ];
    for wrong in wrong {
        assert_eq!(ask(&format!("Host: {wrong}\r\n")), 421, "{wrong}");
    }
    let right = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(ask(""), 421, "none");
    assert_eq!(ask(&format!("{right}{right}")), 421, "twice");
    assert_eq!(ask(&format!("{right}Host: evil.example\r\n")), 421, "two");
    assert_eq!(watched.send(b"GET / HTTP/1.0\r\n\r\n").status, 421, "HTTP/1.0 without");
    assert_eq!(watched.send(format!("GET / HTTP/1.0\r\n{right}\r\n").as_bytes()).status, 200, "HTTP/1.0");
    let absolute = format!("GET http://127.0.0.1:{port}/ HTTP/1.1\r\n{right}Connection: close\r\n\r\n");
    assert_eq!(watched.send(absolute.as_bytes()).status, 400, "absolute target");
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\n{right}Connection: close\r\n\r\n");
    assert_eq!(watched.send(absolute.as_bytes()).status, 400, "another's target");
}

#[test]
fn other_pages_may_not_ask() {
    let (watched, _folder) = watched();
    let port = watched.port;
    let own = format!("Origin: http://127.0.0.1:{port}\r\n");
    assert_eq!(watched.ask("GET", "/picture", &own).status, 200);
    assert_eq!(watched.ask("GET", "/picture", &format!("{own}{own}")).status, 403, "twice");
    let foreign = ["null", "http://evil.example", "http://127.0.0.1", "https://127.0.0.1", "file://", "", "http://localhost"];
    for origin in foreign {
        for target in ["/", "/events", "/picture", "/map.svg"] {
            let answer = watched.ask("GET", target, &format!("Origin: {origin}\r\n"));
            assert_eq!(answer.status, 403, "{origin} {target}");
            assert!(!answer.text().contains("Alpha"));
        }
    }
    assert_eq!(watched.ask("GET", "/map.svg", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n").status, 403);
    assert_eq!(watched.ask("GET", "/map.svg", "Sec-Fetch-Site: same-site\r\n").status, 403, "another port");
}

#[test]
fn nothing_but_reading() {
    let (watched, _folder) = watched();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "G"] {
        let answer = watched.ask(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
        assert_eq!(answer.header("connection"), Some("close"), "{method}");
    }
    let port = watched.port;
    let connect = format!("CONNECT evil.example:80 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    assert_eq!(watched.send(connect.as_bytes()).status, 405);
    let upgrade = watched.ask("GET", "/", "Upgrade: websocket\r\nConnection: upgrade\r\nExpect: 100-continue\r\n");
    assert_eq!(upgrade.status, 200, "offers are not taken up");
}

#[test]
fn no_path_leads_to_a_file() {
    let (watched, folder) = watched();
    let absolute = folder.path().join("secret.txt").display().to_string();
    let paths = [
        "/secret.txt",
        "/small.toml",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/..%5csecret.txt",
        "/%2fetc%2fpasswd",
        "//etc/passwd",
        "/map.svg/../secret.txt",
        "/map.svg%00.txt",
        "/.",
        "/%",
        "/%zz",
        "/favicon.ico",
        "/MAP.SVG",
        "/%6dap.svg",
        &absolute,
    ];
    for path in paths {
        let answer = watched.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {answer:?}");
        assert!(!answer.text().contains("secret") && !answer.text().contains("root:"), "{path}");
    }
}

#[test]
fn choices_are_those_that_the_page_offers() {
    let (watched, _folder) = watched();
    for query in ["theme=dark", "page=16%3A9", "persona=ana", "theme=print&page=a4-portrait&persona=bo", "sheet=1"] {
        assert_eq!(watched.get(&format!("/map.svg?{query}")).status, 200, "{query}");
    }
    let hostile = [
        "theme=../../etc/passwd",
        "theme=%2Fetc%2Fpasswd",
        "theme=secret.toml",
        "page=1x1",
        "page=16384x16384",
        "persona=<script>",
        "persona=%3Cscript%3Ealert(1)%3C/script%3E",
        "persona=nobody",
        "theme=dark&theme=light",
        "scale=100",
        "sheet=0",
        "sheet=-1",
        "sheet=1e9",
        "%FF=%FF",
        "&=&",
    ];
    for query in hostile {
        for address in ["/map.svg", "/map.png", "/picture"] {
            let answer = watched.get(&format!("{address}?{query}"));
            assert_eq!(answer.status, 400, "{address}?{query}");
            assert!(!answer.text().contains('<') && !answer.text().contains("passwd"), "{}", answer.text());
        }
    }
    assert_eq!(watched.get("/map.svg?sheet=2").status, 404);
    assert_eq!(watched.get("/map.png?sheet=18446744073709551615").status, 404);
    assert_eq!(watched.get("/?theme=dark").status, 400);
}

#[test]
fn no_request_hides_in_another() {
    let (watched, _folder) = watched();
    let host = format!("Host: 127.0.0.1:{}\r\n", watched.port);
    let inner = format!("GET /map.svg HTTP/1.1\r\n{host}\r\n");
    let bodies = [
        format!("Content-Length: {}\r\n\r\n{inner}", inner.len()),
        format!("Content-Length: 0\r\nContent-Length: {}\r\n\r\n{inner}", inner.len()),
        format!("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}"),
        format!("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{inner}"),
        format!("Transfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n{inner}"),
        format!("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n{inner}"),
        format!("X: y\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{inner}"),
        format!("Content-Length: -1\r\n\r\n{inner}"),
        format!("Content-Length: +0\r\n\r\n{inner}"),
    ];
    for body in bodies {
        let answer = watched.send(format!("GET / HTTP/1.1\r\n{host}{body}").as_bytes());
        assert_eq!(answer.status, 400, "{body}");
        assert!(!answer.text().contains("HTTP/1.1") && !answer.text().contains("<svg"), "{body}: {}", answer.text());
    }
    // two honest requests in one go are two
    let two = format!("HEAD /map.svg HTTP/1.1\r\n{host}\r\nGET /none HTTP/1.1\r\n{host}\r\n");
    let answer = watched.send(two.as_bytes());
    assert_eq!(answer.status, 200);
    assert!(answer.text().starts_with("HTTP/1.1 404"), "{}", answer.text());
}

#[test]
fn heads_have_bounds() {
    let (watched, _folder) = watched();
    let long = "x".repeat(100_000);
    let many: String = (0..500).map(|number| format!("X-{number}: y\r\n")).collect();
    for headers in [format!("X: {long}\r\n"), many, format!("{long}: y\r\n"), format!("Cookie: {}\r\n", "a=b; ".repeat(9_000))] {
        let answer = watched.ask("GET", "/", &headers);
        assert!(matches!(answer.status, 0 | 400 | 431), "{}", answer.status);
    }
    let answer = watched.get(&format!("/{long}"));
    assert!(matches!(answer.status, 0 | 400 | 414 | 431), "{}", answer.status);
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let answer = watched.send(garbage);
        assert!(matches!(answer.status, 0 | 400 | 505), "{garbage:?}: {answer:?}");
    }
    let zero = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX: a\0b\r\n\r\n", watched.port);
    assert_eq!(watched.send(zero.as_bytes()).status, 400);
    still_answers(&watched);
}

#[test]
fn who_says_nothing_keeps_nobody_waiting() {
    let (watched, _folder) = watched();
    let mut silent: Vec<TcpStream> = (0..100).map(|_| watched.connect()).collect();
    for stream in silent.iter_mut().take(50) {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap(); // half a request
    }
    silent.iter().skip(80).for_each(half_close);
    let mut listening: Vec<_> = (0..40).map(|_| watched.events()).collect();
    let kept_alive: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = watched.connect();
            let ask = format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", watched.port);
            stream.write_all(ask.as_bytes()).unwrap();
            let mut byte = [0; 12];
            stream.read_exact(&mut byte).unwrap();
            assert_eq!(&byte, b"HTTP/1.1 200");
            stream
        })
        .collect();
    let start = Instant::now();
    still_answers(&watched);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    // slow heads and idle connections are ended
    let mut rest = Vec::new();
    for stream in silent.iter_mut().chain([kept_alive.into_iter().next().unwrap()].iter_mut()) {
        rest.clear();
        let _ = stream.read_to_end(&mut rest); // would fail after 20 s
    }
    assert!(start.elapsed() < Duration::from_secs(17), "{:?}", start.elapsed());
    // and the page's own streams are not
    std::fs::write(_folder.path().join("small.toml"), MAP.replace("Alpha", "Beta")).unwrap();
    assert!(listening.iter_mut().all(|events| events.next() > 1));
}

#[test]
fn more_connections_than_there_is_room_for() {
    let (watched, _folder) = watched();
    let mut events = watched.events();
    let silent: Vec<TcpStream> = (0..600).map(|_| watched.connect()).collect();
    still_answers(&watched);
    std::fs::write(_folder.path().join("small.toml"), MAP.replace("Alpha", "Beta")).unwrap();
    assert!(events.next() > 1, "strangers go first");
    drop(silent);
}

#[test]
fn who_does_not_read_keeps_nobody_waiting() {
    let (watched, _folder) = watched();
    let ask = format!("GET /map.svg HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", watched.port).repeat(200);
    let deaf: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = watched.connect();
            let _ = stream.write_all(ask.as_bytes());
            stream
        })
        .collect();
    still_answers(&watched);
    drop(deaf);
    still_answers(&watched);
}

#[test]
fn pictures_are_those_of_render() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("été 1.toml"), several_pages()).unwrap();
    let watched = Watched::start(&["été 1.toml", "--scale", "0.5"], folder.path());
    let run = wayline(&["render", "été 1.toml", "-o", "p{page}.svg"], folder.path()).output().unwrap();
    assert!(run.status.success());
    let run = wayline(&["render", "été 1.toml", "-o", "p{page}.png", "--scale", "0.5"], folder.path()).output().unwrap();
    assert!(run.status.success());
    for ending in ["svg", "png"] {
        let answer = watched.get(&format!("/map.{ending}?sheet=2"));
        assert!(answer.body == std::fs::read(folder.path().join(format!("p2.{ending}"))).unwrap(), "{ending}");
        let name = format!("attachment; filename=\"-t--1-2.{ending}\"; filename*=UTF-8''%C3%A9t%C3%A9-1-2.{ending}");
        assert_eq!(answer.header("content-disposition"), Some(name.as_str()));
    }
    assert_eq!(watched.get("/map.svg").header("content-type"), Some("image/svg+xml"));
    let chosen = ["render", "été 1.toml", "-o", "c{page}.svg", "--theme", "dark", "--page", "a4"];
    assert!(wayline(&chosen, folder.path()).output().unwrap().status.success());
    let answer = watched.get("/map.svg?theme=dark&page=a4&sheet=1");
    assert!(answer.body == std::fs::read(folder.path().join("c1.svg")).unwrap(), "with choices");
    assert_eq!(watched.picture()["sheets"].as_array().unwrap().len(), 4);
}

#[test]
fn words_of_the_map_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let words = "</script><script>alert(1)</script>--><img src=x onerror=alert(1)>]]>";
    std::fs::write(folder.path().join("a.toml"), MAP.replace("Alpha", words).replace("Small", words)).unwrap();
    let watched = Watched::start(&["a.toml"], folder.path());
    let told = watched.picture();
    assert_eq!(told["title"].as_str(), Some(words));
    let svg = told["sheets"][0]["svg"].as_str().unwrap();
    assert!(!svg.contains("<script") && !svg.contains("<img"), "{svg}");
    std::fs::write(folder.path().join("a.toml"), format!("{BROKEN}\"{words}\u{1b}[31m\u{202e}\" = 1\n")).unwrap();
    let told = watched.until(|told| told["is_earlier"] == true);
    let items = told["items"].to_string();
    assert!(!items.contains('\u{202e}') && !items.contains("\\u001b"), "{items}");
    assert!(told["sheets"][0]["svg"].as_str() == Some(svg), "the last good picture stays");
    for target in ["/", "/none", "/map.svg?theme=%3Cscript%3E"] {
        assert!(!watched.get(target).text().contains("alert(1)"), "{target}");
    }
}

#[cfg(unix)]
#[test]
fn ends_when_it_is_told() {
    for signal in ["INT", "TERM"] {
        let (mut watched, _folder) = watched();
        let events = watched.events();
        let half = watched.connect();
        let killed = std::process::Command::new("kill").args([format!("-{signal}"), watched.process().to_string()]).status();
        assert!(killed.unwrap().success());
        assert_eq!(watched.end(), Some(0), "{signal}");
        assert!(events.ends());
        assert!(TcpStream::connect(("127.0.0.1", watched.port)).is_err(), "nobody listens any more");
        drop(half);
        // and the port is free at once
        let port = watched.port.to_string();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), MAP).unwrap();
        still_answers(&Watched::start(&["a.toml", "--port", &port], folder.path()));
    }
}

/// What the command says that can't begin.
fn refused(args: &[&str], folder: &Path) -> String {
    let output = wayline(&[&["watch"], args].concat(), folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    assert!(output.stdout.is_empty(), "{args:?}: an address was printed");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn what_can_not_be_served_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.toml"), MAP).unwrap();
    std::fs::create_dir(folder.path().join("b.toml")).unwrap();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let said = refused(&["a.toml", "--port", &port], folder.path());
    assert!(
        said.contains(&format!("port {port} is already in use")) && said.contains("leave out --port for a free one"),
        "{said}"
    );
    for (args, words) in [
        (&["none.toml"][..], "there is no such file"),
        (&["b.toml"], "it is a folder"),
        (&["-"], "can't watch standard input"),
        (&["/dev/stdin"], "can't watch standard input"),
        (&["a.toml", "--port", "65536"], "65536 is not in 0..=65535"),
        (&["a.toml", "--port", "-1"], "unexpected argument '-1'"),
        (&["a.toml", "--port", "http"], "invalid value 'http'"),
        (&["a.toml", "--theme", "drak"], "dark"),
        (&["a.toml", "--theme", "none.toml"], "none.toml"),
        (&["a.toml", "--root", "none"], "none"),
    ] {
        let said = refused(args, folder.path());
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let json = refused(&["a.toml", "--port", &port, "--message-format", "json"], folder.path());
    assert!(json.starts_with("{\"severity\":\"error\",\"code\":\"could-not-run\","), "{json}");
}

#[cfg(target_os = "linux")]
#[test]
fn no_other_machine_reaches_it() {
    let (watched, _folder) = watched();
    // as the system has it: the address in hexadecimal, its bytes the other way round
    let listening = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let own = format!(":{:04X} ", watched.port);
    let sockets: Vec<&str> = listening
        .lines()
        .filter(|line| line.split_whitespace().nth(1).is_some_and(|a| format!("{a} ").ends_with(&own)))
        .collect();
    assert!(sockets.iter().any(|line| line.contains("0100007F")), "{listening}");
    assert!(sockets.iter().all(|line| line.contains("0100007F:")), "{sockets:?}");
    let six = std::fs::read_to_string("/proc/net/tcp6").unwrap_or_default();
    assert!(!six.lines().any(|line| line.split_whitespace().nth(1).is_some_and(|a| format!("{a} ").ends_with(&own))), "{six}");
}

#[test]
fn nothing_is_answered_twice_on_a_strange_connection() {
    let (watched, _folder) = watched();
    let port = watched.port;
    let two = format!("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /map.svg HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
    let answer: Answer = watched.send(two.as_bytes());
    assert_eq!(answer.status, 421);
    assert!(!answer.text().contains("<svg"), "{}", answer.text());
}
