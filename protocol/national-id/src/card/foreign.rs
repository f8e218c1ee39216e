/// A code that is none of a card's, as far as it can be told what it is: each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Foreign {
    /// The personal code of the years of COVID-19 (QRQG): `number-name-birth-…`, joined by hyphens.
    Health,
    /// One that the application VNeID shows: sealed, to be read by the authority's own readers.
    Application,
    /// An address on the web.
    Address,
    /// A visiting card (vCard, MeCard).
    VisitingCard,
    /// The machine-readable zone of a passport or card, as text.
    MachineReadable,
    /// A payment (EMV, VietQR).
    Payment,
    /// Access to a wireless network.
    Network,
    /// Bytes that are no text.
    Binary,
    /// Something else.
    Unknown,
}

impl Foreign {
    /// The last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Application => "application",
            Self::Address => "address",
            Self::VisitingCard => "visiting-card",
            Self::MachineReadable => "machine-readable",
            Self::Payment => "payment",
            Self::Network => "network",
            Self::Binary => "binary",
            Self::Unknown => "unknown",
        }
    }

    /// All of them, for catalogues and tests.
    pub const ALL: [Self; 9] = [
        Self::Health,
        Self::Application,
        Self::Address,
        Self::VisitingCard,
        Self::MachineReadable,
        Self::Payment,
        Self::Network,
        Self::Binary,
        Self::Unknown,
    ];
}

/// What a text is that has none of a card's separators.
pub(super) fn told(text: &str) -> Foreign {
    let start: String = text.chars().take(16).flat_map(char::to_lowercase).collect();
    let begins = |with: &[&str]| with.iter().any(|with| start.starts_with(with));
    if text.chars().any(|c| c.is_control() && !c.is_ascii_whitespace()) || text.contains('\u{fffd}') {
        Foreign::Binary
    } else if begins(&["begin:vcard", "mecard:"]) {
        Foreign::VisitingCard
    } else if begins(&["wifi:"]) {
        Foreign::Network
    } else if begins(&["vneid", "c06.", "dancuquocgia"]) || sealed(text) {
        Foreign::Application
    } else if begins(&["http://", "https://", "www."]) {
        if text.to_lowercase().contains("vneid") { Foreign::Application } else { Foreign::Address }
    } else if begins(&["000201"]) {
        Foreign::Payment
    } else if machine_readable(text) {
        Foreign::MachineReadable
    } else if health(text) {
        Foreign::Health
    } else {
        Foreign::Unknown
    }
}

/// A long run of Base64 and nothing else, or a token of three such runs: what applications seal.
fn sealed(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 64
        && !text.contains('<')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=-_.".contains(&b))
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| b.is_ascii_uppercase())
        && text.bytes().filter(|b| *b == b'-').count() < 4
}

/// Lines of capital letters, digits and `<` (ICAO 9303 part 3, section 4.3).
fn machine_readable(text: &str) -> bool {
    let mut fillers = 0_usize;
    let right = text.chars().all(|c| {
        fillers += usize::from(c == '<');
        c == '<' || c.is_ascii_uppercase() || c.is_ascii_digit() || c.is_ascii_whitespace()
    });
    right && fillers >= 2 && text.len() >= 30
}

/// `number-name-birth…`: a number of nine or twelve digits first.
fn health(text: &str) -> bool {
    let mut parts = text.split('-');
    let number = parts.next().unwrap_or_default().trim();
    matches!(number.len(), 9 | 12) && number.bytes().all(|b| b.is_ascii_digit()) && parts.count() >= 2
}
