//! `/sign-in/second`: one more thing, in the way that the person chooses.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_authenticators::webauthn::Assertion;
use onedoor_base::{Actor, AuditEvent, BegunSignInId, CodeId, DeviceId, Subject, Token};
use onedoor_people::factors::{DEVICE_LIFE, Way, typed_recovery_code};
use onedoor_site::code::Presented;
use onedoor_site::limits::Wait;
use onedoor_site::session::{NewSession, StepUp};
use onedoor_site::tries::Try;
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::people::{self, BegunSignIn, Device};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::admit::{begin_session, speaking};
use super::ceremony::{Answer, Question};
use super::judge::{COPIED, Shown, Verdict};
use super::pages::{SecondStepPage, TextCode};
use super::waiting::{Waiting, still};
use super::{second_step, text_code};
use crate::notices::{self, Notice};
use crate::{Identity, refusals};

/// Which sign-in, in which way.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    way: String,
    /// The text message's code.
    #[serde(default)]
    pub(super) code: String,
    #[serde(default)]
    sent: String,
}

/// What was shown.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    remember: String,
    #[serde(flatten)]
    passkey: Answer,
}

/// Too late, or in another browser: signing in begins anew.
pub(super) fn over(visit: &Visit) -> Response {
    if visit.session.is_some() { see_other("/account") } else { visit.sends("/sign-in?notice=over") }
}

/// `GET /sign-in/second`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    let Some(waiting) = Waiting::of(&identity, &visit, &about.id).await? else { return Ok(over(&visit)) };
    let Some(way) = waiting.way(&about.way) else { return Ok(over(&visit)) };
    let text = text_code::sent(&visit, &waiting, &about.code).await?;
    let problem = text.as_ref().filter(|text| visit.now >= text.expires_at);
    let problems = problem.map(|_| Problems::one(Problem::general("code-expired"))).unwrap_or_default();
    let text = text.map(|text| TextCode {
        id: text.id.to_string(),
        sent_again: problems.is_empty() && about.sent == "again",
        dead: !problems.is_empty(),
    });
    Ok(visit.page(&SecondStepPage { problems, ..waiting.page(&visit, way, text) }))
}

/// `POST /sign-in/second`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some(waiting) = Waiting::of(&identity, &visit, &typed.id).await? else { return Ok(over(&visit)) };
    let Some(way) = waiting.way(&typed.way) else { return Ok(over(&visit)) };
    let shown = match shown(&visit, &waiting, way, &typed) {
        Ok(shown) => shown,
        Err(problem) => return Ok(again(&visit, &waiting, &typed, problem)),
    };
    let device = (typed.remember == "yes" && waiting.begun.session.is_none())
        .then(|| visit.device.clone().unwrap_or_else(|| visit.site.token()));
    match decide(&identity, &visit, &waiting, shown, device.clone()).await? {
        Decided::In(session) => {
            let to = ReturnTo::parse(&waiting.begun.return_to);
            let who = Subject::Person(waiting.account.id);
            let on = crate::settings::closing::onward(&visit, who, &to).await?;
            let response = session.give(&visit, see_other(&on));
            Ok(match device {
                Some(device) => visit.with_device(&device, response),
                None => response,
            })
        }
        Decided::Wait(wait) => {
            let problem = Problem::general("second-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, &at(&typed), &page(&visit, &waiting, &typed, problem)))
        }
        Decided::Wrong(problem) => Ok(again(&visit, &waiting, &typed, problem)),
        Decided::Over => Ok(over(&visit)),
    }
}

/// What was shown, or what must be put right before it is looked at.
fn shown(visit: &Visit, waiting: &Waiting, way: Way, typed: &Typed) -> Result<Shown, Problem> {
    if way != Way::Passkey && typed.code.trim().is_empty() {
        return Err(Problem::new("code", "second-code-missing"));
    }
    match way {
        Way::Totp => Ok(Shown::Totp(typed.code.clone())),
        Way::Recovery => Ok(Shown::Recovery(typed_recovery_code(&typed.code))),
        Way::Sms => {
            let id: CodeId = typed.text.parse().map_err(|_| Problem::general("code-expired"))?;
            Ok(Shown::Sms(id, Presented::of(visit, id, &typed.code)))
        }
        Way::Passkey => {
            let wrong = || Problem::general("second-passkey-wrong");
            let question =
                Question::put(visit, &waiting.purpose(), &typed.passkey.challenge).ok_or_else(wrong)?;
            let answer = Assertion::parse(&typed.passkey.answer).map_err(|_| wrong())?;
            let key = waiting.passkeys.iter().find(|key| key.credential == answer.credential).cloned();
            Ok(Shown::Passkey(Arc::new((answer, key.ok_or_else(wrong)?, question))))
        }
    }
}

/// A session that begins, or one that is worth more from now on.
#[derive(Clone)]
enum Opened {
    New(Box<NewSession>),
    Raised(Box<StepUp>),
}

impl Opened {
    fn give(&self, visit: &Visit, response: Response) -> Response {
        match self {
            Self::New(session) => session.give(&visit.site, response),
            Self::Raised(step) => step.give(&visit.site, response),
        }
    }
}

enum Decided {
    In(Opened),
    Wait(Wait),
    Wrong(Problem),
    Over,
}

async fn decide(
    identity: &Identity,
    visit: &Visit,
    waiting: &Waiting,
    shown: Shown,
    device: Option<Token>,
) -> Result<Decided, Refused> {
    let factors = shown.factors();
    let opened = if waiting.begun.session.is_some() {
        let step = StepUp::of(visit, &factors).ok_or_else(|| Refused::internal("a factor of nobody"))?;
        Opened::Raised(Box::new(step))
    } else {
        let all = [vec![onedoor_base::Factor::Pwd], factors].concat();
        Opened::New(Box::new(speaking(visit, &waiting.account, all).await?))
    };
    let trial = Arc::new(Trial {
        identity: identity.clone(),
        visit: visit.clone(),
        begun: waiting.begun.clone(),
        counted: Try::with_code(visit, format!("second {}", waiting.account.id)),
        shown,
        opened,
        device: device.map(|device| remembered(visit, &device)),
    });
    let decided: Result<Decided, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let trial = Arc::clone(&trial);
            Box::pin(async move { trial.run(tx).await })
        })
        .await;
    Ok(decided?)
}

fn remembered(visit: &Visit, device: &Token) -> Device {
    Device {
        id: DeviceId::new(visit.now, visit.site.random.as_ref()),
        digest: device.digest(),
        user_agent: visit.user_agent.clone(),
        network: visit.network.to_string(),
        created_at: visit.now,
        seen_at: visit.now,
        expires_at: visit.now.after(DEVICE_LIFE),
    }
}

/// One try of a second step.
struct Trial {
    identity: Identity,
    visit: Visit,
    begun: BegunSignIn,
    counted: Try,
    shown: Shown,
    opened: Opened,
    device: Option<Device>,
}

impl Trial {
    async fn run(&self, tx: &mut Tx<'_>) -> Result<Change<Decided>, StorageError> {
        let (visit, now) = (&self.visit, self.visit.now);
        let here = (self.begun.id, visit.browser);
        let Some(begun) = people::begun_sign_in(tx, here, now).await? else {
            return Ok(Change::Unrecorded(Decided::Over));
        };
        let Some(account) = still(tx, visit, &begun).await? else {
            return Ok(Change::Unrecorded(Decided::Over));
        };
        let owner = Subject::Person(account.id);
        if let Some(wait) = self.counted.count(tx, Some(owner)).await? {
            return Ok(Change::Unrecorded(Decided::Wait(wait)));
        }
        match self.shown.judge(tx, visit, account.id, text_code::PURPOSE).await? {
            Verdict::Right => self.open(tx, owner).await,
            Verdict::Dead(problem) => Ok(Change::Unrecorded(Decided::Wrong(problem))),
            Verdict::Wrong(problem) => {
                let doubted = problem.key == COPIED;
                let action = if doubted { "people.passkey.doubted" } else { "people.second_step.refused" };
                // Whoever is signed in already has passed it before.
                if self.begun.session.is_none() && !doubted {
                    refusals::second_step(tx, (&self.identity, visit), account.id).await?;
                }
                Ok(Change::Recorded(Decided::Wrong(problem), vec![self.event(action)]))
            }
        }
    }

    async fn open(&self, tx: &mut Tx<'_>, owner: Subject) -> Result<Change<Decided>, StorageError> {
        let (visit, now) = (&self.visit, self.visit.now);
        people::spend_sign_in(tx, self.begun.id, now).await?;
        self.counted.succeeded(tx, owner).await?;
        let mut events = Vec::new();
        match &self.opened {
            Opened::New(session) => {
                events.extend(begin_session(tx, visit, self.begun.account, session).await?);
            }
            Opened::Raised(step) => match step.take(tx, now).await? {
                Some(raised) => events.push(raised),
                None => return Ok(Change::Unrecorded(Decided::Over)),
            },
        }
        if let Some(device) = &self.device {
            people::remember_device(tx, self.begun.account, device).await?;
            events.push(self.event("people.device.remembered"));
        }
        if self.shown.way() == Way::Recovery {
            events.push(self.event("people.recovery_code.used"));
            let left = people::held(tx, self.begun.account).await?.recovery_codes;
            let notice = Notice::of("notice-recovery-code-used").with("left", left.to_string()).by(visit);
            let notice = notice.then("notice-else-password");
            notices::tell(tx, &self.identity, self.begun.account, &notice, now).await?;
        }
        Ok(Change::Recorded(Decided::In(self.opened.clone()), events))
    }

    fn event(&self, action: &'static str) -> AuditEvent {
        // Whoever has only the password may be anybody.
        let refused = ["people.second_step.refused", "people.passkey.doubted"].contains(&action);
        let known = self.begun.session.is_some() || !refused;
        let actor = if known { Actor::Person(self.begun.account) } else { Actor::Visitor };
        AuditEvent::new(self.visit.now, actor, action)
            .about(Subject::Person(self.begun.account))
            .with("way", self.shown.way().word())
            .with("browser", self.visit.user_agent.clone())
            .with("network", self.visit.network.to_string())
    }
}

fn at(typed: &Typed) -> String {
    let way = Way::from_word(&typed.way).map_or("", Way::word);
    let code = typed.text.parse::<CodeId>().map(|id| format!("&code={id}")).unwrap_or_default();
    let id = typed.id.parse::<BegunSignInId>().map_or_else(|_| "/sign-in".to_owned(), second_step);
    format!("{id}&way={way}{code}")
}

fn page(visit: &Visit, waiting: &Waiting, typed: &Typed, problem: Problem) -> SecondStepPage {
    let way = waiting.way(&typed.way).unwrap_or(Way::Sms);
    // What is wrong with no field is wrong with the code: it is dead. Unless there were too many tries.
    let dead = problem.field.is_empty() && problem.key != "second-too-many";
    let text = typed.text.parse::<CodeId>().ok().map(|id| TextCode {
        id: id.to_string(),
        sent_again: false,
        dead: dead && way == Way::Sms,
    });
    SecondStepPage { problems: Problems::one(problem), ..waiting.page(visit, way, text) }
}

fn again(visit: &Visit, waiting: &Waiting, typed: &Typed, problem: Problem) -> Response {
    let page = page(visit, waiting, typed, problem);
    visit.page_at(&at(typed), StatusCode::UNPROCESSABLE_ENTITY, &page)
}
