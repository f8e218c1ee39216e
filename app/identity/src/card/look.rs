//! From a picture that anybody may have sent to the data of a card. Reading one takes up to a second of a core.

use std::time::Duration;

use onedoor_card_code::{MOST_BYTES, Unreadable, read_code};
use onedoor_national_id::card::{Card, Layout, Unread};
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::{Refused, Upload, UploadedFile, Visit};
use onedoor_ui::Problem;
use tokio::sync::Semaphore;

use super::words::{unread_key, unreadable_key};
use crate::Identity;
use crate::arriving::Places;

/// The field of the form with the picture.
pub(crate) const PICTURE: &str = "picture";

/// How many are read at the same time; each takes a core and the memory of an unpacked picture.
static READING: Semaphore = Semaphore::const_new(2);
/// How many are in memory at the same time, whole or in part.
static COMING: Places = Places::new(24, 8);

const HOUR: Duration = Duration::from_hours(1);
/// Pictures of one browser in an hour: a camera that is held on a card for some minutes sends as many.
const OF_BROWSER: i64 = 300;
/// Of one network, behind which may be a whole village.
const OF_NETWORK: i64 = 2_000;

/// What came of a picture.
pub(crate) enum Looked {
    /// The card whose code is in it.
    Card(Box<Card>),
    /// No code that can be read is in it.
    Unreadable(Unreadable),
    /// The code is no card's.
    Unread(Unread),
    /// The code is one of a card of 2024, and this site does not guess what stands where in it.
    Newer,
    /// Too many were sent.
    TooMany(Wait),
    /// Too many are read at the moment.
    Busy,
}

impl Looked {
    /// What to say of a picture that gave no card.
    pub(crate) fn problem(&self, visit: &Visit) -> Option<Problem> {
        Some(match self {
            Self::Card(_) => return None,
            Self::Unreadable(why) => Problem::new(PICTURE, unreadable_key(*why)),
            Self::Unread(why) => Problem::new(PICTURE, unread_key(*why)),
            Self::Newer => Problem::new(PICTURE, "card-code-newer"),
            Self::TooMany(wait) => Problem::new(PICTURE, "card-many").with("time", wait.hour(visit)),
            Self::Busy => Problem::new(PICTURE, "card-busy"),
        })
    }
}

/// Reads the card in the picture of a form. Who may send one is asked before; that the form is ours is asked here.
pub(crate) async fn look_at(identity: &Identity, visit: &Visit, upload: Upload) -> Result<Looked, Refused> {
    let mut file = upload.open(PICTURE).await?;
    let site = &visit.site;
    // The network first: a browser that gives itself a new name each time is still behind it.
    let limits = [
        Limit::of(site, "card.read.network", &visit.network_key(), OF_NETWORK, HOUR),
        Limit::of(site, "card.read.browser", &visit.mark("card.read"), OF_BROWSER, HOUR),
    ];
    if let Some(wait) = taken(visit, limits).await? {
        file.let_go_by(MOST_BYTES as u64).await?;
        return Ok(Looked::TooMany(wait));
    }
    let Some(coming) = COMING.enter(&visit.network_key()) else {
        file.let_go_by(MOST_BYTES as u64).await?;
        return Ok(Looked::Busy);
    };
    let Some(picture) = whole(&mut file).await? else {
        file.let_go_by(2 * MOST_BYTES as u64).await?;
        return Ok(Looked::Unreadable(Unreadable::TooLong));
    };
    let turn = READING.acquire().await.map_err(|closed| Refused::internal(closed.to_string()))?;
    let read = tokio::task::spawn_blocking(move || {
        // Kept until it is read, also when the browser has gone away meanwhile.
        let _held = (coming, turn);
        read_code(&picture)
    });
    let read = read.await;
    let text = match read.map_err(|failed| Refused::internal(failed.to_string()))? {
        Ok(text) => text,
        Err(why) => return Ok(Looked::Unreadable(why)),
    };
    let newer = identity.level1.is_some_and(|level1| level1.reads_codes_of_2024);
    Ok(match onedoor_national_id::card::read(&text) {
        Ok(card) if card.layout == Layout::Like2024 && !newer => Looked::Newer,
        Ok(card) => Looked::Card(Box::new(card)),
        Err(why) => Looked::Unread(why),
    })
}

/// The whole file; nothing if it is larger than any picture that is read.
async fn whole(file: &mut UploadedFile) -> Result<Option<Vec<u8>>, Refused> {
    let mut whole = Vec::new();
    while let Some(piece) = file.next().await? {
        if whole.len() + piece.len() > MOST_BYTES {
            return Ok(None);
        }
        whole.extend_from_slice(&piece);
    }
    Ok(Some(whole))
}
