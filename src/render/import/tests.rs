use super::allowed::{MOST_DEPTH, MOST_NODES, MOST_REFERENCES};
use super::*;

fn import(body: &str) -> Result<IconArt, String> {
    import_icon(format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 12'>{body}</svg>").as_bytes())
}

const ROUND: &str = "stroke-linecap='round' stroke-linejoin='round'";

#[test]
fn outlines_keep_their_paint_and_stand_in_the_middle() {
    let line = format!("<path d='M0 0H24' stroke='currentColor' stroke-width='2' {ROUND}/>");
    let icon = import(&format!("{line}<rect width='2' height='2' fill='#f00'/>")).unwrap();
    assert_eq!(icon.grid, 24.0);
    assert_eq!(icon.shapes[0].path, "M0 6L24 6");
    assert_eq!(icon.shapes[0].fill, None, "a line has no inside");
    assert_eq!(icon.shapes[0].stroke, Some((IconPaint::Current, Some(2.0))));
    assert_eq!(icon.shapes[1].fill, Some(IconPaint::Fixed(Rgb::new(255, 0, 0))));
    let icon = import(&format!("<path d='M0 0H24V9' stroke='currentColor' {ROUND}/>")).unwrap();
    assert_eq!(icon.shapes.len(), 1);
    assert_eq!(icon.shapes[0].fill, Some(IconPaint::Current), "SVG fills black unless told");
    assert_eq!(icon.shapes[0].stroke, Some((IconPaint::Current, Some(1.0))));
}

#[test]
fn every_size_comes_to_the_same_grid() {
    let of = |size: &str, body: &str| {
        import_icon(format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {size} {size}'>{body}</svg>").as_bytes())
    };
    for (size, path) in [("4096", "M1024 1024H2048V2048z"), ("1", "M.25 .25H.5V.5z"), ("1e-6", "M.25e-6 .25e-6H.5e-6V.5e-6z")] {
        let icon = of(size, &format!("<path d='{path}'/>")).unwrap();
        assert_eq!((icon.grid, &*icon.shapes[0].path), (24.0, "M6 6L12 6L12 12Z"), "{size}");
    }
    assert!(of("1e-30", "<path d='M0 0h1e-30v1e-30z'/>").is_err() || of("1e30", "<path d='M0 0h1e30v1e30z'/>").is_ok());
}

#[test]
fn what_a_line_covers_is_kept() {
    let icon = import("<path d='M4 4H20' stroke='#123456' stroke-width='4'/>").unwrap();
    assert_eq!(icon.shapes.last().unwrap().path, "M4 8L20 8L20 12L4 12L4 8Z", "blunt ends become an area");
    assert_eq!(icon.shapes.last().unwrap().fill, Some(IconPaint::Fixed(Rgb::new(0x12, 0x34, 0x56))));
    let icon = import(&format!("<g transform='scale(2 1)'><path d='M2 4H10' fill='none' stroke='red' {ROUND}/></g>")).unwrap();
    assert_eq!(icon.shapes[0].stroke, None, "uneven lines become areas");
    let icon = import(&format!("<g transform='scale(2)'><path d='M2 2H10' fill='none' stroke='red' {ROUND}/></g>")).unwrap();
    assert_eq!(icon.shapes[0].stroke, Some((IconPaint::Fixed(Rgb::new(255, 0, 0)), Some(2.0))));
    assert!(import("<path d='M4 4H20' stroke='red' stroke-dasharray='1'/>").unwrap_err().contains("dashed"));
    let order = format!("<path d='M4 4H9V9z' fill='red' stroke='lime' paint-order='stroke' {ROUND}/>");
    let icon = import(&order).unwrap();
    assert_eq!((icon.shapes[0].fill, icon.shapes[1].stroke), (None, None));
}

#[test]
fn fill_rule_and_opacity_are_kept() {
    let ring = "<path fill-rule='evenodd' d='M0 0H9V9H0zM3 3H6V6H3z' fill='red' fill-opacity='.5'/>";
    let icon = import(&format!("<g opacity='.5'>{ring}</g><path d='M0 0h1v1z' opacity='0'/>")).unwrap();
    assert_eq!(icon.shapes.len(), 1);
    assert_eq!((icon.shapes[0].even_odd, icon.shapes[0].opacity), (true, 0.25));
    let two = format!("<path d='M1 1H9V9z' stroke='red' stroke-opacity='.5' {ROUND}/>");
    let icon = import(&two).unwrap();
    assert_eq!(icon.shapes.iter().map(|shape| shape.opacity).collect::<Vec<_>>(), [1.0, 0.5]);
}

#[test]
fn style_sheets_and_switched_off_parts_are_understood() {
    let icon = import("<style>.a{fill:#00f}</style><path class='a' d='M1 1H9V9z'/><path display='none' d='M0 0H9'/>").unwrap();
    assert_eq!(icon.shapes.len(), 1);
    assert_eq!(icon.shapes[0].fill, Some(IconPaint::Fixed(Rgb::new(0, 0, 255))));
}

#[test]
fn what_would_be_lost_is_refused() {
    let path = "<path d='M1 1H9V9z'/>";
    let gradient = "<linearGradient id='g'><stop stop-color='red'/><stop offset='1'/></linearGradient>";
    for (body, why) in [
        ("<text>a</text>", "text"),
        ("<image href='a.png' width='9' height='9'/>", "picture"),
        ("<image href='data:image/svg+xml,x' width='9' height='9'/>", "picture"),
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject width='9' height='9'/>", "<foreignObject>"),
        ("<svg width='9' height='9'/>", "drawing inside"),
        ("<a href='https://example.com'><path d='M1 1H9V9z'/></a>", "<a>"),
        ("<animate attributeName='d'/>", "<animate>"),
        ("<set attributeName='href' to='javascript:alert(1)'/>", "<set>"),
        ("<filter id='f'/>", "<filter>"),
        ("<mask id='m'/>", "<mask>"),
        ("<marker id='m'/>", "<marker>"),
        ("<pattern id='p'/>", "<pattern>"),
        (&format!("{gradient}<path d='M1 1H9V9z' fill='url(#g)'/>"), "gradient"),
        (&format!("{gradient}<path d='M1 1H9V9z' stroke='url(#g)'/>"), "gradient"),
        ("<use href='other.svg#a'/>", "other.svg#a"),
        ("<use href='/etc/passwd'/>", "/etc/passwd"),
        ("<use href='#none'/>", "#none"),
        ("<path d='M-9 0H9V9z'/>", "viewBox"),
        ("<path d='M0 0H1e9V9z'/>", "viewBox"),
        ("<path d='M0 0H9V9z' transform='translate(1e30)'/>", "viewBox"),
        ("<path d='M0 0H9' stroke='red' stroke-width='99'/>", "viewBox"),
        ("<path d='M0 0H9V9z' style='mix-blend-mode:multiply'/>", "blend"),
        ("<clipPath id='c'><circle r='4'/></clipPath><g clip-path='url(#c)'><path d='M1 1H9V9z'/></g>", "clip path"),
        ("<clipPath id='c'><path d='M0 0H5V5H0z'/></clipPath><g clip-path='url(#c)'><path d='M1 1H9V9z'/></g>", "clip path"),
    ] {
        let error = import(&format!("{path}{body}")).expect_err(body);
        assert!(error.contains(why), "{body}: {error}");
    }
    for harmless in [
        gradient,
        "<title>A</title><desc>B</desc><metadata><x xmlns='urn:x'>text</x></metadata>",
        "<path d='M2 2h1v1z' onclick='alert(1)' style='background:url(http://example.com/)'/>",
        "<x:namedview xmlns:x='urn:x'><x:script/></x:namedview>",
        "<clipPath id='c'><rect width='24' height='12'/></clipPath><g clip-path='url(#c)'><path d='M1 1H9V9z'/></g>",
        "<clipPath id='c'><path transform='translate(1 1)' d='M0 0h23v11H0z'/></clipPath>\
         <g transform='scale(.5)' clip-path='url(#c)'><path d='M1 1H19V9z'/></g>",
        "<path d='M1 1H9V9z' fill='none'/><rect width='99' height='99' fill='none'/>",
    ] {
        assert!(import(&format!("{path}{harmless}")).is_ok(), "{harmless}: {:?}", import(harmless));
    }
}

#[test]
fn what_would_grow_is_refused() {
    let level = |i: usize| format!("<g id='u{i}'><use href='#u{0}'/><use href='#u{0}'/></g>", i - 1);
    let bomb: String = std::iter::once("<path id='u0' d='M0 0H3V3Z'/>".to_owned()).chain((1..9).map(level)).collect();
    assert!(import(&bomb).unwrap_err().contains("plain paths"));
    assert!(import("<path id='a' d='M0 0H3V3Z'/><use href='#a' x='4'/>").is_ok());
    let nested = |n: usize| ["<g opacity='.9'>".repeat(n), "<path d='M0 0H3V3Z'/>".to_owned(), "</g>".repeat(n)].concat();
    assert!(import(&nested(20)).is_ok());
    assert!(import(&nested(1000)).is_err());
    assert!(import(&nested(10_000)).is_err());
    assert!(import(&"<path d='M0 0H3V3Z'/>".repeat(MOST_SHAPES + 1)).unwrap_err().contains("outlines"));
    assert!(import(&format!("<path d='M0 0{}Z'/>", "L3 3L1 2".repeat(3_000))).unwrap_err().contains("5,000 points"));
    assert!(import(&format!("<style>{}</style>", "a{b:c}".repeat(1_400))).unwrap_err().contains("8 KiB"));
    assert!(import(&"<g/>".repeat(MOST_NODES as usize)).is_err());
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>&b;</svg>";
    assert!(import_icon(entities.as_bytes()).unwrap_err().contains("entities"));
    let harmless = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\
                    <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0H9V9z'/></svg>";
    assert!(import_icon(harmless.as_bytes()).is_ok());
    for circle in [
        "<g id='a'><use href='#a'/></g>",
        "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
        "<use id='a' href='#a'/>",
    ] {
        let _ = import(circle);
    }
}

/// Windows gives a program's main thread a mebibyte.
#[test]
fn the_deepest_allowed_drawing_fits_the_stack() {
    let import = || {
        let opened = "<g opacity='.9'>".repeat(MOST_DEPTH - 4);
        let closed = "</g>".repeat(MOST_DEPTH - 4);
        let level = |i: usize| format!("<g id='u{i}'>{opened}<use href='#u{}'/>{closed}</g>", i - 1);
        let levels: String = (1..=MOST_REFERENCES).map(level).collect();
        import(&format!("<path id='u0' d='M0 0H3V3Z'/>{levels}")).map(|icon| icon.shapes.len())
    };
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(import).unwrap();
    assert!(thread.join().unwrap().is_ok_and(|shapes| shapes >= 2));
}

#[test]
fn the_longest_files_take_no_time() {
    let size = limits::ICON_FILE.most - 200;
    for body in [
        format!("<path d='M0 0{}'/>", "h1".repeat(size / 2)),
        format!("<path d='{}'/>", "a1 1 0 0 1 1 1".repeat(size / 14)),
        "<g>".repeat(size / 3),
        "<".repeat(size),
        "&amp;".repeat(size / 5),
        format!("<path d='M0 0h9v9z' style='{}'/>", "a:b;".repeat(size / 4)),
        format!("<path d='M0 0h9v9z'/>{}", format!("<g style='{}'/>", "a:b;".repeat(250)).repeat(240)),
        format!("<style>{}</style>{}", "g g>g a{b:c}".repeat(600), "<g/>".repeat(1_900)),
        format!("<style>g{{{}}}</style>{}", "fill:#123;".repeat(700), "<g/>".repeat(1_900)),
        format!("<style>{}</style>", "a:b;".repeat(2_000)),
        format!("<style>g{{{}}}</style>", "a:b;".repeat(2_000)),
        format!("<path {} d='M0 0'/>", (0..20_000).map(|i| format!("a{i}='' ")).collect::<String>()),
        format!("<path d='M0 0h9v9z' transform='{}'/>", "scale(1)".repeat(size / 9)),
        format!("<path id='a' d='M0 0h9v9z'/>{}", "<use href='#a'/>".repeat(1_800)),
        format!("<path d='M1 1{}' fill='none' stroke='red'/>", "q2 9 3 1q-2 -9 -3 -1".repeat(1_200)),
    ] {
        let start = std::time::Instant::now();
        let imported = import(&body);
        let (took, start) = (start.elapsed(), body.chars().take(60).collect::<String>());
        println!("{took:?} {:?} {start}", imported.map(|icon| icon.shapes.len()));
        // Optimised, it is a tenth of this.
        assert!(took.as_secs() < 5, "{took:?}: {start}");
    }
}

#[test]
fn nothing_outside_is_read() {
    let entity = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&x;</svg>";
    assert!(import_icon(entity.as_bytes()).is_err());
    assert!(import_icon(&vec![b' '; limits::ICON_FILE.most + 1]).unwrap_err().contains("256 KiB"));
    assert!(import_icon(&[0x1F, 0x8B, 8]).unwrap_err().contains("compressed"));
    assert!(import_icon(b"\xFF\xFE<\0s\0").unwrap_err().contains("UTF-8"));
}
