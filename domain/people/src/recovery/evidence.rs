use std::collections::BTreeMap;

use super::{Proof, Proofs};

/// What was shown of an account, or could be: of each kind with a mark of the very things that it stands for, the phone
/// of this number or the list that was printed then. A mark is looked at again whenever somebody acts on it: with a
/// contact, an app or a list removed, replaced or added, what was shown of that kind is worth nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence(BTreeMap<Proof, String>);

impl Evidence {
    /// The words, with their marks, between spaces.
    pub fn words(&self) -> String {
        self.0.iter().map(|(proof, mark)| format!("{}:{mark}", proof.word())).collect::<Vec<_>>().join(" ")
    }

    /// From the words; `None` if one of them is none. What has no mark stands for nothing.
    pub fn from_words(words: &str) -> Option<Self> {
        let one = |word: &str| {
            let (word, mark) = word.split_once(':').unwrap_or((word, ""));
            Proof::from_word(word).map(|proof| (proof, mark.to_owned()))
        };
        words.split_ascii_whitespace().map(one).collect::<Option<_>>().map(Self)
    }

    /// The mark of one kind.
    pub fn mark(&self, proof: Proof) -> Option<&str> {
        self.0.get(&proof).map(String::as_str)
    }

    /// With what the account `has` of this kind shown too; nothing more where it has none.
    #[must_use]
    pub fn with(mut self, proof: Proof, has: &Self) -> Self {
        if let Some(mark) = has.0.get(&proof) {
            self.0.insert(proof, mark.clone());
        }
        self
    }

    /// What still stands of it, for an account that `has` this by now.
    #[must_use]
    pub fn standing(&self, has: &Self) -> Self {
        let stands = |(proof, mark): &(&Proof, &String)| has.mark(**proof) == Some(mark.as_str());
        Self(self.0.iter().filter(stands).map(|(proof, mark)| (*proof, mark.clone())).collect())
    }

    /// Which kinds.
    pub fn kinds(&self) -> Proofs {
        self.0.keys().copied().collect()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all of this is part of `other`.
    pub(super) fn within(&self, other: &Self) -> bool {
        self.0.iter().all(|(proof, mark)| other.mark(*proof) == Some(mark.as_str()))
    }

    /// Whether some of this is part of `other`.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().any(|(proof, mark)| other.mark(*proof) == Some(mark.as_str()))
    }
}

impl FromIterator<(Proof, String)> for Evidence {
    fn from_iter<I: IntoIterator<Item = (Proof, String)>>(shown: I) -> Self {
        Self(shown.into_iter().collect())
    }
}
