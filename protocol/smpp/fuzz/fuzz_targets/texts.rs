//! Whatever a message says: its parts fit.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onedoor_smpp::{MOST_PARTS, segments};

fuzz_target!(|text: &str| {
    if let Ok(parts) = segments(text, 7) {
        assert!((1..=MOST_PARTS).contains(&parts.len()));
        assert!(parts.iter().all(|part| part.octets.len() <= 160));
    }
});
