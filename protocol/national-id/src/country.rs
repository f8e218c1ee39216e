/// Whose personal number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Country {
    /// Số định danh cá nhân, twelve digits (Decree 137/2015 article 13).
    Vietnam,
    /// 公民身份号码, seventeen digits and a check character (GB 11643-1999).
    China,
    /// СНИЛС, the number of the individual insurance account: nine digits and two check digits.
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

    /// How many characters its number has, without spaces and dashes.
    pub const fn length(self) -> usize {
        match self {
            Self::Vietnam => 12,
            Self::China => 18,
            Self::Russia => 11,
        }
    }
}
