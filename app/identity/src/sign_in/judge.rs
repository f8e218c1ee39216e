//! Judges what is shown as a second step, within one transaction.

use onedoor_authenticators::totp;
use onedoor_authenticators::webauthn::{self, Assertion, Backup, Known};
use onedoor_base::{AccountId, CodeId, CodeVerdict, Factor, Secret, typed_digits};
use onedoor_people::factors::Way;
use onedoor_site::Visit;
use onedoor_site::code::{Presented, present};
use onedoor_storage::people::{self, Passkey};
use onedoor_storage::site::codes;
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::Problem;

use super::ceremony::{Question, handle, with_party};
use crate::notices::{self, Notice};

/// What is said to somebody whose passkey is not taken because there may be a copy of it.
pub(super) const COPIED: &str = "second-passkey-copied";

/// What somebody shows.
#[derive(Clone)]
pub(crate) enum Shown {
    /// The digits of an app.
    Totp(String),
    /// The digits of a text message.
    Sms(CodeId, Presented),
    /// A code from the printed list; nothing if what was typed can be none.
    Recovery(Option<Secret>),
    /// The answer of a passkey, which passkey that is, and the question.
    Passkey(std::sync::Arc<(Assertion, Passkey, Question)>),
}

/// What becomes of it.
pub(crate) enum Verdict {
    /// It is right.
    Right,
    /// It is not.
    Wrong(Problem),
    /// The code that was sent was dead already: that is no guess.
    Dead(Problem),
}

impl Shown {
    pub(super) const fn way(&self) -> Way {
        match self {
            Self::Totp(_) => Way::Totp,
            Self::Sms(..) => Way::Sms,
            Self::Recovery(_) => Way::Recovery,
            Self::Passkey(_) => Way::Passkey,
        }
    }

    /// What the session says was shown.
    pub(super) fn factors(&self) -> Vec<Factor> {
        match self {
            Self::Totp(_) | Self::Recovery(_) => vec![Factor::Otp],
            Self::Sms(..) => vec![Factor::Sms],
            Self::Passkey(shown) => passkey_factors(&shown.1),
        }
    }

    /// Judges it; what is right is used up. `purpose`: what a code was sent for.
    pub(crate) async fn judge(
        &self,
        tx: &mut Tx<'_>,
        visit: &Visit,
        account: AccountId,
        purpose: &'static str,
    ) -> Result<Verdict, StorageError> {
        match self {
            Self::Totp(typed) => judge_totp(tx, visit, account, typed).await,
            Self::Sms(id, presented) => judge_sms(tx, visit, (*id, purpose), presented).await,
            Self::Recovery(typed) => judge_recovery(tx, visit, account, typed.as_ref()).await,
            Self::Passkey(shown) => {
                let (answer, key, question) = &**shown;
                if key.account != account {
                    return Ok(Verdict::Wrong(Problem::general("second-passkey-wrong")));
                }
                Ok(match use_passkey(tx, visit, answer, key, question).await? {
                    Used::Right => Verdict::Right,
                    Used::Copied => Verdict::Wrong(Problem::general(COPIED)),
                    Used::Wrong => Verdict::Wrong(Problem::general("second-passkey-wrong")),
                })
            }
        }
    }
}

/// A passkey that may be copied lives in software; its authenticator made sure who uses it.
pub(super) fn passkey_factors(key: &Passkey) -> Vec<Factor> {
    vec![if key.backup_eligible { Factor::Swk } else { Factor::Hwk }, Factor::Mfa]
}

async fn judge_totp(
    tx: &mut Tx<'_>,
    visit: &Visit,
    account: AccountId,
    typed: &str,
) -> Result<Verdict, StorageError> {
    for app in people::totps(tx, account).await? {
        // Sealed with keys that are gone: then it is no way in, and others may be.
        let Ok(secret) = people::open_totp(&visit.site.vault, account, &app.secret) else { continue };
        let step = totp::check(&secret, &typed_digits(typed), visit.now.seconds(), Some(app.used_step));
        if let Some(step) = step
            && people::totp_used(tx, (account, app.id), step, visit.now).await?
        {
            return Ok(Verdict::Right);
        }
    }
    Ok(Verdict::Wrong(Problem::new("code", "second-totp-wrong")))
}

async fn judge_sms(
    tx: &mut Tx<'_>,
    visit: &Visit,
    (id, purpose): (CodeId, &'static str),
    presented: &Presented,
) -> Result<Verdict, StorageError> {
    Ok(match present(tx, presented, purpose).await? {
        Some(CodeVerdict::Right) => {
            codes::spend(tx, id, visit.now).await?;
            Verdict::Right
        }
        Some(CodeVerdict::Wrong { left }) => {
            Verdict::Wrong(Problem::new("code", "code-wrong").with("left", left))
        }
        Some(CodeVerdict::Exhausted) => Verdict::Wrong(Problem::general("code-exhausted")),
        Some(CodeVerdict::Expired | CodeVerdict::AlreadyConfirmed | CodeVerdict::OtherBrowser) | None => {
            Verdict::Dead(Problem::general("code-expired"))
        }
    })
}

async fn judge_recovery(
    tx: &mut Tx<'_>,
    visit: &Visit,
    account: AccountId,
    typed: Option<&Secret>,
) -> Result<Verdict, StorageError> {
    let wrong = Verdict::Wrong(Problem::new("code", "second-recovery-wrong"));
    let Some(typed) = typed else { return Ok(wrong) };
    let digest = people::recovery_digest(&visit.site.vault, account, typed);
    let right = people::spend_recovery_code(tx, account, digest, visit.now).await?;
    Ok(if right { Verdict::Right } else { wrong })
}

/// What becomes of the answer of a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Used {
    /// It is right.
    Right,
    /// It is that passkey's, and its counter went back: there may be a copy, and nobody knows which of the two this is.
    Copied,
    /// It is not to be taken.
    Wrong,
}

/// Verifies the answer of a passkey, and notes that it was used. If there may be a copy of it, the passkey is doubted from
/// now on, and its owner is told once.
pub(super) async fn use_passkey(
    tx: &mut Tx<'_>,
    visit: &Visit,
    answer: &Assertion,
    key: &Passkey,
    question: &Question,
) -> Result<Used, StorageError> {
    let user = handle(key.account);
    let known = Known {
        public_key: &key.public_key,
        counter: key.counter,
        backup: Backup { eligible: key.backup_eligible, done: key.backed_up },
        user_handle: &user,
    };
    let verified = with_party(&visit.site, |party| {
        webauthn::verify_assertion(answer, question.challenge(), party, known)
    });
    let (now, which) = (visit.now, (key.account, key.id));
    match verified {
        Ok(said) => {
            let right = question.take(tx, now).await?
                && people::passkey_used(tx, which, (said.counter, said.backup.done), now).await?;
            Ok(if right { Used::Right } else { Used::Wrong })
        }
        // An answer that comes twice, as with a second click, is no copy.
        Err(webauthn::Refused::Counter) if question.take(tx, now).await? => {
            tracing::warn!(monotonic_counter.passkeys_doubted = 1_u64, "the counter of a passkey went back");
            if people::doubt_passkey(tx, which, now).await? {
                let notice = Notice::of("notice-passkey-copied").with("label", key.label.clone()).by(visit);
                let notice = notice.then("notice-then-passkey-copied");
                notices::tell_at(tx, &visit.site, key.account, &notice, now).await?;
            }
            Ok(Used::Copied)
        }
        Err(refused) => {
            tracing::info!(%refused, "a passkey is not taken");
            Ok(Used::Wrong)
        }
    }
}
