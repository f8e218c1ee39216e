//! Every reader with spoilt seeds: the same ones in every run, so that this needs neither luck nor a fuzzer.

use onedoor_fuzz::READERS;

/// A repeatable stream (Knuth's linear congruential generator, its upper half).
struct Stream(u64);

impl Stream {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    fn spoil(&mut self, seed: &[u8]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, u8::try_from(self.below(256)).expect("a byte")),
                2 => bytes.extend_from_within(at..),
                3 if !bytes.is_empty() => drop(bytes.remove(at)),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1 << self.below(8);
                    }
                }
            }
        }
        bytes
    }
}

/// Else nothing behind the first check would ever be tried.
#[test]
fn every_seed_is_taken() {
    let mut refused = Vec::new();
    for reader in READERS {
        for (n, seed) in reader.seeds.iter().enumerate() {
            if !(reader.read)(seed) {
                refused.push((reader.name, n));
            }
        }
    }
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn no_reader_panics() {
    for reader in READERS {
        let mut stream = Stream(reader.name.len() as u64);
        for seed in reader.seeds {
            (reader.read)(seed);
            for _ in 0..reader.rounds() {
                (reader.read)(&stream.spoil(seed));
            }
        }
        (reader.read)(&[0xff; 5_000]);
        (reader.read)(b"");
    }
}

/// What runs of the fuzzer found worth keeping: an input a line, in hexadecimal digits.
#[test]
fn no_reader_panics_at_what_was_found_before() {
    for reader in READERS {
        let path = format!("{}/corpus/{}", env!("CARGO_MANIFEST_DIR"), reader.name);
        let kept = std::fs::read_to_string(&path).expect(&path);
        assert!(!kept.is_empty(), "{path}");
        for (n, line) in (1..).zip(kept.lines()) {
            let digits: Vec<u8> = line
                .chars()
                .map(|c| u8::try_from(c.to_digit(16).expect("a digit")).expect("below 16"))
                .collect();
            let bytes: Vec<u8> = digits.chunks(2).map(|two| two[0] << 4 | two[1]).collect();
            println!("{path}:{n}");
            (reader.read)(&bytes);
        }
    }
}

#[test]
fn every_reader_has_its_target() {
    for reader in READERS {
        let path = format!("{}/targets/{}.rs", env!("CARGO_MANIFEST_DIR"), reader.name);
        assert!(std::path::Path::new(&path).is_file(), "{path}");
    }
}

/// Writes them for the fuzzer: `ONEDOOR_SEEDS=DIR cargo test seeds`.
#[test]
fn seeds() {
    let Some(dir) = std::env::var_os("ONEDOOR_SEEDS").map(std::path::PathBuf::from) else { return };
    for reader in READERS {
        for (n, seed) in reader.seeds.iter().enumerate() {
            std::fs::write(dir.join(format!("{}-{n}", reader.name)), seed).expect("written");
        }
    }
}
