//! What an officer sees of an application that they may work on.

use onedoor_base::{ApplicationId, Timestamp};
use onedoor_proofing::age::Applies;
use onedoor_proofing::application::State;
use onedoor_proofing::face::Shot;
use onedoor_proofing::register::{Differs, Entry, Sought, Standing, Verdict};
use onedoor_ui::components::{Notice, Table, Tone, section, status};
use onedoor_ui::{Localizer, Markup, View, html};

use super::answers::AnswerShown;
use super::applications::called;
use super::compared::lines;
use super::faces::{Compared, register_picture};
use crate::console::APPLICATIONS;
use crate::level1::shot_key;

/// All that was brought.
pub(in crate::console) struct Brought {
    /// What the person or their card says.
    pub(in crate::console) claimed: Option<Sought>,
    /// What the register says last; nothing if it was not asked, or did not answer.
    pub(in crate::console) verdict: Option<Verdict>,
    /// What it said each time it was asked, the newest first.
    pub(in crate::console) answers: Vec<AnswerShown>,
    /// Which of them is the newest; 0 if there is none.
    pub(in crate::console) answer: i64,
    /// Whether it may be asked once more.
    pub(in crate::console) asks: bool,
    pub(in crate::console) frames: Vec<FrameShown>,
    /// What a program says of the pictures.
    pub(in crate::console) compared: Compared,
    /// Other applications with the same number.
    pub(in crate::console) beside: Vec<Beside>,
    /// Whether another account has proven the number.
    pub(in crate::console) proven_elsewhere: bool,
    /// Who applies for the person, if they are a child, and how old they are.
    pub(in crate::console) child: Option<(Applies, i32)>,
    /// Whether a second officer has to agree.
    pub(in crate::console) second: bool,
    /// When an approval was proposed, and whether by this officer.
    pub(in crate::console) proposed: Option<(Timestamp, bool)>,
}

/// A picture.
pub(in crate::console) struct FrameShown {
    pub(in crate::console) position: i64,
    /// What it was to show, as it was drawn.
    pub(in crate::console) shot: Option<Shot>,
    /// Until when it is kept.
    pub(in crate::console) until: Timestamp,
}

/// Another application with the same number.
pub(in crate::console) struct Beside {
    pub(in crate::console) id: ApplicationId,
    pub(in crate::console) state: State,
    pub(in crate::console) begun_at: Timestamp,
}

/// The name of a state.
pub(super) fn state_shown(t: &Localizer, state: State) -> Markup {
    let (key, tone) = match state {
        State::Requested => ("applications-state-requested", Tone::Attention),
        State::AwaitingData => ("applications-state-awaiting-data", Tone::Attention),
        State::AwaitingBiometrics => ("applications-state-awaiting-biometrics", Tone::Attention),
        State::InReview { .. } => ("applications-state-in-review", Tone::Active),
        State::Approved { .. } => ("applications-state-approved", Tone::Good),
        State::WindowMissed => ("applications-state-window-missed", Tone::Bad),
        State::Active => ("applications-state-active", Tone::Good),
        State::Locked(_) => ("applications-state-locked", Tone::Bad),
        State::Refused => ("applications-state-refused", Tone::Bad),
        State::Withdrawn => ("applications-state-withdrawn", Tone::Neutral),
        State::Closed => ("applications-state-closed", Tone::Neutral),
    };
    status(t.get(key), tone)
}

const fn differs_key(differs: Differs) -> &'static str {
    match differs {
        Differs::Number => "applications-differs-number",
        Differs::Name => "applications-differs-name",
        Differs::FormerName => "applications-differs-former-name",
        Differs::NameOrder => "applications-differs-name-order",
        Differs::Tones => "applications-differs-tones",
        Differs::Born => "applications-differs-born",
        Differs::Sex => "applications-differs-sex",
        Differs::Standing => "applications-differs-standing",
    }
}

impl Brought {
    fn table(&self, view: &View, caption: String, entry: Option<&Entry>) -> Markup {
        let t = &view.t;
        let columns =
            ["applications-data", "applications-said", "applications-register", "applications-compared"];
        let table = Table::new(caption, columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        let text = |value: Option<String>, none| value.unwrap_or_else(|| t.get(none));
        let said = self.claimed.as_ref();
        let table = lines(t, said, entry).into_iter().fold(table, |table, line| {
            let compared = line.compared(t);
            table.row(vec![
                html! { (line.label) },
                html! { span.break { (text(line.said, "settings-none")) } },
                html! { span.break { (text(line.has, "applications-not-there")) } },
                compared,
            ])
        });
        html! { (table) }
    }

    /// What the register says, in a sentence.
    fn judged(&self, t: &Localizer) -> Notice {
        match &self.verdict {
            Some(Verdict::Match(_)) => Notice::success(t.get("applications-verdict-match")),
            Some(Verdict::Near { differs, .. }) => {
                Notice::warning(t.get("applications-verdict-near")).and(&html! {
                    ul { @for one in differs { li { (t.get(differs_key(*one))) } } }
                })
            }
            Some(Verdict::Several(_)) => Notice::warning(t.get("applications-verdict-several")),
            Some(Verdict::None) => Notice::warning(t.get("applications-verdict-none")),
            None => Notice::warning(t.get("applications-verdict-unasked")),
        }
    }

    fn entries(&self) -> Vec<Option<&Entry>> {
        match &self.verdict {
            Some(Verdict::Match(entry) | Verdict::Near { entry, .. }) => vec![Some(&**entry)],
            Some(Verdict::Several(entries)) => entries.iter().map(Some).collect(),
            Some(Verdict::None) | None => vec![None],
        }
    }

    /// Both sides, beside each other.
    pub(super) fn sides(&self, view: &View) -> Markup {
        let t = &view.t;
        let title = t.get("applications-sides");
        section(
            title.clone(),
            &html! {
                (self.judged(t))
                @if let Some((who, age)) = self.child {
                    (Notice::warning(t.with(
                        match who {
                            Applies::Guardian => "applications-child-small",
                            Applies::OnRequest | Applies::Alone => "applications-child",
                        },
                        &[("age", i64::from(age).into())],
                    )))
                }
                @for entry in self.entries() {
                    (self.table(view, title.clone(), entry))
                    @if let Some(entry) = entry {
                        @if entry.standing != Standing::Living {
                            p { (status(t.get("applications-differs-standing"), Tone::Bad)) }
                        }
                        @if let Some(residence) = &entry.residence {
                            p.note { (t.with("applications-lives", &[("place", residence.as_str().into())])) }
                        }
                    }
                }
            },
        )
    }

    /// Whether there is one person in the register whose picture may be asked for.
    const fn has_one(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Match(_) | Verdict::Near { .. }))
    }

    /// The pictures.
    pub(super) fn pictures(&self, view: &View, id: ApplicationId) -> Markup {
        let t = &view.t;
        section(
            t.get("applications-pictures"),
            &html! {
                (self.compared.shown(view))
                @if self.frames.is_empty() { p { (t.get("applications-pictures-none")) } } @else {
                    p { (t.get("applications-pictures-means")) }
                    ul.faces {
                        @if self.has_one() { li { (register_picture(t, id)) } }
                        @for (n, frame) in self.frames.iter().enumerate() {
                            @let words = t.with("applications-picture", &[("n", (n + 1).to_string().into())]);
                            @let address = format!("{APPLICATIONS}/{id}/frames/{}", frame.position);
                            li {
                                img.faces__face src=(address) alt=(words);
                                p { a href=(address) { (words) } }
                                @if let Some(shot) = frame.shot {
                                    p { (t.with("applications-picture-asked", &[("shot", t.get(shot_key(shot)).into())])) }
                                }
                                p.note { (t.with("applications-picture-until",
                                    &[("day", view.long_date(frame.until).into())])) }
                            }
                        }
                    }
                }
            },
        )
    }

    /// Who else gives this number.
    pub(super) fn others(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = ["applications-one", "applications-state", "applications-begun"];
        let table =
            Table::new(t.get("applications-beside"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        let table = self.beside.iter().fold(table, |table, other| {
            table.row(vec![
                html! { a href=(format!("{APPLICATIONS}/{}", other.id)) { (called(t, other.id)) } },
                state_shown(t, other.state),
                view.date_time(other.begun_at),
            ])
        });
        html! {
            @if self.proven_elsewhere { (Notice::warning(t.get("applications-proven-elsewhere"))) }
            @if !self.beside.is_empty() {
                (section(t.get("applications-beside"), &html! {
                    p { (t.get("applications-beside-means")) }
                    (table)
                }))
            }
        }
    }
}
