//! `wayline watch` as its users start it, and talking to it byte by byte.

use super::command::wayline;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take that takes a few milliseconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server that ends with the test.
pub struct Watched {
    child: Child,
    pub port: u16,
    said: Arc<Mutex<String>>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watched {
    /// Watches a map; the arguments come after `watch`.
    pub fn start(args: &[&str], folder: &Path) -> Self {
        let mut child = wayline(&[&["watch"], args].concat(), folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let said = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (child.stderr.take().unwrap(), Arc::clone(&said));
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                *heard.lock().unwrap() += &(line + "\n");
            }
        });
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let port = address.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        let port = port.and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("`{address}` is no address; said:\n{}", said.lock().unwrap()));
        Self { child, port, said }
    }

    /// What was said on standard error so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// How it ended.
    pub fn end(&mut self) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("it does not end");
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("somebody listens");
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes and hears all that comes until the other end closes.
    pub fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes); // it may be refused half way
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::of(&answer)
    }

    /// Asks for one address, as a browser does that wants nothing else.
    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    /// The same with another method and more headers.
    pub fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let port = self.port;
        self.send(
            format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{headers}\r\n").as_bytes(),
        )
    }

    /// What the page shows now.
    pub fn picture(&self) -> serde_json::Value {
        let answer = self.get("/picture");
        assert_eq!(answer.status, 200, "{answer:?}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// What the page shows once it is so.
    #[track_caller]
    pub fn until(&self, is_so: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
        let start = Instant::now();
        loop {
            let picture = self.picture();
            if is_so(&picture) {
                return picture;
            }
            assert!(start.elapsed() < PATIENCE, "never so: {picture}\nsaid:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until something was said on standard error.
    #[track_caller]
    pub fn says(&self, words: &str) {
        let start = Instant::now();
        while !self.said().contains(words) {
            assert!(start.elapsed() < PATIENCE, "`{words}` is not in:\n{}", self.said());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// A stream of events, with the first one read.
    pub fn events(&self) -> Events {
        let stream = self.connect();
        (&stream).write_all(format!("GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).as_bytes()).unwrap();
        let mut events = Events(BufReader::new(stream));
        assert!(events.line().contains("200"));
        events.next();
        events
    }
}

/// An open stream of events.
pub struct Events(BufReader<TcpStream>);

impl Events {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("an event comes");
        line
    }

    /// The number that the next event brings.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> u64 {
        loop {
            let line = self.line();
            assert!(!line.is_empty(), "the stream ended");
            if let Some(number) = line.strip_prefix("data: ") {
                return number.trim().parse().unwrap();
            }
        }
    }

    /// Whether the other end has closed it.
    pub fn ends(mut self) -> bool {
        let mut rest = Vec::new();
        self.0.read_to_end(&mut rest).is_ok()
    }
}

/// An answer; status 0 where none came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn of(bytes: &[u8]) -> Self {
        let at = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: bytes.get(at + 4..).unwrap_or_default().to_owned() }
    }

    /// The value of a header that is there exactly once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values =
            self.head.lines().skip(1).filter_map(|line| line.split_once(": ")).filter(|(n, _)| n.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value);
        value.filter(|_| values.next().is_none())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Says that nothing more comes.
pub fn half_close(stream: &TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
}
