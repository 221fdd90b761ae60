//! Pictures: those that can be drawn are, without what a camera wrote about them; those that lie, are cut off or hold
//! more than they say are refused, before any memory is taken for them.

mod common;

use common::pictures::*;
use std::path::Path;
use std::sync::Arc;
use wayline::assets::Assets;
use wayline::diagnostic::Diagnostic;
use wayline::render::{PngError, PngSize, SvgOptions, check_picture, png as draw_png, svg};
use wayline::scene::Raster;

fn journey(files: &[String]) -> String {
    let stage = |file: &String| format!("[[stage]]\nname = \"s\"\nimage = \"{file}\"\n");
    format!("title = \"t\"\n{}", files.iter().map(stage).collect::<String>())
}

fn load(folder: &Path, files: &[String]) -> (Assets, Vec<Diagnostic>) {
    let (journey, _) = wayline::journey::parse(&journey(files)).unwrap();
    let (assets, found) = Assets::load(&journey, folder);
    (assets, found.0)
}

/// A picture as it goes into a map.
fn open(bytes: &[u8]) -> Result<Arc<Raster>, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a"), bytes).unwrap();
    let (assets, found) = load(folder.path(), &["a".to_owned()]);
    match found.first() {
        Some(found) => Err(found.message.clone()),
        None => Ok(assets.image("a").unwrap().clone()),
    }
}

/// One right picture of each kind, 20 × 12, with a name.
fn right() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("image/png", png(20, 12, 90)),
        ("image/jpeg", jpeg_with(&[], 20, 12)),
        ("image/gif", gif(20, 12, &[(0, 0, 20, 12)])),
        ("image/webp", webp_of(&[webp_lossless(20, 12)])),
        ("image/webp", webp_of(&[webp_header(0, 20, 12), webp_lossless(20, 12)])),
    ]
}

#[test]
fn right_pictures_are_drawn() {
    for (kind, bytes) in right() {
        let raster = open(&bytes).unwrap_or_else(|why| panic!("{kind}: {why}"));
        assert_eq!((raster.media_type, raster.width, raster.height), (kind, 20, 12));
        assert_eq!(check_picture(&raster), Ok(()), "{kind}");
        assert_eq!(open(&raster.bytes).unwrap().bytes, raster.bytes, "{kind}: rebuilt once is enough");
    }
}

#[test]
fn cut_off_pictures_are_refused_at_every_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (index, (_, bytes)) in right().iter().enumerate() {
        for end in 0..bytes.len() {
            let name = format!("{index}-{end}");
            std::fs::write(folder.path().join(&name), &bytes[..end]).unwrap();
            files.push(name);
        }
    }
    for files in files.chunks(150) {
        let (assets, found) = load(folder.path(), files);
        assert!(found.iter().all(|found| found.code == "bad-image"));
        let accepted: Vec<&String> = files.iter().filter(|file| assets.image(file).is_some()).collect();
        assert!(accepted.is_empty(), "{accepted:?}");
    }
}

#[test]
fn what_does_not_draw_stays_behind() {
    let hidden: &[u8] = b"SECRET 52.5200 N 13.4050 E";
    let text = [b"Comment\0", hidden].concat();
    let app13 = [b"Photoshop 3.0\0", hidden].concat();
    let mut jpeg_thumbnail = jpeg_segment(0xE0, &[b"JFIF\0\x01\x02\0\0\x48\0\x48\x03\x03", hidden].concat());
    jpeg_thumbnail.extend(jpeg_segment(0xE0, &[b"JFXX\0\x10", hidden].concat()));
    let exif = [b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x01\0\0\0\0\0\0\0", hidden].concat();
    let mut gif_comment = gif(20, 12, &[(0, 0, 20, 12), (1, 1, 2, 2)]);
    gif_comment.splice(19..19, [&[0x21, 0xFE, hidden.len() as u8], hidden, &[0]].concat());
    let idat = png(20, 12, 9)[33..].to_vec();
    let still = idat[..idat.len() - 12].to_vec();
    for (name, bytes) in [
        ("png text", png_of(&png_header(20, 12, 0), &[png_chunk(b"tEXt", &text), png_chunk(b"zTXt", &text), still.clone()])),
        ("png exif", png_of(&png_header(20, 12, 0), &[png_chunk(b"eXIf", hidden), png_chunk(b"iTXt", &text), still.clone()])),
        ("png animation", png_of(&png_header(20, 12, 0), &[still.clone(), png_chunk(b"fdAT", hidden)])),
        ("png behind the end", [png(20, 12, 9), hidden.to_vec()].concat()),
        ("jpeg exif", jpeg_with(&[jpeg_segment(0xE1, &exif)], 20, 12)),
        ("jpeg comment", jpeg_with(&[jpeg_segment(0xFE, hidden), jpeg_segment(0xED, &app13)], 20, 12)),
        ("jpeg thumbnail", jpeg_with(&[jpeg_thumbnail], 20, 12)),
        ("jpeg behind the end", [jpeg_with(&[], 20, 12), hidden.to_vec()].concat()),
        ("gif comment", gif_comment),
        ("gif behind the end", [gif(20, 12, &[(0, 0, 20, 12)]), hidden.to_vec()].concat()),
        (
            "webp",
            webp_of(&[
                webp_header(0x0C, 20, 12),
                webp_lossless(20, 12),
                webp_chunk(b"EXIF", hidden),
                webp_chunk(b"XMP ", hidden),
            ]),
        ),
        ("webp behind the picture", webp_of(&[webp_lossless(20, 12), webp_chunk(b"EXIF", hidden)])),
        ("webp behind the end", [webp_of(&[webp_lossless(20, 12)]), hidden.to_vec()].concat()),
    ] {
        let raster = open(&bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(!raster.bytes.windows(6).any(|six| six == b"SECRET"), "{name}");
        assert_eq!(check_picture(&raster), Ok(()), "{name}");
    }
    let turned = [&exif[..24], &[6], &exif[25..]].concat();
    let raster = open(&jpeg_with(&[jpeg_segment(0xE1, &turned)], 20, 12)).unwrap();
    assert_eq!((raster.width, raster.height), (12, 20), "how it is turned is kept");
    assert!(!raster.bytes.windows(6).any(|six| six == b"SECRET"));
    assert_eq!(check_picture(&raster), Ok(()));
}

#[test]
fn colour_profiles_are_kept_unless_they_are_bombs() {
    use std::io::Write as _;
    let packed = |length: usize| {
        let mut data = flate2::write::ZlibEncoder::new(b"icc\0\0".to_vec(), flate2::Compression::best());
        data.write_all(&vec![0; length]).unwrap();
        let still = png(20, 12, 9);
        png_of(&png_header(20, 12, 0), &[png_chunk(b"iCCP", &data.finish().unwrap()), still[33..still.len() - 12].to_vec()])
    };
    let kept = open(&packed(3_000)).unwrap();
    assert!(kept.bytes.windows(4).any(|four| four == b"iCCP"));
    assert!(open(&packed(9 << 20)).unwrap_err().contains("colour profile is far too large"));
    let icc = jpeg_segment(0xE2, b"ICC_PROFILE\0\x01\x01profile");
    assert!(open(&jpeg_with(&[icc], 20, 12)).unwrap().bytes.windows(7).any(|seven| seven == b"profile"));
}

#[test]
fn headers_that_lie_are_refused() {
    let idat = || png(20, 12, 9)[33..].to_vec();
    let body = || idat()[..idat().len() - 12].to_vec();
    let header = || png_header(20, 12, 0);
    let mut bad_sum = png(20, 12, 9);
    bad_sum[30] ^= 1;
    let mut damaged = png(20, 12, 9);
    let middle = damaged.len() - 20;
    damaged[middle] ^= 1;
    let scan = || jpeg_tables_and_scan(20, 12);
    let jpeg = |parts: &[&[u8]]| [&[0xFF, 0xD8], &parts.concat()[..], &[0xFF, 0xD9]].concat();
    let frame = || jpeg_frame(0xC0, 20, 12);
    for (name, bytes, why) in [
        ("nothing", vec![], "no PNG"),
        ("text", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "no PNG"),
        ("png bomb", png_of(&png_header(65_535, 65_535, 0), &[body()]), "more than 16 million pixels"),
        ("png bomb on one side", png_of(&png_header(u32::MAX, 1, 0), &[body()]), "more than 16 million pixels"),
        ("png of nothing", png_of(&png_header(0, 9, 0), &[body()]), "0 × 9"),
        ("png header damaged", bad_sum, "checksum of its IHDR"),
        ("png damaged", damaged, "checksum of its IDAT"),
        ("png with two headers", png_of(&header(), &[header(), body()]), "two headers"),
        ("png header late", png_of(&[], &[body(), header()]), "header does not come first"),
        ("png without picture", png_of(&header(), &[]), "no picture"),
        ("png of no known kind", png_of(&png_header(20, 12, 7), &[body()]), "header can't be read"),
        ("png with a part that draws", png_of(&header(), &[png_chunk(b"IXXX", b""), body()]), "chunks can't be read"),
        ("png with a long chunk", [&b"\x89PNG\r\n\x1a\n"[..], &header(), &[0xFF; 4], b"IDAT"].concat(), "cut off"),
        ("jpeg bomb", jpeg(&[&jpeg_frame(0xC0, 65_535, 65_535), &scan()]), "more than 16 million pixels"),
        ("jpeg of nothing", jpeg(&[&jpeg_frame(0xC0, 20, 0), &scan()]), "20 × 0"),
        ("jpeg with two frame headers", jpeg(&[&frame(), &jpeg_frame(0xC0, 9_000, 9_000), &scan()]), "two frame headers"),
        ("jpeg with another header behind", jpeg(&[&frame(), &scan(), &jpeg_frame(0xC2, 60_000, 60_000)]), "two frame headers"),
        ("jpeg in a jpeg", jpeg(&[&frame(), &[0xFF, 0xD8], &scan()]), "two beginnings"),
        ("jpeg without header", jpeg(&[&scan()]), "header does not come first"),
        ("jpeg without picture", jpeg(&[&frame()]), "no picture"),
        ("jpeg with its height at the end", jpeg(&[&frame(), &scan(), &jpeg_segment(0xDC, &[0xFF, 0xFF])]), "kind of JPEG"),
        ("jpeg without losses", jpeg(&[&jpeg_frame(0xC3, 20, 12), &scan()]), "kind of JPEG"),
        ("jpeg of many scans", jpeg(&[&jpeg_frame(0xC2, 20, 12), &scan().repeat(65)]), "more than 64 scans"),
        ("jpeg with an impossible segment", jpeg(&[&[0xFF, 0xE0, 0, 1], &frame(), &scan()]), "segments can't be read"),
        ("gif bomb", gif(65_535, 65_535, &[(0, 0, 1, 1)]), "more than 16 million pixels"),
        ("gif with a frame larger than it", gif(20, 12, &[(0, 0, 60_000, 1)]), "60000 × 1"),
        ("gif with a later frame larger than it", gif(20, 12, &[(0, 0, 20, 12), (0, 0, 1, 60_000)]), "1 × 60000"),
        ("gif with a frame beside it", gif(20, 12, &[(10, 0, 20, 12)]), "does not fit"),
        ("gif of nothing", gif(20, 12, &[(0, 0, 0, 12)]), "does not fit"),
        ("gif without picture", gif(20, 12, &[]), "no picture"),
        ("webp bomb", webp_of(&[webp_header(0, 1 << 24, 1 << 24), webp_lossless(20, 12)]), "more than 16 million pixels"),
        ("webp that is larger inside", webp_of(&[webp_header(0, 10, 10), webp_lossless(20, 12)]), "header says 10 × 10"),
        ("webp that is smaller inside", webp_of(&[webp_header(0, 900, 900), webp_lossless(20, 12)]), "header says 900 × 900"),
        (
            "webp with two pictures",
            webp_of(&[webp_header(0, 20, 12), webp_lossless(20, 12), webp_lossless(20, 12)]),
            "two pictures",
        ),
        (
            "webp with two headers",
            webp_of(&[webp_header(0, 20, 12), webp_header(0, 9, 9), webp_lossless(20, 12)]),
            "not come first",
        ),
        ("webp without picture", webp_of(&[webp_header(0, 20, 12)]), "no picture"),
        ("webp that moves", webp_of(&[webp_header(2, 20, 12), webp_lossless(20, 12)]), "animated"),
        ("webp with frames", webp_of(&[webp_header(0, 20, 12), webp_chunk(b"ANMF", &[0; 24])]), "animated"),
        (
            "webp lossy bomb",
            webp_of(&[webp_chunk(b"VP8 ", b"\0\0\0\x9D\x01\x2A\xFF\x3F\xFF\x3F\0\0")]),
            "more than 16 million pixels",
        ),
        ("webp of something", webp_of(&[webp_chunk(b"VP8 ", b"nothing of the kind")]), "picture can't be read"),
    ] {
        let error = open(&bytes).expect_err(name);
        assert!(error.contains(why), "{name}: {error}");
    }
}

/// Complete, and every header is right, but the pixels are not there.
fn hollow() -> Vec<u8> {
    png_of(&png_header(20, 12, 0), &[png_chunk(b"IDAT", &[0x78, 0x9C, 3, 0, 0, 0, 0, 1])])
}

#[test]
fn a_picture_that_cannot_be_decoded_does_not_vanish() {
    let raster = open(&hollow()).unwrap();
    assert!(check_picture(&raster).is_err_and(|why| why.contains("pixels can't be read")));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hollow.png"), hollow()).unwrap();
    let (map, _) = wayline::open(&journey(&["hollow.png".to_owned()]), folder.path(), None).unwrap();
    let (pages, _) = map.draw(true);
    let error = draw_png(&pages[0], PngSize::Scale(1.0)).unwrap_err();
    assert!(matches!(&error, PngError::Picture(name, _) if name == "hollow.png"), "{error}");
}

#[test]
fn all_pictures_together_have_limits() {
    let folder = tempfile::tempdir().unwrap();
    let big = png(4_000, 4_000, 10);
    let shade = |gamma: u32| [&big[..33], &png_chunk(b"gAMA", &gamma.to_be_bytes()), &big[33..]].concat();
    let names: Vec<String> = (0..5).map(|n| format!("{n}.png")).collect();
    for (gamma, name) in names.iter().enumerate() {
        std::fs::write(folder.path().join(name), shade(45_000 + gamma as u32)).unwrap();
    }
    let (assets, found) = load(folder.path(), &names);
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["over-limit"]);
    assert_eq!(found[0].message, "with `4.png`, all pictures of a map have more than 64 million pixels");
    assert_eq!(assets.images().count(), 4);
    // The same one counts once.
    for name in &names {
        std::fs::write(folder.path().join(name), &big).unwrap();
    }
    assert!(load(folder.path(), &names).1.is_empty());
    // Bytes of files count, each file once.
    let still = png(20, 12, 9);
    let padding = png_chunk(b"tEXt", &vec![b'a'; 7 << 20]);
    let large = png_of(&png_header(20, 12, 0), &[padding, still[33..still.len() - 12].to_vec()]);
    for name in &names {
        std::fs::write(folder.path().join(name), &large).unwrap();
    }
    let (_, found) = load(folder.path(), &names);
    assert_eq!(found[0].message, "with `4.png`, all picture files of a map have more than 32 MiB");
    let again: Vec<String> = (0..100).map(|n| format!("{}0.png", "./".repeat(n))).collect();
    assert!(load(folder.path(), &again).1.is_empty());
    std::fs::write(folder.path().join("0.png"), vec![b'a'; (8 << 20) + 1]).unwrap();
    let (_, found) = load(folder.path(), &names[..1]);
    assert_eq!((found[0].code, found[0].message.ends_with("larger than 8 MiB")), ("file-too-large", true));
}

#[test]
fn a_picture_in_many_places_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.png", "b.png"] {
        std::fs::write(folder.path().join(name), png(20, 12, 90)).unwrap();
    }
    std::fs::write(folder.path().join("c.png"), png(20, 12, 91)).unwrap();
    let files: Vec<String> = ["a.png", "b.png", "./a.png", "c.png"].map(str::to_owned).to_vec();
    let (map, _) = wayline::open(&journey(&files), folder.path(), None).unwrap();
    let (pages, _) = map.draw(false);
    let written = svg(&pages[0], &SvgOptions::default());
    assert_eq!(written.matches("data:image/png").count(), 2);
    assert_eq!(written.matches("<use").count(), 3);
    roxmltree::Document::parse(&written).unwrap();
    // It looks the same as if each place had its own.
    let tree = resvg::usvg::Tree::from_str(&written, &resvg::usvg::Options::default()).unwrap();
    let mut pixels = resvg::tiny_skia::Pixmap::new(pages[0].size.width as u32, pages[0].size.height as u32).unwrap();
    resvg::render(&tree, Default::default(), &mut pixels.as_mut());
    let grey = pixels.pixels().iter().filter(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (90, 90, 90)).count();
    let other = pixels.pixels().iter().filter(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (91, 91, 91)).count();
    assert!(other > 500 && grey.abs_diff(3 * other) < other / 20, "{grey} {other}");
}

#[test]
fn pictures_are_drawn_wherever_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<String> = right()
        .into_iter()
        .enumerate()
        .map(|(index, (_, bytes))| {
            std::fs::write(folder.path().join(index.to_string()), bytes).unwrap();
            index.to_string()
        })
        .collect();
    std::fs::write(folder.path().join("large.png"), png(3_000, 2_000, 77)).unwrap();
    for file in files.iter().chain([&"large.png".to_owned()]) {
        let (map, _) = wayline::open(&journey(std::slice::from_ref(file)), folder.path(), None).unwrap();
        let (pages, _) = map.draw(true);
        let drawn = draw_png(&pages[0], PngSize::Scale(1.0)).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(drawn)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let colors = [[90, 90, 90], [128, 128, 128], [200, 0, 0], [77, 77, 77]];
        let count = pixels.as_chunks::<3>().0.iter().filter(|pixel| colors.contains(pixel)).count();
        assert!(count > 500, "{file}: {count} pixels");
    }
}
