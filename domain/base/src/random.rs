/// A source of cryptographic randomness.
///
/// The program passes the operating system's; a test passes one that repeats itself.
pub trait Randomness: Send + Sync {
    /// Overwrites `bytes` with unpredictable ones.
    fn fill(&self, bytes: &mut [u8]);
}
