//! Any bytes as an SVG icon: refused, or plain paths that are inert in a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wayline::render::import_icon;
use wayline_fuzz::{draw, folder};

const MAP: &str = "title = \"t\"\nchannel = [{ name = \"c\", icon = \"fuzzed.svg\" }]\nstage = [{ name = \"s\", touchpoint = [{ label = \"l\", channel = \"c\" }] }]\n";

fuzz_target!(|bytes: &[u8]| {
    if import_icon(bytes).is_err() {
        return;
    }
    std::fs::write(folder().join("fuzzed.svg"), bytes).expect("a file in the temporary folder");
    let (map, _) = wayline::open(MAP, folder(), None).expect("the icon was taken before");
    draw(&map, &Default::default());
});
