use std::time::Duration;

use onedoor_base::Randomness;

/// How long to wait after attempt number `attempt` (from 1) met others: anything up to a span that
/// doubles from 2 ms to 128 ms, so that those who met do not meet again.
pub(super) fn pause(attempt: u32, random: &dyn Randomness) -> Duration {
    let mut bytes = [0; 4];
    random.fill(&mut bytes);
    let most = 1000 << attempt.min(7);
    Duration::from_micros(u64::from(u32::from_le_bytes(bytes) % most))
}
