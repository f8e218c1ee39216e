use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use onedoor_base::{Actor, AuditEvent, BatchId};
use onedoor_linking::BatchState;
use onedoor_site::{Refused, SignedInVisit, Site};
use onedoor_storage::StorageError;
use onedoor_storage::linking::batches::{self, FoundRow};
use onedoor_ui::{ErrorKind, Localizer};

use super::door;
use super::pages::words_of;
use super::routes::{csv, read_id};
use crate::Portal;
use crate::prepare::{ReportFile, note_seen};

/// How much of a report is read at once.
const PIECE: i64 = 1000;

/// The report on its way.
struct Piece {
    portal: Portal,
    /// Who reads it.
    by: Actor,
    site: Arc<Site>,
    t: Arc<Localizer>,
    batch: BatchId,
    /// After which line it goes on; nothing before the heading line.
    after: Option<u64>,
}

/// `GET /administration/batches/{batch}/report.csv`: what keeps rows from being prepared, read while it is sent.
pub(super) async fn download(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let by = match door::open(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let batch = read_id(&id)?;
    let site = Arc::clone(&visit.site);
    let found: Result<_, StorageError> =
        site.store.read(move |tx| Box::pin(async move { batches::get(tx, batch).await })).await;
    if found?.is_none_or(|batch| batch.state == BatchState::Receiving) {
        return Err(Refused::kind(ErrorKind::NotFound));
    }
    let event = AuditEvent::new(visit.now, by.clone(), "linking.batch.read").with("batch", batch.to_string());
    site.record(event).await?;
    let begun = Piece { portal, by, site, t: visit.localizer(), batch, after: None };
    let pieces = try_unfold(Some(begun), |piece| async move {
        match piece {
            Some(piece) => piece.send().await.map(Some),
            None => Ok::<_, std::io::Error>(None),
        }
    });
    Ok((csv("report.csv"), Body::from_stream(pieces)).into_response())
}

impl Piece {
    /// Some of it, and what is left.
    async fn send(self) -> std::io::Result<(Bytes, Option<Self>)> {
        let Some(after) = self.after else {
            let file = ReportFile::in_words(Vec::new(), &self.t.get("admin-why"))?;
            return Ok((file.into_inner()?.into(), Some(Self { after: Some(0), ..self })));
        };
        let batch = self.batch;
        let read = self.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { batches::findings(tx, batch, after, PIECE).await })
        });
        let some = read.await.map_err(std::io::Error::other)?;
        // Before they are sent: the owners of the accounts in it find that staff have read it.
        note_seen(&self.portal, &self.by, &some).await.map_err(std::io::Error::other)?;
        // The last line of a piece may not be all there: it comes again with the next.
        let whole = some.len() < usize::try_from(PIECE).unwrap_or(usize::MAX);
        let last = some.last().map_or(0, |found| found.line);
        let text = self.say(some.iter().filter(|found| whole || found.line < last))?;
        let left = (!whole).then_some(Self { after: Some(last.saturating_sub(1)), ..self });
        Ok((text.into(), left))
    }

    fn say<'f>(&self, some: impl Iterator<Item = &'f FoundRow>) -> std::io::Result<Vec<u8>> {
        let mut file = ReportFile::going_on(Vec::new());
        for found in some {
            file.say(found, &words_of(&self.t, found.finding))?;
        }
        file.into_inner()
    }
}
