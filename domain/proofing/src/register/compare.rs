//! How what is said and what a register has compare, one thing at a time.

use onedoor_base::{fold, fold_but_accents};

use super::Born;

/// How two writings of a name compare. All but the last are ways to write one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spelled {
    /// Letter for letter.
    Same,
    /// In capitals, spaces, or where a tone mark stands: `Hòa` and `HOÀ`.
    Marks,
    /// In accents and tones: `Hòa` and `Hoa`.
    Accents,
    /// In the order of the parts.
    Order,
    /// Another name.
    Other,
}

/// Compares them.
pub fn spelled(said: &str, has: &str) -> Spelled {
    if said == has {
        Spelled::Same
    } else if fold_but_accents(said) == fold_but_accents(has) {
        Spelled::Marks
    } else if fold(said) == fold(has) {
        Spelled::Accents
    } else if parts(said) == parts(has) {
        Spelled::Order
    } else {
        Spelled::Other
    }
}

/// The parts of a name without accents, in an order that is the same for the same parts.
fn parts(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut parts: Vec<_> = folded.split(' ').map(str::to_owned).collect();
    parts.sort_unstable();
    parts
}

impl Born {
    /// Whether both may be one day: what one of the two does not know is no difference.
    pub fn may_be(self, other: Self) -> bool {
        let same = |said: Option<u8>, has: Option<u8>| said.is_none() || has.is_none() || said == has;
        self.year == other.year && same(self.month, other.month) && same(self.day, other.day)
    }
}
