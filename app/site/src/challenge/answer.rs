use std::time::Duration;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Timestamp, typed_digits};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Page, Problem, Problems};
use serde::Deserialize;

use super::risk::{Risk, of_messages};
use super::token::{LIFE, Token};
use crate::limits::{self, Limit, Wait};
use crate::{Refused, Site, Visit};

const TEN_MINUTES: Duration = Duration::from_mins(10);

/// The fields that a form with a check sends; flattened into the form's own.
#[derive(Debug, Default, Clone, Deserialize)]
pub struct Answer {
    /// The check, as it was handed out.
    #[serde(default)]
    challenge: String,
    /// What the device has found.
    #[serde(default)]
    challenge_work: String,
    /// What the person has typed.
    #[serde(default)]
    challenge_digits: String,
    /// Whether another picture is wanted.
    #[serde(default)]
    challenge_another: String,
}

impl Answer {
    /// Whether the form is not to be judged but shown with another picture.
    pub fn wants_another(&self) -> bool {
        self.challenge_another == "yes"
    }
}

/// What became of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Passed,
    /// A check is wanted, or more of one than was given.
    Wanted,
    /// The digits, or the work, are wrong.
    Wrong,
    /// It is too old, was used before, or is not of this browser and form.
    Over,
    /// Too many wrong digits from this network: for some minutes only work passes.
    TooMany(Wait),
}

impl Verdict {
    /// What to say to the person; nothing if it was passed.
    pub fn problems(self, visit: &Visit) -> Problems {
        match self {
            Self::Passed => Problems::new(),
            Self::Wanted => Problems::one(Problem::general("challenge-wanted")),
            Self::Wrong => Problems::one(Problem::new("challenge_digits", "challenge-wrong")),
            Self::Over => Problems::one(Problem::general("challenge-over")),
            Self::TooMany(wait) => {
                Problems::one(Problem::general("challenge-too-many").with("time", wait.hour(visit)))
            }
        }
    }
}

impl Verdict {
    /// Answers with the page of the form, which says it.
    pub fn page(self, visit: &Visit, path: &str, page: &dyn Page) -> Response {
        match self {
            Self::TooMany(wait) => wait.page(visit, path, page),
            _ => visit.page_at(path, StatusCode::UNPROCESSABLE_ENTITY, page),
        }
    }
}

/// An answer, looked at before the transaction in which it is judged.
#[derive(Clone)]
pub struct Given {
    found: Found,
    /// Counts one use of this very check.
    once: Option<Limit>,
    wrong: Limit,
    now: Timestamp,
}

#[derive(Clone, Copy)]
enum Found {
    Nothing,
    Over,
    WrongDigits,
    RightDigits,
    WrongWork,
    /// Work for so much risk.
    RightWork(Risk),
}

impl Given {
    /// What a form for `purpose` gave.
    pub fn of(visit: &Visit, purpose: &str, answer: &Answer) -> Self {
        let site = &visit.site;
        let wrong = Limit::of(site, "challenge.wrong", &visit.network_key(), 60, TEN_MINUTES);
        let known = Token::open(site, visit.browser, &answer.challenge);
        let once = known.is_some().then(|| once(site, &answer.challenge));
        Self { found: find(visit, purpose, answer, known), once, wrong, now: visit.now }
    }

    /// Judges it, where at least what stands for `risk` is wanted, and spends it: nobody tries twice.
    ///
    /// Inside a write whose transaction is not undone afterwards.
    pub async fn judge(&self, tx: &mut Tx<'_>, risk: Risk) -> Result<Verdict, StorageError> {
        let fresh = match &self.once {
            Some(once) => limits::take(tx, std::slice::from_ref(once), self.now).await?.is_none(),
            None => true,
        };
        match self.found {
            Found::Nothing => Ok(Verdict::Wanted),
            Found::WrongDigits => {
                let wait = limits::take(tx, std::slice::from_ref(&self.wrong), self.now).await?;
                Ok(wait.map_or(Verdict::Wrong, Verdict::TooMany))
            }
            Found::WrongWork => Ok(Verdict::Wrong),
            Found::Over => Ok(Verdict::Over),
            Found::RightDigits | Found::RightWork(_) if !fresh => Ok(Verdict::Over),
            Found::RightDigits => match limits::look(tx, &self.wrong, self.now).await? {
                Some(wait) => Ok(Verdict::TooMany(wait)),
                None => Ok(Verdict::Passed),
            },
            // Nobody guesses work: whoever shares an address with a guesser of digits gets in by it.
            Found::RightWork(made_for) if made_for < risk => Ok(Verdict::Wanted),
            Found::RightWork(_) => Ok(Verdict::Passed),
        }
    }
}

impl Given {
    /// The same in a transaction of its own, if the site wants a check at this risk.
    pub async fn judge_alone(&self, visit: &Visit, risk: Risk) -> Result<Verdict, Refused> {
        if !visit.site.settings.captcha.asks(risk) {
            return Ok(Verdict::Passed);
        }
        let given = self.clone();
        let judged: Result<_, StorageError> = visit
            .site
            .store
            .write(move |tx| {
                let given = given.clone();
                Box::pin(async move { given.judge(tx, risk).await.map(Change::Unrecorded) })
            })
            .await;
        Ok(judged?)
    }

    /// The same before a text message is sent to whatever phone: how many this network has had sent says whether
    /// a check is wanted.
    pub async fn judge_before_message(&self, visit: &Visit) -> Result<Verdict, Refused> {
        let (given, within) = (self.clone(), visit.clone());
        let judged: Result<_, StorageError> = visit
            .site
            .store
            .write(move |tx| {
                let (given, visit) = (given.clone(), within.clone());
                Box::pin(async move {
                    let risk = of_messages(tx, &visit).await?;
                    let wanted = visit.site.settings.captcha.asks(risk);
                    let verdict = if wanted { given.judge(tx, risk).await? } else { Verdict::Passed };
                    Ok(Change::Unrecorded(verdict))
                })
            })
            .await;
        Ok(judged?)
    }
}

fn find(visit: &Visit, purpose: &str, answer: &Answer, known: Option<Token>) -> Found {
    if answer.challenge.is_empty() {
        return Found::Nothing;
    }
    let Some(known) = known.filter(|known| known.purpose == purpose && visit.now < known.until) else {
        return Found::Over;
    };
    let typed = typed_digits(&answer.challenge_digits);
    if !typed.is_empty() {
        let right = verify_slices_are_equal(typed.as_bytes(), known.digits.as_bytes()).is_ok();
        return if right { Found::RightDigits } else { Found::WrongDigits };
    }
    let work = known.risk.work();
    match answer.challenge_work.as_str() {
        "" => Found::Nothing,
        done if work.is_done(&answer.challenge, done) => Found::RightWork(known.risk),
        _ => Found::WrongWork,
    }
}

fn once(site: &Site, token: &str) -> Limit {
    Limit::of(site, "challenge.used", token, 1, LIFE * 2)
}
