use std::time::Duration;

use onedoor_captcha::Work;
use onedoor_storage::{StorageError, Tx};

use crate::limits::{self, Limit};
use crate::{Refused, Visit};

/// When a site wants the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Captcha {
    /// When something speaks for a program.
    #[default]
    Risk,
    /// Each time.
    Always,
    /// Never: the limits alone keep guessers out.
    Never,
}

impl Captcha {
    /// Whether it is wanted at this risk.
    pub fn asks(self, risk: Risk) -> bool {
        match self {
            Self::Always => true,
            Self::Risk => risk > Risk::None,
            Self::Never => false,
        }
    }
}

/// How much speaks for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Risk {
    /// Nothing.
    #[default]
    None,
    /// Some failures, as people have them, too.
    Some,
    /// So many that it takes a program.
    Much,
}

impl Risk {
    pub(super) const ALL: [Self; 3] = [Self::None, Self::Some, Self::Much];

    /// From its number in a check.
    pub(super) fn from_number(number: u8) -> Self {
        Self::ALL.into_iter().find(|risk| *risk as u8 == number).unwrap_or_default()
    }

    /// What the device has to do: some tenths of a second, a second, some seconds.
    pub(super) const fn work(self) -> Work {
        let bits = match self {
            Self::None => 10,
            Self::Some => 12,
            Self::Much => 14,
        };
        Work { puzzles: 16, bits }
    }

    /// What a counter says: `Some` from the first number on, `Much` from the second.
    pub(crate) async fn of_count(
        tx: &mut Tx<'_>,
        limit: &Limit,
        (some, much): (i64, i64),
        now: onedoor_base::Timestamp,
    ) -> Result<Self, StorageError> {
        let used = limits::used(tx, limit, now).await?;
        Ok(match used {
            used if used >= much => Self::Much,
            used if used >= some => Self::Some,
            _ => Self::None,
        })
    }
}

/// The risk that a message is wanted by a program: this network has asked for some already, long before
/// the limit that holds for everybody ([`limits::messages`]).
pub(super) async fn of_messages(tx: &mut Tx<'_>, visit: &Visit) -> Result<Risk, StorageError> {
    let asked = Limit::of(&visit.site, "message.network", &visit.network_key(), 60, Duration::from_hours(1));
    Risk::of_count(tx, &asked, (20, 40), visit.now).await
}

/// The same for a page that is about to be shown.
pub async fn risk_of_messages(visit: &Visit) -> Result<Risk, Refused> {
    if visit.site.settings.captcha != Captcha::Risk {
        return Ok(Risk::None);
    }
    let within = visit.clone();
    let risk: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            let visit = within.clone();
            Box::pin(async move { of_messages(tx, &visit).await })
        })
        .await;
    Ok(risk?)
}

/// The risk that a counter shows, for a page that is about to be shown or judged: `Some` from the first number on, `Much`
/// from the second.
pub async fn risk_of(visit: &Visit, limit: &Limit, steps: (i64, i64)) -> Result<Risk, Refused> {
    if visit.site.settings.captcha != Captcha::Risk {
        return Ok(Risk::None);
    }
    let (limit, now) = (*limit, visit.now);
    let risk: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { Risk::of_count(tx, &limit, steps, now).await }))
        .await;
    Ok(risk?)
}

/// The risk of a visitor who has not said yet who they are.
pub async fn of_network(visit: &Visit) -> Result<Risk, Refused> {
    if visit.site.settings.captcha != Captcha::Risk {
        return Ok(Risk::None);
    }
    let network = crate::tries::network(&visit.site, &visit.network_key());
    let now = visit.now;
    let risk: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { Risk::of_count(tx, &network, crate::tries::OF_NETWORK, now).await })
        })
        .await;
    Ok(risk?)
}
