//! How rows become bytes, and bytes one root: the Merkle tree of RFC 6962 section 2.1.

use onedoor_base::Digest;

/// Fields one after the other, each with its length, so that no two different rows are the same bytes.
pub(super) struct Canonical(Vec<u8>);

/// Stands for the length of a field that is absent: no field is that long.
const ABSENT: u64 = u64::MAX;

impl Canonical {
    /// Begins with what this is, so that bytes of one kind are never bytes of another.
    pub(super) fn of(kind: &str) -> Self {
        Self(Vec::with_capacity(512)).bytes(kind.as_bytes())
    }

    pub(super) fn bytes(mut self, field: &[u8]) -> Self {
        self.0.extend((field.len() as u64).to_be_bytes());
        self.0.extend(field);
        self
    }

    pub(super) fn optional(mut self, field: Option<&[u8]>) -> Self {
        let Some(field) = field else {
            self.0.extend(ABSENT.to_be_bytes());
            return self;
        };
        self.bytes(field)
    }

    pub(super) fn number(self, number: i64) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn digest(&self) -> Digest {
        Digest::of(&self.0)
    }
}

/// The hash of a leaf.
pub(super) fn leaf(bytes: &[u8]) -> Digest {
    Digest::of([&[0], bytes].concat())
}

fn node(left: Digest, right: Digest) -> Digest {
    let mut bytes = [1; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Digest::of(bytes)
}

/// The root over leaves: each level pairs its neighbours, one that is left over rises as it is, which
/// gives the tree of the RFC.
pub(super) fn root(leaves: &[Digest]) -> Digest {
    if leaves.is_empty() {
        return Digest::of(b"");
    }
    let mut level = leaves.to_vec();
    while level.len() > 1 {
        level = level.chunks(2).map(|pair| if let [l, r] = *pair { node(l, r) } else { pair[0] }).collect();
    }
    level[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6962 section 2.1 word for word.
    fn by_the_book(leaves: &[Digest]) -> Digest {
        match leaves {
            [one] => *one,
            many => {
                let k = many.len().next_power_of_two() / 2;
                node(by_the_book(&many[..k]), by_the_book(&many[k..]))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_rfc_6962() {
        for count in 1..70_u8 {
            let leaves: Vec<_> = (0..count).map(|n| leaf(&[n])).collect();
            assert_eq!(root(&leaves), by_the_book(&leaves), "{count} leaves");
        }
        // The published vector for the leaf of no bytes: SHA-256(0x00).
        assert_eq!(leaf(b"").0[..4], [0x6e, 0x34, 0x0b, 0x9c]);
    }

    #[test]
    fn fields_cannot_flow_into_each_other() {
        let digest = |a: &[u8], b: Option<&[u8]>| Canonical::of("x").bytes(a).optional(b).digest();
        assert_ne!(digest(b"ab", Some(b"c")), digest(b"a", Some(b"bc")));
        assert_ne!(digest(b"a", Some(b"")), digest(b"a", None));
    }
}
