//! How long a fingerprint takes on this machine: `cargo run --release -p onedoor-fingerprint --example rate`.

#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::time::Instant;

use onedoor_fingerprint::{Blinded, Key, MOST};

fn main() {
    let key = Key::derive(&[7; 32], "rate").expect("a key");
    let dice = |bytes: &mut [u8]| {
        for byte in bytes {
            // What it is does not matter for the time.
            *byte = Instant::now().elapsed().subsec_nanos().to_le_bytes()[0] ^ 0x5a;
        }
    };
    let numbers: Vec<String> = (0..MOST).map(|n| format!("VN:{n:012}")).collect();
    let each = |since: Instant| since.elapsed().as_micros() / MOST as u128;
    let since = Instant::now();
    let blinded = Blinded::of(numbers.clone(), &dice).expect("blinded");
    println!("the portal blinds a number:            {:>5} µs", each(since));
    let since = Instant::now();
    let answer = key.evaluate(blinded.elements(), &dice).expect("evaluated");
    println!("the identity evaluates and proves it:  {:>5} µs", each(since));
    let since = Instant::now();
    let prints = blinded.prints(&key.public(), &answer).expect("prints");
    println!("the portal verifies and unblinds it:   {:>5} µs", each(since));
    let since = Instant::now();
    let own: Vec<_> = numbers.iter().map(|number| key.print(number).expect("a print")).collect();
    println!("the identity's own, at a sign-in:      {:>5} µs", each(since));
    assert_eq!(prints, own);
}
