//! The population register that a site asks over the network, or has a copy of in its own database
//! (`docs/REGISTER.md`).
//!
//! A register that keeps failing is left alone for a short while: whoever asks meanwhile is told at once, and a thousand
//! forms do not wait three seconds each for nothing.

mod circuit;
pub mod import;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use onedoor_base::Timestamp;
#[cfg(feature = "testing")]
use onedoor_proofing::register::Entry;
use onedoor_proofing::register::{Sought, Verdict, judge, judge_some};
use onedoor_registers::Client;
use onedoor_storage::register::{Found, look};
use onedoor_storage::vault::VaultError;

pub use onedoor_registers::{Purpose, Trouble};

use crate::Site;
use circuit::Circuit;

/// Whom a site asks about people.
pub enum Register {
    /// A register that is asked over the network.
    Remote(Remote),
    /// A copy in the site's own database, filled by [`import`].
    Replica,
    /// One that a test plays.
    #[cfg(feature = "testing")]
    Played(Played),
    /// The same with pictures.
    #[cfg(feature = "testing")]
    Pictured(Played, Pictured),
}

/// What a register in a test answers.
#[cfg(feature = "testing")]
pub type Played = std::sync::Arc<dyn Fn(&Sought) -> Result<Vec<Entry>, Trouble> + Send + Sync>;

/// The picture that a register in a test has of whoever has a number.
#[cfg(feature = "testing")]
pub type Pictured = std::sync::Arc<dyn Fn(&str) -> Result<Option<Vec<u8>>, Trouble> + Send + Sync>;

/// A register that is asked over the network, and how it has been doing.
pub struct Remote {
    client: Client,
    circuit: Mutex<Circuit>,
}

/// Why nothing is known of somebody. Never says whom.
#[derive(Debug, thiserror::Error)]
pub enum RegisterTrouble {
    /// The site has no register.
    #[error("no register is configured")]
    None,
    /// It does not answer; later may help.
    #[error("the register cannot be asked: {why}")]
    Away {
        /// For the log.
        why: String,
        /// When it is asked again at the earliest, if that is known.
        again_at: Option<Timestamp>,
    },
    /// It answers what cannot be used, or not to us: an operator must look.
    #[error("the register: {0}")]
    Strange(Trouble),
    /// The copy cannot be read.
    #[error("the copy of the register: {0}")]
    Copy(VaultError),
}

impl From<Client> for Register {
    fn from(client: Client) -> Self {
        Self::Remote(Remote { client, circuit: Mutex::default() })
    }
}

impl Register {
    async fn verdict(&self, site: &Site, sought: &Sought, why: Purpose) -> Result<Verdict, RegisterTrouble> {
        let entries = match self {
            Self::Remote(remote) => remote.guarded(site, remote.client.look(sought, why)).await?,
            Self::Replica => return replica(site, sought).await,
            #[cfg(feature = "testing")]
            Self::Played(answer) | Self::Pictured(answer, _) => {
                answer(sought).map_err(|trouble| told(trouble, None))?
            }
        };
        Ok(judge(sought, &entries))
    }
}

impl Register {
    async fn portrait(
        &self,
        site: &Site,
        number: &str,
        why: Purpose,
    ) -> Result<Option<Vec<u8>>, RegisterTrouble> {
        match self {
            Self::Remote(remote) => {
                let asked = remote.client.portrait((site.settings.country, number), why);
                remote.guarded(site, asked).await
            }
            // Files bring no pictures.
            Self::Replica => Ok(None),
            #[cfg(feature = "testing")]
            Self::Played(_) => Ok(None),
            #[cfg(feature = "testing")]
            Self::Pictured(_, pictures) => pictures(number).map_err(|trouble| told(trouble, None)),
        }
    }
}

async fn replica(site: &Site, sought: &Sought) -> Result<Verdict, RegisterTrouble> {
    let (vault, wanted) = (site.vault.clone(), sought.clone());
    let found = site.store.read(move |tx| Box::pin(async move { look(tx, &vault, &wanted).await }));
    let Found { entries, cut } = found.await.map_err(RegisterTrouble::Copy)?;
    Ok(judge_some(sought, &entries, cut))
}

impl Remote {
    /// Asks, unless it failed too often a moment ago.
    async fn guarded<T>(
        &self,
        site: &Site,
        asked: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<T, RegisterTrouble> {
        if let Some(again_at) = self.circuit(|circuit| circuit.shut(site.now())) {
            let why = "it failed a moment ago".to_owned();
            return Err(RegisterTrouble::Away { why, again_at: Some(again_at) });
        }
        match asked.await {
            Ok(answer) => {
                self.circuit(Circuit::answered);
                Ok(answer)
            }
            Err(trouble) => {
                let again_at = if trouble.is_of_the_adapter() {
                    self.circuit(|circuit| circuit.failed(site.now(), pause(&trouble)))
                } else {
                    self.circuit(Circuit::answered);
                    None
                };
                Err(told(trouble, again_at))
            }
        }
    }

    fn circuit<T>(&self, act: impl FnOnce(&mut Circuit) -> T) -> T {
        act(&mut self.circuit.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Site {
    /// Asks its register with the certificate of another from now on, if both are asked over the network.
    pub fn renew_register(&self, fresh: &Register) {
        if let (Some(Register::Remote(old)), Register::Remote(fresh)) = (&self.register, fresh) {
            old.client.renew(&fresh.client);
        }
    }

    /// Whether people can be looked up.
    pub const fn has_register(&self) -> bool {
        self.register.is_some()
    }

    /// Looks somebody up in the register. The log is told what came of it, and of whom nothing.
    pub async fn look_up(&self, sought: &Sought, why: Purpose) -> Result<Verdict, RegisterTrouble> {
        let register = self.register.as_ref().ok_or(RegisterTrouble::None)?;
        let (site, purpose) = (self.settings.key.as_str(), why.word());
        match register.verdict(self, sought, why).await {
            Ok(verdict) => {
                let verdict_is = word(&verdict);
                tracing::info!(
                    site,
                    purpose,
                    verdict = verdict_is,
                    monotonic_counter.register_answers = 1_u64,
                    "register"
                );
                Ok(verdict)
            }
            Err(trouble) => {
                tracing::warn!(site, purpose, %trouble, monotonic_counter.register_troubles = 1_u64, "register");
                Err(trouble)
            }
        }
    }
}

impl Site {
    /// The picture that the register has of whoever has the number; nothing where it gives none. It is what the register
    /// sent: whoever shows it makes it anew first. The log is told whether there was one, and of whom nothing.
    pub async fn register_portrait(
        &self,
        number: &str,
        why: Purpose,
    ) -> Result<Option<Vec<u8>>, RegisterTrouble> {
        let register = self.register.as_ref().ok_or(RegisterTrouble::None)?;
        let (site, purpose) = (self.settings.key.as_str(), why.word());
        let portrait = register.portrait(self, number, why).await;
        match &portrait {
            Ok(portrait) => tracing::info!(site, purpose, portrait = portrait.is_some(), "register"),
            Err(trouble) => tracing::warn!(site, purpose, %trouble, "register"),
        }
        portrait
    }
}

const fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Match(_) => "match",
        Verdict::Near { .. } => "near",
        Verdict::Several(_) => "several",
        Verdict::None => "none",
    }
}

const fn pause(trouble: &Trouble) -> Option<Duration> {
    match trouble {
        Trouble::Busy { retry_after } => *retry_after,
        _ => None,
    }
}

fn told(trouble: Trouble, again_at: Option<Timestamp>) -> RegisterTrouble {
    match trouble {
        Trouble::Unreachable(_) | Trouble::Busy { .. } => {
            RegisterTrouble::Away { why: trouble.to_string(), again_at }
        }
        Trouble::Unreadable(_) | Trouble::Refused(_) => RegisterTrouble::Strange(trouble),
    }
}
