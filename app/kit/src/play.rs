//! Playing situations one after the other.

use std::time::Duration;

use onedoor_linking::Reason;
use serde::Serialize;

use crate::limit::UNTRIED;
use crate::situation::{Chapter, Situation, Stop};
use crate::{Exchange, Kit};

/// How many exchanges are shown of a situation that was not passed: the last ones.
const SHOWN: usize = 12;
/// How often a situation is begun again.
const MOST_WAITS: usize = 2;

/// What became of a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The portal did what is required.
    Passed,
    /// It did not.
    Failed,
    /// Its policy has no such situation.
    NotApplicable,
    /// It could not be played: something is not prepared, or stood in the way.
    NotTried,
}

impl Verdict {
    /// Its key in the catalogues.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Passed => "kit-passed",
            Self::Failed => "kit-failed",
            Self::NotApplicable => "kit-not-applicable",
            Self::NotTried => "kit-not-tried",
        }
    }
}

/// A situation that was played.
#[derive(Debug, Clone)]
pub struct Played {
    /// Which.
    pub situation: Situation,
    /// What became of it.
    pub verdict: Verdict,
    /// What was expected, or why there was nothing to expect: a key of the catalogues.
    pub why: Option<&'static str>,
    /// What went over the wire, if it was not passed.
    pub exchanges: Vec<Exchange>,
    /// How long it took.
    pub took: Duration,
}

impl Kit {
    /// Plays a situation, and leaves nobody linked but the resident of its chapter.
    /// Where the portal asks to be left alone for a while, that is told to `waits`, waited for, and the situation
    /// begun again.
    pub async fn play(&self, situation: Situation, waits: impl Fn(Duration)) -> Played {
        self.leave_chapter(situation.chapter).await;
        self.log.take();
        let mut began = self.issuer.now();
        let mut done = (situation.play)(self).await;
        for _ in 0..MOST_WAITS {
            let Some(wait) = self.has_to_wait(done) else { break };
            waits(wait);
            tokio::time::sleep(wait).await;
            self.issuer.calms_down();
            self.end_links().await;
            self.log.take();
            began = self.issuer.now();
            done = (situation.play)(self).await;
        }
        let exchanges = self.log.take();
        let (verdict, why) = match done {
            Ok(()) => (Verdict::Passed, None),
            Err(Stop::Failed(why)) => (Verdict::Failed, Some(why)),
            Err(Stop::NotApplicable(why)) => (Verdict::NotApplicable, Some(why)),
            Err(Stop::NotTried(why)) => (Verdict::NotTried, Some(why)),
        };
        let took = self.issuer.now().since(began);
        self.issuer.calms_down();
        self.end_links().await;
        let shown = matches!(verdict, Verdict::Failed | Verdict::NotTried);
        let skipped = if shown { exchanges.len().saturating_sub(SHOWN) } else { exchanges.len() };
        Played { situation, verdict, why, exchanges: exchanges.into_iter().skip(skipped).collect(), took }
    }

    /// Ends what is left when all is played.
    pub async fn finish(&self) {
        *self.resident.lock().await = None;
        self.end_links().await;
    }

    /// For how long to wait before the situation is begun again, if that was why it was not played.
    fn has_to_wait(&self, done: crate::situation::Done) -> Option<Duration> {
        let asked = self.limit.take();
        let most = Duration::from_secs(self.settings.limit_patience_seconds);
        asked.filter(|wait| done == Err(Stop::NotTried(UNTRIED)) && *wait <= most)
    }

    async fn leave_chapter(&self, chapter: Chapter) {
        let mut resident = self.resident.lock().await;
        if resident.as_ref().is_some_and(|(of, _)| *of != chapter) {
            *resident = None;
            drop(resident);
            self.end_links().await;
        }
    }

    /// Ends every link but the resident's, so that the accounts are free again.
    async fn end_links(&self) {
        let stays = self.resident.lock().await.as_ref().map(|(_, linked)| linked.id);
        for id in self.issuer.standing() {
            if Some(id) != stays {
                let now = self.issuer.now();
                let ended = self.issuer.changes(id, |stands| stands.end(now, Reason::ByPerson).ok());
                if let Some(stands) = ended {
                    // A portal that does not listen has failed another situation.
                    let _ = self.tells(id, &stands.report()).await;
                }
            }
        }
    }
}
