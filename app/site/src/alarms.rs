//! Alarms: what an operator must look at stands in storage until somebody settles it, in the log and as a figure to count.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{AlarmId, Randomness, Timestamp};
use onedoor_storage::site::messages::Conversion;
use onedoor_storage::site::{alarms, messages};
use onedoor_storage::{StorageError, Tx, limits};

use crate::limits::Limit;
use crate::{Site, TextLimits};

/// Codes are judged by those of so long,
const JUDGED: Duration = Duration::from_hours(6);
/// but not by those that may come back still.
const TOO_YOUNG: Duration = Duration::from_mins(15);
/// How often that is done.
const JUDGED_EVERY: Duration = Duration::from_mins(10);
/// An alarm that is not met any more settles itself after so long, and what it slowed down goes on.
const QUIET: Duration = Duration::from_hours(1);
/// At most so many standing alarms are looked at.
const MOST: i64 = 500;

/// What there are alarms for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The site has sent as many messages as it may.
    Site,
    /// The same to numbers that begin alike.
    Prefix,
    /// The same to numbers of another country.
    Country,
    /// Of the codes that were sent to numbers that begin alike, few come back.
    Conversion,
}

impl Kind {
    /// As it stands in storage.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Site => "sms_site",
            Self::Prefix => "sms_prefix",
            Self::Country => "sms_country",
            Self::Conversion => "sms_conversion",
        }
    }
}

/// An alarm that a limit raises when it is met.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Raise {
    id: AlarmId,
    kind: Kind,
    subject: [u8; SUBJECT],
    slowing: bool,
}

/// The longest subject of a limit: country code and three digits.
const SUBJECT: usize = 8;

impl Raise {
    /// The alarm of this kind about `subject`.
    pub(crate) fn of(site: &Site, kind: Kind, subject: &str) -> Self {
        let mut octets = [0; SUBJECT];
        for (octet, letter) in octets.iter_mut().zip(subject.bytes()) {
            *octet = letter;
        }
        Self { id: AlarmId::new(site.now(), site.random.as_ref()), kind, subject: octets, slowing: false }
    }

    /// The limit is lowered while codes to this prefix do not come back.
    pub(crate) const fn slowing(self) -> Self {
        Self { slowing: true, ..self }
    }

    fn subject(&self) -> &str {
        let length = self.subject.iter().position(|&octet| octet == 0).unwrap_or(SUBJECT);
        std::str::from_utf8(&self.subject[..length]).unwrap_or_default()
    }

    /// Whether codes to this prefix do not come back, so that fewer are sent.
    pub(crate) async fn slows_down(&self, tx: &mut Tx<'_>) -> Result<bool, StorageError> {
        Ok(self.slowing && alarms::stands(tx, Kind::Conversion.word(), self.subject()).await?)
    }

    /// The limit is met.
    pub(crate) async fn met(
        &self,
        tx: &mut Tx<'_>,
        (most, window): (i64, Duration),
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let detail = format!("{most} text messages in {} h, and more are asked for", window.as_secs() / 3600);
        put(tx, self.id, (self.kind, self.subject()), &detail, now).await
    }
}

/// Raises an alarm, or counts it again; call it inside a write transaction.
pub async fn raise(
    tx: &mut Tx<'_>,
    random: &dyn Randomness,
    (kind, subject): (Kind, &str),
    detail: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    put(tx, AlarmId::new(now, random), (kind, subject), detail, now).await
}

async fn put(
    tx: &mut Tx<'_>,
    id: AlarmId,
    (kind, subject): (Kind, &str),
    detail: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    let new = alarms::raise(tx, id, (kind.word(), subject), detail, now).await?;
    let kind = kind.word();
    // The log has each alarm once; the figure grows with every message that was not sent.
    if new {
        tracing::warn!(alarm = %id, kind, subject, detail, monotonic_counter.alarms_raised = 1_u64, "alarm");
    }
    tracing::info!(kind, subject, monotonic_counter.messages_capped = 1_u64, "no more text messages");
    Ok(())
}

/// Looks how many codes come back, prefix by prefix.
#[derive(Clone)]
pub(crate) struct Judge {
    texts: TextLimits,
    round: Limit,
    random: Arc<dyn Randomness>,
}

impl Judge {
    pub(crate) fn of(site: &Site) -> Self {
        let round = Limit::of(site, "alarms.judged", "", 1, JUDGED_EVERY);
        Self { texts: site.settings.texts, round, random: Arc::clone(&site.random) }
    }

    /// Every ten minutes, whichever node comes first.
    pub(crate) async fn look(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StorageError> {
        let Limit { scope, key, .. } = self.round;
        if limits::take(tx, scope, key, 1, JUDGED_EVERY, now).await? != limits::Verdict::Allowed {
            return Ok(());
        }
        for one in messages::conversion(tx, now.before(JUDGED), now.before(TOO_YOUNG)).await? {
            if self.is_low(&one) && self.is_low_since_settled(tx, &one.prefix, now).await? {
                let detail = format!("of {} codes {} were given back", one.sent, one.confirmed);
                raise(tx, &*self.random, (Kind::Conversion, &one.prefix), &detail, now).await?;
            }
        }
        for alarm in alarms::list(tx, true, MOST).await? {
            if alarm.kind == Kind::Conversion.word() && alarm.last_at < now.before(QUIET) {
                alarms::settle(tx, alarm.id, "upkeep", now).await?;
            }
        }
        Ok(())
    }

    const fn is_low(&self, one: &Conversion) -> bool {
        one.sent >= self.texts.judged_from
            && one.confirmed.saturating_mul(100) < one.sent.saturating_mul(self.texts.least_share)
    }

    /// What an operator has settled is judged by what came after.
    async fn is_low_since_settled(
        &self,
        tx: &mut Tx<'_>,
        prefix: &str,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let settled = alarms::settled_at(tx, Kind::Conversion.word(), prefix).await?;
        let Some(settled) = settled.filter(|settled| *settled > now.before(JUDGED)) else { return Ok(true) };
        let since = messages::conversion(tx, settled, now.before(TOO_YOUNG)).await?;
        Ok(since.iter().any(|one| one.prefix == prefix && self.is_low(one)))
    }
}
