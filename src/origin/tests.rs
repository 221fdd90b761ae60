use super::*;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<title>A</title>\n<desc>B</desc>\n<path d=\"M0 0\"/>\n</svg>\n";

fn origin(text: &str) -> Origin {
    let mut sources = Sources::new();
    sources.text(text);
    Origin { sources: sources.digest(), fonts: None, page: 2, pages: 3 }
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, 40, 30);
    encoder.set_color(::png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..40 * 30 * 3).map(|at| (at % 251) as u8).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

#[test]
fn a_stamp_is_read_again() {
    for fonts in [None, Some(Digest::of_file(b"fonts"))] {
        let origin = Origin { fonts, ..origin("a") };
        assert_eq!(Origin::of(origin.stamp_svg(SVG.to_owned()).as_bytes()), Some(origin.clone()));
        assert_eq!(Origin::of(&origin.stamp_png(png())), Some(origin));
    }
    assert_eq!(Origin::of(SVG.as_bytes()), None);
    assert_eq!(Origin::of(&png()), None);
    assert_eq!(Origin::of(b""), None);
}

#[test]
fn a_stamped_png_has_the_same_pixels() {
    let decoded = |bytes: &[u8]| {
        let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        let texts: Vec<_> = reader.info().uncompressed_latin1_text.iter().map(|text| text.keyword.clone()).collect();
        (pixels, texts)
    };
    let stamped = origin("a").stamp_png(png());
    assert_eq!(decoded(&stamped), (decoded(&png()).0, vec!["wayline".to_owned()]));
}

/// Each byte of a picture counts, those of the stamp too.
#[test]
fn no_byte_can_change() {
    let whole = origin("a").stamp_svg(SVG.to_owned()).into_bytes();
    let pixels = origin("a").stamp_png(png());
    for whole in [whole, pixels] {
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert_eq!(Origin::of(&changed), None, "byte {at} of {}", whole.len());
            assert_eq!(Origin::of(&whole[..at]), None, "the first {at} bytes of {}", whole.len());
        }
        assert_eq!(Origin::of(&[&whole[..], b" "].concat()), None);
    }
}

#[test]
fn a_stamp_is_for_one_picture() {
    let (one, other) = (origin("a").stamp_svg(SVG.to_owned()), origin("b").stamp_svg(SVG.replace("M0 0", "M1 1")));
    let stamp = |svg: &str| svg.split("<metadata>").nth(1).unwrap().split("</metadata>").next().unwrap().to_owned();
    assert_eq!(Origin::of(one.replace(&stamp(&one), &stamp(&other)).as_bytes()), None);
}

#[test]
fn line_ends_may_be_another_systems() {
    let origin = origin("a");
    let svg = origin.stamp_svg(SVG.to_owned()).replace('\n', "\r\n");
    assert_eq!(Origin::of(svg.as_bytes()), Some(origin));
}

#[test]
fn nothing_passes_for_its_neighbour() {
    let digest = |parts: &[&str]| {
        let mut sources = Sources::new();
        parts.iter().for_each(|part| sources.text(part));
        sources.digest()
    };
    let all = [&["ab", "c"][..], &["a", "bc"], &["abc"], &["abc", ""], &["", "abc"], &[]];
    for (index, one) in all.iter().enumerate() {
        for other in &all[index + 1..] {
            assert_ne!(digest(one), digest(other), "{one:?} {other:?}");
        }
    }
}

#[test]
fn digests_are_written_and_read() {
    let digest = Digest::of_file(b"");
    // RFC 6234: SHA-256 of nothing
    assert_eq!(digest.to_string(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_eq!(digest.to_string().parse(), Ok(digest));
    for wrong in ["", "e3", &digest.to_string().to_uppercase(), &format!("{digest}0"), &"g".repeat(64)] {
        assert_eq!(wrong.parse::<Digest>(), Err(()), "{wrong}");
    }
}
