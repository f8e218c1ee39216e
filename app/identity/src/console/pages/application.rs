use std::time::Duration;

use onedoor_base::{ApplicationId, Country, Timestamp};
use onedoor_proofing::age::Applies;
use onedoor_proofing::application::{Reason, State, Step};
use onedoor_proofing::face::{FaceVerdict, Gesture, Shot, Word};
use onedoor_proofing::register::{Born, Differs, Entry, Sex, Sought, Standing, Verdict};
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, Radios, Select, SummaryList, fieldset, heading, hidden, section,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, Width, html};

use super::answers::{AnswerShown, answers};
use super::applications::{ApplicationNotice, called, deadline};
use super::brought::{Beside, Brought, FrameShown, state_shown};
use super::faces::Compared;
use super::{AT, breadcrumb};
use crate::console::APPLICATIONS;
use crate::console::applications::{FaceSaid, reason_key};

/// One application at the officers' desk.
pub(in crate::console) struct ApplicationPage {
    pub(in crate::console) notice: Option<ApplicationNotice>,
    pub(in crate::console) id: ApplicationId,
    /// As the clock sees it.
    pub(in crate::console) state: State,
    /// Working days that are left.
    pub(in crate::console) left: u32,
    pub(in crate::console) begun_at: Timestamp,
    /// Whose it is.
    pub(in crate::console) name: String,
    /// The key of why this officer must not work on it.
    pub(in crate::console) not_yours: Option<&'static str>,
    /// How many steps were done until now.
    pub(in crate::console) acts: usize,
    /// Only for whoever may look.
    pub(in crate::console) brought: Option<Brought>,
    pub(in crate::console) now: Timestamp,
    pub(in crate::console) problems: Problems,
}

impl ApplicationPage {
    fn path(&self, rest: &str) -> String {
        format!("{APPLICATIONS}/{}/{rest}", self.id)
    }

    fn summary(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let mut list = SummaryList::new()
            .rich(t.get("applications-state"), state_shown(t, self.state))
            .rich(t.get("applications-begun"), view.date_time(self.begun_at));
        if let State::InReview { due } = self.state {
            let late = self.state.is_late(self.now);
            list = list.rich(t.get("applications-due"), deadline(view, due, self.left, late));
        }
        if self.not_yours.is_none() {
            list = list.row(t.get("console-person"), &self.name);
        }
        list
    }

    /// Before the first look: whether it is of one's own kin.
    fn take(&self, view: &View) -> Markup {
        let t = &view.t;
        section(
            t.get("console-correction-take-title"),
            &html! {
                p { (t.get("console-correction-take-means")) }
                (Form::post(view, self.path("take")).around(&html! {
                    (Radios::new("kin", t.get("console-kin"))
                        .choice("no", t.get("console-kin-no"))
                        .explained("yes", t.get("console-kin-yes"), t.get("console-kin-yes-hint"))
                        .problems(&self.problems, t))
                    (Button::primary(t.get("console-correction-take")))
                }))
            },
        )
    }

    fn reasons(&self, t: &Localizer, name: &'static str, (legend, step): (&str, Step)) -> Markup {
        let options = Reason::of(step).map(|reason| (reason.word().to_owned(), t.get(reason_key(reason))));
        fieldset(
            t.get(legend),
            &html! {
                (Select::new(name, t.get("applications-reason"))
                    .empty(t.get("console-correction-reason-none"))
                    .options(options)
                    .problems(&self.problems, t))
            },
        )
    }

    fn decide(&self, brought: &Brought, view: &View) -> Markup {
        let t = &view.t;
        let sure = matches!(brought.verdict, Some(Verdict::Match(_)));
        let approve = match (brought.second, brought.proposed) {
            (true, None) => "applications-approve-first",
            (true, Some(_)) => "applications-approve-second",
            (false, _) => "applications-approve-hint",
        };
        section(
            t.get("console-your-decision"),
            &html! {
                (Form::post(view, self.path("decide")).around(&html! {
                    (hidden("acts", &self.acts.to_string()))
                    (hidden("answer", &brought.answer.to_string()))
                    (Radios::new("verdict", t.get("console-verdict"))
                        .explained("approve", t.get("applications-approve"), t.get(approve))
                        .explained("data", t.get("applications-ask-data"), t.get("applications-ask-data-hint"))
                        .explained("face", t.get("applications-ask-face"), t.get("applications-ask-face-hint"))
                        .explained("refuse", t.get("console-refuse"), t.get("applications-refuse-hint"))
                        .problems(&self.problems, t))
                    @if !sure {
                        (fieldset(t.get("applications-if-approved"), &html! {
                            (Checkbox::new("checked", t.get("applications-checked")).problems(&self.problems, t))
                        }))
                    }
                    (self.reasons(t, "data", ("applications-if-data", Step::AskForData)))
                    (self.reasons(t, "face", ("applications-if-face", Step::AskForFace)))
                    (self.reasons(t, "refusal", ("applications-if-refused", Step::Refuse)))
                    (Button::primary(t.get("console-decide")))
                }))
            },
        )
    }

    /// A window that was missed.
    fn window(&self, view: &View) -> Markup {
        let t = &view.t;
        section(
            t.get("applications-window-title"),
            &html! {
                p { (t.get("applications-window-means")) }
                (Form::post(view, self.path("window")).around(&html! {
                    (Button::primary(t.get("applications-window-open")))
                }))
            },
        )
    }

    fn work(&self, brought: &Brought, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some((at, mine)) = brought.proposed {
                (Notice::info(t.get(if mine { "applications-proposed-mine" } else { "applications-proposed" }))
                    .and(&html! { p { (view.date_time(at)) } }))
            }
            (brought.sides(view))
            (answers(view, &brought.answers, brought.asks.then(|| self.path("register"))))
            (brought.pictures(view, self.id))
            (brought.others(view))
            @if self.state == State::WindowMissed { (self.window(view)) } @else { (self.decide(brought, view)) }
        }
    }
}

impl Page for ApplicationPage {
    fn title(&self, t: &Localizer) -> String {
        called(t, self.id)
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let mut trail = breadcrumb(t);
        trail.push((t.get("applications-title"), APPLICATIONS.to_owned()));
        trail
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let waits = matches!(self.state, State::InReview { .. } | State::WindowMissed);
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (self.summary(view))
            @if let Some(why) = self.not_yours { (Notice::warning(t.get(why))) }
            @else if let Some(brought) = &self.brought { (self.work(brought, view)) }
            @else if waits { (self.take(view)) }
            @else { (Notice::info(t.get("applications-not-again"))) }
        }
    }
}

fn entry(name: &str, standing: Standing) -> Entry {
    Entry {
        country: Country::Vietnam,
        number: "036188001234".to_owned(),
        former_numbers: vec!["012345678".to_owned()],
        name: name.to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1988, month: Some(3), day: Some(7) },
        sex: Some(Sex::Female),
        residence: Some("12 phố Huế, Hà Nội".to_owned()),
        standing,
    }
}

fn sought() -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some("036188001234".to_owned()),
        former: Some("012345678".to_owned()),
        name: Some("Nguyễn Thị Hòa".to_owned()),
        born: Some(Born { year: 1988, month: None, day: None }),
        sex: Some(Sex::Female),
    }
}

fn brought(verdict: Option<Verdict>) -> Brought {
    Brought {
        claimed: Some(sought()),
        second: !matches!(verdict, Some(Verdict::Match(_))),
        child: None,
        answers: [near(), Verdict::None, spellings()]
            .into_iter()
            .chain(verdict.clone())
            .map(|verdict| AnswerShown { at: AT, by_officer: verdict == Verdict::None, verdict })
            .collect(),
        answer: 2,
        asks: true,
        verdict,
        frames: vec![
            FrameShown { position: 1, shot: Some(Shot::Portrait), until: AT },
            FrameShown { position: 2, shot: Some(Shot::Gesture(Gesture::TurnLeft)), until: AT },
        ],
        compared: Compared::Nobody,
        beside: Vec::new(),
        proven_elsewhere: false,
        proposed: None,
    }
}

/// Everything that a program may say.
fn compared() -> Vec<Compared> {
    let said = |verdict, against: &str, level: Option<&str>| {
        let word = Word {
            verdict,
            score: level.map(|_| 0.93),
            provider: "Face Desk 4.1".to_owned(),
            attack_detection: level.map(str::to_owned),
            against: Some(against.to_owned()),
        };
        Compared::Said(FaceSaid { word, at: AT })
    };
    vec![
        Compared::NotYet,
        said(FaceVerdict::Same, "register", Some("ISO/IEC 30107-3 level 2")),
        said(FaceVerdict::Same, "gestures", None),
        said(FaceVerdict::Different, "register", None),
        said(FaceVerdict::Attack, "register", None),
        said(FaceVerdict::Unclear, "gestures", None),
    ]
}

fn near() -> Verdict {
    let differs = [
        Differs::Number,
        Differs::Name,
        Differs::FormerName,
        Differs::NameOrder,
        Differs::Tones,
        Differs::Born,
        Differs::Sex,
        Differs::Standing,
    ];
    Verdict::Near {
        entry: Box::new(entry("Nguyễn Thị Hoà", Standing::Deceased)), differs: differs.to_vec()
    }
}

/// One name in several spellings, and a former one.
fn spellings() -> Verdict {
    let renamed = Entry {
        former_names: vec!["Nguyễn Thị Hòa".to_owned()],
        ..entry("Trần Thị Hòa", Standing::Living)
    };
    let of = |name| entry(name, Standing::Living);
    Verdict::Several(vec![of("Nguyen Thi Hoa"), of("Hòa Nguyễn Thị"), of("Nguyễn Thị Hòa"), renamed])
}

/// Another application in every state that it may stand in.
fn beside() -> Vec<Beside> {
    use onedoor_proofing::application::{Lock, Locks};
    let states = [
        State::Requested,
        State::AwaitingData,
        State::AwaitingBiometrics,
        State::InReview { due: AT },
        State::Approved { noticed: AT },
        State::WindowMissed,
        State::Active,
        State::Locked(Locks::of(Lock::Person)),
        State::Refused,
        State::Withdrawn,
        State::Closed,
    ];
    let of = |state| Beside { id: ApplicationId::from_bytes([9; 16]), state, begun_at: AT };
    states.into_iter().map(of).collect()
}

/// The register was asked again, and there is no answer.
fn unanswered(page: impl Fn() -> ApplicationPage) -> Vec<ApplicationPage> {
    let of = |problem| ApplicationPage { problems: Problems::one(problem), ..page() };
    let plain = ["applications-again-slow", "applications-again-away", "applications-again-strange"];
    let timed = ["applications-again-busy", "applications-again-many"];
    let timed = timed.map(|key| Problem::general(key).with("time", "10:30"));
    plain.map(Problem::general).into_iter().chain(timed).map(of).collect()
}

/// Decisions that are not taken as they were sent, where the register is sure and where it is not.
fn refused(sure: impl Fn() -> ApplicationPage, unsure: impl Fn() -> ApplicationPage) -> Vec<ApplicationPage> {
    let of = |page: ApplicationPage, field, key| ApplicationPage {
        problems: Problems::one(Problem::new(field, key)),
        ..page
    };
    vec![
        of(sure(), "verdict", "applications-verdict-missing"),
        of(sure(), "verdict", "applications-number-given"),
        of(sure(), "verdict", "applications-pictures-gone"),
        of(sure(), "verdict", "applications-evidence-missing"),
        of(sure(), "verdict", "applications-child-not"),
        of(unsure(), "verdict", "applications-second-other"),
        of(unsure(), "checked", "applications-checked-missing"),
        of(unsure(), "data", "applications-reason-missing"),
        of(unsure(), "face", "applications-reason-missing"),
        of(unsure(), "refusal", "applications-reason-missing"),
    ]
}

impl Sampled for ApplicationPage {
    fn samples() -> Vec<Self> {
        let of = |state, brought| Self {
            notice: None,
            id: ApplicationId::from_bytes([1; 16]),
            state,
            left: 1,
            begun_at: AT,
            name: "Nguyễn Thị Hoà".to_owned(),
            not_yours: None,
            acts: 3,
            brought,
            now: AT,
            problems: Problems::new(),
        };
        let review = State::InReview { due: AT.after(Duration::from_hours(30)) };
        let works = |verdict| of(review, Some(brought(verdict)));
        let wrong =
            |page: Self, field, key| Self { problems: Problems::one(Problem::new(field, key)), ..page };
        let sure = || Some(Verdict::Match(Box::new(entry("Nguyễn Thị Hòa", Standing::Living))));
        let proposed = |mine| Brought { proposed: Some((AT, mine)), ..brought(Some(near())) };
        let disputed = Brought {
            beside: beside(),
            proven_elsewhere: true,
            frames: Vec::new(),
            claimed: None,
            answers: Vec::new(),
            asks: false,
            ..brought(Some(Verdict::Several(vec![
                entry("A", Standing::Living),
                entry("B", Standing::Living),
            ])))
        };
        let mut all = vec![
            of(State::InReview { due: AT }, None),
            wrong(of(review, None), "kin", "console-kin-missing"),
            Self { not_yours: Some("applications-own"), ..of(review, None) },
            Self { not_yours: Some("applications-kin"), ..of(review, None) },
            of(State::Refused, None),
            Self { notice: Some(ApplicationNotice::Changed), ..works(sure()) },
            works(Some(near())),
            works(Some(Verdict::None)),
            works(Some(spellings())),
            of(review, Some(Brought { child: Some((Applies::OnRequest, 13)), ..brought(sure()) })),
            of(review, Some(Brought { child: Some((Applies::Guardian, 1)), ..brought(sure()) })),
            works(None),
            of(review, Some(disputed)),
            of(review, Some(proposed(true))),
            of(review, Some(proposed(false))),
            of(State::WindowMissed, Some(brought(sure()))),
            wrong(of(State::WindowMissed, Some(brought(sure()))), "", "applications-number-given"),
        ];
        all.extend(unanswered(|| works(sure())));
        all.extend(refused(|| works(sure()), || works(None)));
        all.extend(
            compared().into_iter().map(|compared| of(review, Some(Brought { compared, ..brought(sure()) }))),
        );
        all
    }
}
