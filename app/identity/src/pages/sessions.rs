use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Form, Notice, Table, Tone, button_link, button_row, heading, hidden, lede, section, status,
};
use onedoor_ui::{Localizer, Page, Sampled, View, Width, device};

/// Where the person is signed in.
pub(crate) struct SessionsPage {
    /// What has just happened.
    pub(crate) notice: Option<SessionsNotice>,
    /// The sessions, the latest used first; this browser's among them.
    pub(crate) sessions: Vec<SessionShown>,
}

/// A session in the list.
pub(crate) struct SessionShown {
    /// Its id.
    pub(crate) id: String,
    /// Whether it is this browser's.
    pub(crate) this: bool,
    /// What the browser calls itself.
    pub(crate) user_agent: String,
    /// The network address it was begun from.
    pub(crate) network: String,
    /// When it began.
    pub(crate) begun: Timestamp,
    /// When it was last used.
    pub(crate) used: Timestamp,
}

/// What has just happened to the sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SessionsNotice {
    /// One was ended.
    Ended,
    /// All others were ended.
    OthersEnded,
    /// The one that was to be ended was none of the person's, or had ended before.
    Gone,
}

impl SessionsPage {
    fn table(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = vec![
            t.get("sessions-device"),
            t.get("sessions-begun"),
            t.get("sessions-used"),
            t.get("sessions-from"),
            t.get("sessions-end-column"),
        ];
        let table = Table::new(t.get("sessions-title"), columns).quiet_caption();
        let table = self.sessions.iter().fold(table, |table, session| table.row(row(session, view)));
        html! { (table) }
    }
}

fn row(session: &SessionShown, view: &View) -> Vec<Markup> {
    let t = &view.t;
    let name = device(t, &session.user_agent);
    vec![
        html! { (name) @if session.this { " " (status(t.get("sessions-this"), Tone::Good)) } },
        view.date_time(session.begun),
        view.date_time(session.used),
        html! { (session.network) },
        html! {
            @if session.this {
                (t.get("sessions-this-end"))
            } @else {
                (Form::post(view, "/account/sessions/end").around(&html! {
                    (hidden("session", &session.id))
                    (Button::secondary(t.get("sessions-end")).about(name))
                }))
            }
        },
    ]
}

impl Page for SessionsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("sessions-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @match self.notice {
                Some(SessionsNotice::Ended) => { (Notice::success(t.get("sessions-ended"))) }
                Some(SessionsNotice::OthersEnded) => { (Notice::success(t.get("sessions-others-ended"))) }
                Some(SessionsNotice::Gone) => { (Notice::info(t.get("sessions-gone"))) }
                None => {}
            }
            (heading(t.get("sessions-title")))
            (lede(t.get("sessions-lede")))
            (self.table(view))
            @if self.sessions.iter().any(|session| !session.this) {
                (section(t.get("sessions-end-others-title"), &html! {
                    p { (t.get("sessions-end-others-text")) }
                    (button_row(&button_link(t.get("sessions-end-others"), "/account/sessions/end-others", false)))
                }))
            }
        }
    }
}

impl Sampled for SessionsPage {
    fn samples() -> Vec<Self> {
        let session = |this, user_agent: &str| SessionShown {
            id: "sess_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            this,
            user_agent: user_agent.to_owned(),
            network: "192.0.2.17".to_owned(),
            begun: Timestamp::from_seconds(1_795_240_709),
            used: Timestamp::from_seconds(1_795_244_709),
        };
        let (phone, unknown) = ("Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36", "");
        vec![
            Self { notice: None, sessions: vec![session(true, phone)] },
            Self {
                notice: Some(SessionsNotice::Ended),
                sessions: vec![session(true, phone), session(false, unknown)],
            },
            Self { notice: Some(SessionsNotice::OthersEnded), sessions: vec![session(true, phone)] },
            Self { notice: Some(SessionsNotice::Gone), sessions: vec![session(true, phone)] },
        ]
    }
}

/// Asks once more before all other sessions are ended: says which they are.
pub(crate) struct EndOthersPage {
    /// What the browsers of those sessions call themselves, the latest used first.
    pub(crate) user_agents: Vec<String>,
}

impl Page for EndOthersPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("sessions-end-others-title")
    }

    fn back(&self) -> Option<String> {
        Some("/account/sessions".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("sessions-end-others-title")))
            (lede(t.get("sessions-end-others-text")))
            p { (t.get("sessions-end-others-these")) }
            ul { @for user_agent in &self.user_agents { li { (device(t, user_agent)) } } }
            (Form::post(view, "/account/sessions/end-others").around(&html! {
                (button_row(&html! {
                    (Button::danger(t.get("sessions-end-others")))
                    (button_link(t.get("sessions-keep"), "/account/sessions", false))
                }))
            }))
        }
    }
}

impl Sampled for EndOthersPage {
    fn samples() -> Vec<Self> {
        let phone = "Mozilla/5.0 (Linux; Android 10; K) Chrome/140.0 Mobile Safari/537.36";
        vec![Self { user_agents: vec![phone.to_owned(), String::new()] }]
    }
}
