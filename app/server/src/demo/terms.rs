//! The terms of use of the sample sites.

use onedoor_base::{Language, Timestamp};
use onedoor_identity::TermsVersion;

use super::places::{ID_SHANDONG, Place};

/// 1 August 2018 and 1 July 2026, at midnight in Shandong.
const FROM: [Timestamp; 2] = [Timestamp::from_seconds(1_533_052_800), Timestamp::from_seconds(1_782_835_200)];

macro_rules! texts {
    ($version:literal) => {
        vec![
            (Language::Vi, include_str!(concat!("terms/", $version, ".vi.txt")).to_owned()),
            (Language::Zh, include_str!(concat!("terms/", $version, ".zh.txt")).to_owned()),
            (Language::Ru, include_str!(concat!("terms/", $version, ".ru.txt")).to_owned()),
            (Language::En, include_str!(concat!("terms/", $version, ".en.txt")).to_owned()),
        ]
    };
}

/// Those of a place: Shandong's people agree to terms.
pub(super) fn of(place: &Place) -> Vec<TermsVersion> {
    if *place != ID_SHANDONG {
        return Vec::new();
    }
    vec![
        TermsVersion { version: "2018-08".to_owned(), from: FROM[0], texts: texts!("2018-08") },
        TermsVersion { version: "2026-07".to_owned(), from: FROM[1], texts: texts!("2026-07") },
    ]
}
