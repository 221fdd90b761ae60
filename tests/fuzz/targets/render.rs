//! Whole valid journeys, made from the fuzzer's bytes, are drawn and come out inert.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wayline_fuzz::{Made, draw, folder};

fuzz_target!(|made: Made| {
    match wayline::open(&made.source, folder(), None) {
        Ok((map, _)) => draw(&map, &made.options),
        Err(errors) => panic!("{errors}"),
    }
});
