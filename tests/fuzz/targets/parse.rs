//! A journey file is understood or refused; either way without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    if let Err(errors) = wayline::journey::parse(source) {
        assert!(errors.has_errors(), "refused without a reason");
        for error in &errors.0 {
            let place = error.span.clone().unwrap_or(0..0);
            assert!(source.get(place.clone()).is_some(), "{place:?} is no place in the file");
        }
    }
});
