use std::sync::Arc;

use onedoor_storage::{Statement, StorageError};

use crate::Site;
use crate::code::Sms;
use crate::mail::Mail;

// In the order in which they were queued: the sites of tests are on SQLite, and their clock may stand.
const ALL: Statement = Statement::new(
    "testing.message.all",
    "SELECT content FROM messages WHERE channel = 'sms' ORDER BY rowid",
);

/// Every text message that the site has queued, the oldest first.
pub async fn messages(site: &Arc<Site>) -> Vec<Sms> {
    let rows: Result<_, StorageError> =
        site.store.read(|tx| Box::pin(async move { tx.rows(&ALL, &[]).await })).await;
    let rows = rows.expect("messages can be read");
    let open = |row: &onedoor_storage::Row| {
        let sealed = row.bytes("content").expect("a message has content");
        let json = site.vault.open("message", &sealed).expect("it was sealed here");
        serde_json::from_slice(&json).expect("it is a text message")
    };
    rows.iter().map(open).collect()
}

const MAILS: Statement = Statement::new(
    "testing.message.mails",
    "SELECT content FROM messages WHERE channel = 'mail' ORDER BY rowid",
);

/// Every letter that the site has queued, the oldest first.
pub async fn letters(site: &Arc<Site>) -> Vec<Mail> {
    let rows: Result<_, StorageError> =
        site.store.read(|tx| Box::pin(async move { tx.rows(&MAILS, &[]).await })).await;
    let open = |row: &onedoor_storage::Row| {
        let sealed = row.bytes("content").expect("a message has content");
        let json = site.vault.open("message", &sealed).expect("it was sealed here");
        serde_json::from_slice(&json).expect("it is a letter")
    };
    rows.expect("messages can be read").iter().map(open).collect()
}

/// The six digits that stand in a message.
#[track_caller]
pub fn only_code_in(message: &Sms) -> String {
    let runs = message.text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
    let codes: Vec<&str> = runs.collect();
    assert_eq!(codes.len(), 1, "one code in {:?}", message.text);
    codes[0].to_owned()
}
