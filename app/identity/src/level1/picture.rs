//! From a picture that anybody may have sent to one that may be kept. Making it anew takes up to half a second of a core.

use std::time::Duration;

use onedoor_face_picture::{MOST_BYTES, Picture, Unfit, read};
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::{Refused, SignedInVisit, Upload, UploadedFile};
use onedoor_ui::Problem;
use tokio::sync::Semaphore;

use crate::arriving::Places;

/// The field of the form with the picture.
pub(super) const PICTURE: &str = "picture";

/// How many are made anew at the same time; each takes a core and the memory of an unpacked picture.
static MAKING: Semaphore = Semaphore::const_new(2);
/// How many are in memory at the same time, whole or in part.
static COMING: Places = Places::new(24, 2);

/// Pictures of one account in an hour: some rounds of four, each taken a few times.
const MOST: i64 = 60;
const HOUR: Duration = Duration::from_hours(1);

/// What came of a picture.
pub(super) enum Taken {
    /// It may be kept.
    Good(Picture),
    /// It is no use.
    Unfit(Unfit),
    /// Too many were sent.
    TooMany(Wait),
    /// Too many are looked at at the moment.
    Busy,
}

impl Taken {
    /// What to say of one that is not kept.
    pub(super) fn problem(&self, visit: &SignedInVisit) -> Option<Problem> {
        Some(match self {
            Self::Good(_) => return None,
            Self::Unfit(why) => Problem::new(PICTURE, unfit_key(*why)),
            Self::TooMany(wait) => {
                Problem::new(PICTURE, "level1-picture-many").with("time", wait.hour(visit))
            }
            Self::Busy => Problem::new(PICTURE, "level1-picture-busy"),
        })
    }
}

/// Reads the picture of a form. Whether one is wanted is asked before; that the form is ours is asked here.
pub(super) async fn take(visit: &SignedInVisit, upload: Upload) -> Result<Taken, Refused> {
    let mut file = upload.open(PICTURE).await?;
    let limit = Limit::of(&visit.site, "level1.picture", &visit.person()?.to_string(), MOST, HOUR);
    if let Some(wait) = taken(visit, [limit]).await? {
        file.let_go_by(2 * MOST_BYTES as u64).await?;
        return Ok(Taken::TooMany(wait));
    }
    let Some(coming) = COMING.enter(&visit.person()?.to_string()) else {
        file.let_go_by(2 * MOST_BYTES as u64).await?;
        return Ok(Taken::Busy);
    };
    let Some(bytes) = whole(&mut file).await? else {
        file.let_go_by(2 * MOST_BYTES as u64).await?;
        return Ok(Taken::Unfit(Unfit::TooLong));
    };
    let turn = MAKING.acquire().await.map_err(|closed| Refused::internal(closed.to_string()))?;
    let made = tokio::task::spawn_blocking(move || {
        // Kept until it is done, also when the browser has gone away meanwhile.
        let _held = (coming, turn);
        read(&bytes)
    });
    Ok(match made.await.map_err(|failed| Refused::internal(failed.to_string()))? {
        Ok(picture) => Taken::Good(picture),
        Err(why) => Taken::Unfit(why),
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

/// Why a picture is no use, and what to do.
pub(super) const fn unfit_key(why: Unfit) -> &'static str {
    match why {
        Unfit::Empty => "level1-picture-empty",
        Unfit::TooLong | Unfit::TooLarge => "level1-picture-large",
        Unfit::Heic => "level1-picture-heic",
        Unfit::Kind => "level1-picture-kind",
        Unfit::Damaged => "level1-picture-damaged",
        Unfit::TooSmall => "level1-picture-small",
        Unfit::Blurred => "level1-picture-blurred",
        Unfit::Dark => "level1-picture-dark",
        Unfit::Bright => "level1-picture-bright",
    }
}

#[cfg(test)]
mod tests {
    use onedoor_base::Language;
    use onedoor_face_picture::Unfit;
    use onedoor_ui::Localizer;

    #[test]
    fn whatever_can_be_said_of_a_picture_has_its_words_in_every_language() {
        for language in Language::ALL {
            let t = Localizer::of(language);
            for why in Unfit::ALL {
                assert!(t.has(super::unfit_key(why)), "{why:?} in {language:?}");
            }
        }
    }
}
