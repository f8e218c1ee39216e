use serde::{Deserialize, Serialize};

/// A country whose numbers, names and rules are known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    /// Việt Nam
    #[serde(rename = "vn")]
    Vietnam,
    /// 中国
    #[serde(rename = "cn")]
    China,
    /// Россия
    #[serde(rename = "ru")]
    Russia,
}

impl Country {
    /// ISO 3166-1 alpha-2, lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vietnam => "vn",
            Self::China => "cn",
            Self::Russia => "ru",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Vietnam, Self::China, Self::Russia].into_iter().find(|c| c.code() == code)
    }

    /// Minutes ahead of UTC of the clock on its offices' walls (Moscow for Russia); none of the three
    /// has summer time.
    pub const fn utc_offset_minutes(self) -> i16 {
        match self {
            Self::Vietnam => 7 * 60,
            Self::China => 8 * 60,
            Self::Russia => 3 * 60,
        }
    }
}
