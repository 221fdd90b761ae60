//! Any text as a theme file: what is accepted draws a map that is inert.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wayline_fuzz::{draw, folder};

const MAP: &str = r#"
title = "Coffee"
subtitle = "To go"
persona = [{ name = "Ana", quote = "Soon" }]
channel = [{ name = "Shop", tier = "frontstage" }, { name = "Kitchen", tier = "backstage" }]

[[stage]]
name = "Order"
phase = "Before"
pains = ["Queue"]
metrics = [{ name = "Wait", value = 4, unit = "min", target = 2 }]
touchpoint = [{ label = "Queue", channel = "shop", emotion = -1 }, { label = "Brews", channel = "kitchen", emotion = 2 }]
"#;

fuzz_target!(|theme: &str| {
    std::fs::write(folder().join("fuzzed.toml"), theme).expect("a file in the temporary folder");
    if let Ok(theme) = wayline::theme::load("fuzzed.toml", folder()) {
        let (map, _) = wayline::open(MAP, folder(), Some(theme)).expect("a valid map");
        draw(&map, &Default::default());
    }
});
