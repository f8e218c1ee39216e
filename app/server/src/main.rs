//! The Onedoor binary.
fn main() {}
