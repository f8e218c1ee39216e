use serde::{Deserialize, Serialize};

/// A language that every page, message and error is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Tiếng Việt
    Vi,
    /// 中文
    Zh,
    /// Русский
    Ru,
    /// English
    En,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Vi, Self::Zh, Self::Ru, Self::En];

    /// The primary subtag (RFC 5646): `vi`, `zh`, `ru`, `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::Zh => "zh",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// What its own speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::Zh => "中文",
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// From a language tag; region and script are disregarded (`zh-Hans-CN` is Chinese).
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|l| primary.eq_ignore_ascii_case(l.tag()))
    }

    /// The best one for an `Accept-Language` header (RFC 9110 section 12.5.4): highest weight first,
    /// the earlier of equals; `None` if none of ours is acceptable.
    pub fn from_accept(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let Some(language) = pieces.next().and_then(Self::from_tag) else { continue };
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).map_or(1000, weight_in_thousandths);
            if weight > 0 && best.is_none_or(|(w, _)| weight > w) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The best one for a `ui_locales` parameter (OpenID Connect Core section 3.1.2.1): space
    /// separated tags, most wanted first.
    pub fn from_locales(locales: &str) -> Option<Self> {
        locales.split_ascii_whitespace().take(20).find_map(Self::from_tag)
    }
}

fn weight_in_thousandths(q: &str) -> u16 {
    q.trim().parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q)).map_or(0, |q| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "0 to 1000 after the check"
        )]
        let thousandths = (q * 1000.0) as u16;
        thousandths
    })
}
