//! Any bytes as a picture: refused by their first bytes, or small enough, and then drawn as SVG and as PNG.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wayline::limits;
use wayline::render::{PngSize, png};
use wayline_fuzz::{draw, folder, scenes};

const MAP: &str =
    "title = \"t\"\npersona = [{ name = \"p\", image = \"fuzzed\" }]\nstage = [{ name = \"s\", image = \"fuzzed\" }]\n";

/// Most pixels of a picture that is decoded here.
const DECODED: usize = 1 << 16;

fuzz_target!(|bytes: &[u8]| {
    std::fs::write(folder().join("fuzzed"), bytes).expect("a file in the temporary folder");
    let Ok((map, _)) = wayline::open(MAP, folder(), None) else { return };
    let image = map.assets.image("fuzzed").expect("no error, so a picture");
    let pixels = image.width as usize * image.height as usize;
    assert!(!limits::IMAGE.is_exceeded_by(pixels), "{} × {}", image.width, image.height);
    draw(&map, &Default::default());
    // Larger ones are decoded in the same way, only slower.
    if pixels > DECODED {
        return;
    }
    for scene in scenes(&map, true) {
        png(&scene, PngSize::Width(64)).expect("a small picture can be made");
    }
});
