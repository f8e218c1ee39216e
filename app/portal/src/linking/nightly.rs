//! When links are compared: every night, at a minute of its own for each portal, a piece at a time.

use std::time::Duration;

use onedoor_base::{LinkId, Timestamp};
use onedoor_site::HasSite;
use onedoor_site::jobs::{self, JobError, JobHandler};
use onedoor_storage::StorageError;
use serde::{Deserialize, Serialize};

use super::compare::{Compared, Comparison};
use super::settings::Upstream;
use crate::Portal;

pub(super) const JOB: &str = "linking.compare";

/// Nights begin at one o'clock and end at five.
const BEGINS: Duration = Duration::from_hours(1);
const MINUTES: u64 = 4 * 60;
/// How many pages one piece of work looks at: it has a minute.
const PAGES: usize = 20;

/// A comparison, and how far it has come.
#[derive(Serialize, Deserialize)]
struct Piece {
    issuer: String,
    /// The night, for those who look at the queue, and so that each night has its own.
    night: String,
    #[serde(default)]
    after: Option<LinkId>,
    #[serde(default)]
    compared: Compared,
}

/// Puts the comparisons of the next night down, unless another node has.
pub(super) async fn plan(portal: &Portal) -> Result<(), StorageError> {
    let now = portal.site().now();
    for upstream in portal.linking.upstreams() {
        let (night, due_at) = next_night(portal, now);
        let issuer = upstream.provider.issuer().to_owned();
        put_down(portal, &Piece { issuer, night, after: None, compared: Compared::default() }, due_at)
            .await?;
    }
    Ok(())
}

/// A random minute of the night after today, on the clocks of the portal's country.
fn next_night(portal: &Portal, now: Timestamp) -> (String, Timestamp) {
    let offset = i64::from(portal.site().settings.country.utc_offset_minutes()) * 60_000;
    let day_long = 24 * 3_600_000;
    let midnight = (now.millis() + offset).div_euclid(day_long) * day_long + day_long - offset;
    let mut drawn = [0; 2];
    portal.site().random.fill(&mut drawn);
    let minute = Duration::from_secs(u64::from(u16::from_le_bytes(drawn)) % MINUTES * 60);
    let due_at = Timestamp::from_millis(midnight).after(BEGINS + minute);
    (portal.day(due_at).to_string(), due_at)
}

async fn put_down(portal: &Portal, piece: &Piece, due_at: Timestamp) -> Result<(), StorageError> {
    let payload = serde_json::to_string(piece).expect("strings and numbers serialise");
    let at = piece.after.map(|after| after.to_string()).unwrap_or_default();
    let key = format!("{} {} {at}", piece.night, piece.issuer);
    jobs::put_down(portal.site(), (JOB, &payload), due_at, &key).await
}

/// What compares a piece.
pub(super) fn handler(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    std::sync::Arc::new(move |payload| {
        let portal = portal.clone();
        Box::pin(async move {
            let piece: Piece = serde_json::from_str(&payload).map_err(|error| failed(&error))?;
            // First the next one: this one may fail for good.
            plan(&portal).await.map_err(|error| failed(&error))?;
            match portal.linking.of_issuer(&piece.issuer) {
                Some(upstream) => compare(&portal, upstream, piece).await,
                None => Ok(()),
            }
        })
    })
}

fn failed(error: &dyn std::fmt::Display) -> JobError {
    JobError(error.to_string())
}

async fn compare(portal: &Portal, upstream: &Upstream, piece: Piece) -> Result<(), JobError> {
    let begun = Comparison::of(portal, upstream, false).await.map_err(|error| failed(&error))?;
    let Some(mut comparison) = begun else { return Ok(()) };
    comparison.compared = piece.compared;
    comparison.after = piece.after.or(comparison.after);
    for _ in 0..PAGES {
        for finding in comparison.step().await.map_err(|error| failed(&error))? {
            let (difference, now) = (finding.difference.word(), &finding.now);
            tracing::warn!(link = %finding.link, difference, ?now, "a link stood otherwise on the other side");
        }
        if comparison.after.is_none() {
            return comparison.recorded().await.map_err(|error| failed(&error));
        }
    }
    let next = Piece { after: comparison.after, compared: comparison.compared, ..piece };
    put_down(portal, &next, portal.site().now()).await.map_err(|error| failed(&error))
}
