//! Any text as a journey file: what is accepted is drawn and comes out inert.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wayline_fuzz::{draw, folder};

fuzz_target!(|source: &str| {
    match wayline::open(source, folder(), None) {
        Ok((map, _)) => draw(&map, &Default::default()),
        Err(errors) => assert!(errors.has_errors(), "refused without a reason"),
    }
});
