use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a request says to the listener while its body is on the way: a file may take longer to come than a request may
/// take to be answered. The listener puts one into every request and goes by what has come in between.
#[derive(Debug, Clone, Default)]
pub struct Patience(Arc<AtomicU64>);

impl Patience {
    /// So many bytes more have come.
    pub fn took(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// How many bytes have come.
    pub fn taken(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
