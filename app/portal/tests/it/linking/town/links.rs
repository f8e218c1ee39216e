//! Links of the portal: found, and changed as their owners and the staff change them.

use onedoor_base::LocalAccountId;
use onedoor_linking::{Life, Link, Part, Reason, Report, Standing};
use onedoor_storage::jobs::{self, NewJob};
use onedoor_storage::linking::links;
use onedoor_storage::{Change, Statement, StorageError};

use super::Town;

impl Town {
    /// All links that an account has or had, the newest first.
    pub(in crate::linking) async fn links_of(&self, id: LocalAccountId) -> Vec<Link> {
        let found: Result<_, StorageError> =
            self.site.store.read(move |tx| Box::pin(async move { links::of_account(tx, id).await })).await;
        found.expect("read")
    }

    /// Ends a link as its owner would.
    pub(in crate::linking) async fn end(&self, link: Link) {
        let ended = link.clone().end(self.now(), onedoor_linking::Reason::ByPerson).expect("active");
        self.keep(ended, link.handshake).await;
    }

    /// Suspends a link, as the portal's staff would.
    pub(in crate::linking) async fn suspend(&self, link: Link, why: onedoor_linking::Reason) {
        let handshake = link.handshake.suspend(self.now(), why).expect("active");
        self.keep(Link { handshake, ..link }, link.handshake).await;
    }

    /// The issuer says that its side has suspended a link.
    pub(in crate::linking) async fn is_suspended_there(&self, link: Link) {
        let (before, at) = (link.handshake, self.now());
        let standing = Standing::Suspended { at, why: Reason::ByPerson };
        let part = Part { number: before.theirs.number.max(1) + 1, standing };
        let (handshake, heard) = before.hear(&Report { part, heard: before.mine });
        assert!(!heard.nonsense && heard.now == Life::Suspended, "{handshake:?}");
        self.keep(Link { handshake, ..link }, before).await;
    }

    async fn keep(&self, link: Link, before: onedoor_linking::Handshake) {
        let written: Result<bool, StorageError> = self
            .site
            .store
            .write(move |tx| {
                let link = link.clone();
                Box::pin(async move { Ok(Change::Unrecorded(links::keep(tx, &link, &before).await?)) })
            })
            .await;
        assert_eq!(written, Ok(true));
    }

    /// Puts the telling of a link down, as whoever changes its part does.
    pub(in crate::linking) async fn owe(&self, id: onedoor_base::LinkId) {
        let (now, key) = (self.now(), format!("{id} of a test"));
        let written: Result<bool, StorageError> = self
            .site
            .store
            .write(move |tx| {
                let (payload, key) = (id.to_string(), key.clone());
                Box::pin(async move {
                    let job = NewJob {
                        kind: "linking.tell",
                        payload: &payload,
                        due_at: now,
                        unique_key: Some(&key),
                    };
                    let job_id = onedoor_base::JobId::from_bytes([9; 16]);
                    Ok(Change::Unrecorded(jobs::enqueue(tx, &job, job_id, now).await?))
                })
            })
            .await;
        assert_eq!(written, Ok(true));
    }

    /// The link that was made last.
    pub(in crate::linking) async fn newest_link(&self) -> Option<Link> {
        static NEWEST: Statement =
            Statement::new("test.newest", "SELECT id FROM links ORDER BY created_at DESC, id DESC LIMIT 1");
        let found: Result<Option<Link>, StorageError> = self
            .site
            .store
            .read(|tx| {
                Box::pin(async move {
                    let Some(row) = tx.row(&NEWEST, &[]).await? else { return Ok(None) };
                    links::get(tx, row.id("id")?).await
                })
            })
            .await;
        found.expect("read")
    }
}
