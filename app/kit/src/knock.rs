//! Before anything is played: whether the portal is there, and knows the kit's key. The kit has another key each time
//! it runs, and a portal that has just asked for the keys does not ask again at every name of a key that comes along.

#[cfg(test)]
pub(crate) mod tests;

use std::time::Duration;

use crate::Kit;
use crate::caller::Ask;
use crate::situation::Stop;

/// How often to knock at a portal that does not believe the kit.
const TIMES: u32 = 13;

impl Kit {
    /// Waits until the portal believes the kit's key, with this pause from one try to the next; a portal that never
    /// does is played all the same, and shows it. False if nobody answers at all.
    pub async fn knocks(&self, pause: Duration) -> bool {
        for time in 1..=TIMES {
            match self.calls(&Ask::get("")).await {
                Err(Stop::Failed("kit-expects-reached")) => return false,
                // It asked for the kit before it was there, and has not asked again; or does not know its key yet.
                Ok(said) if matches!(said.status, 401 | 503) && time < TIMES => {
                    tokio::time::sleep(pause).await;
                }
                _ => break,
            }
        }
        true
    }
}
