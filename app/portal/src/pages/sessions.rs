use onedoor_base::{SessionId, Timestamp};
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, Tone, button_row, heading, hidden, lede, panel, status,
};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, device, html};

/// One signed-in browser.
#[derive(Clone)]
pub(crate) struct SessionLine {
    /// Its id.
    pub(crate) id: SessionId,
    /// The browser, as it calls itself.
    pub(crate) browser: String,
    /// The network address it was begun from.
    pub(crate) network: String,
    /// When it began.
    pub(crate) since: Timestamp,
    /// When it was last used.
    pub(crate) seen: Timestamp,
    /// Whether it is the one that shows this page.
    pub(crate) here: bool,
}

/// Where the account is signed in.
pub(crate) struct SessionsPage {
    /// Whether one was just ended.
    pub(crate) ended: bool,
    /// The sessions, this one first.
    pub(crate) sessions: Vec<SessionLine>,
}

impl SessionsPage {
    fn session(line: &SessionLine, view: &View) -> Markup {
        let t = &view.t;
        let browser = device(t, &line.browser);
        panel(&html! {
            h2.panel__title { (browser) }
            @if line.here { p { (status(t.get("portal-sessions-here"), Tone::Good)) } }
            (SummaryList::new()
                .rich(t.get("portal-sessions-since"), view.date_time(line.since))
                .rich(t.get("portal-sessions-seen"), view.date_time(line.seen))
                .row(t.get("portal-sessions-from"), &line.network))
            @if !line.here {
                (Form::post(view, "/account/sessions/end").around(&html! {
                    (hidden("session", &line.id.to_string()))
                    (Button::secondary(t.get("portal-sessions-end")).about(browser))
                }))
            }
        })
    }
}

impl Page for SessionsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-account-sessions")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-account-sessions")))
            @if self.ended { (Notice::success(t.get("portal-sessions-ended"))) }
            (lede(t.get("portal-sessions-lede")))
            @for line in &self.sessions { (Self::session(line, view)) }
            @if self.sessions.len() > 1 {
                (Form::post(view, "/account/sessions/end").around(&html! {
                    (button_row(&html! { (Button::danger(t.get("portal-sessions-end-others"))) }))
                }))
            }
        }
    }
}

impl Sampled for SessionsPage {
    fn samples() -> Vec<Self> {
        let here = SessionLine {
            id: SessionId::from_bytes([1; 16]),
            browser: "Mozilla/5.0 (Linux; Android 14) Chrome/130".to_owned(),
            network: "203.0.113.7".to_owned(),
            since: Timestamp::from_seconds(1_795_244_709),
            seen: Timestamp::from_seconds(1_795_245_000),
            here: true,
        };
        let other = SessionLine {
            id: SessionId::from_bytes([2; 16]),
            browser: String::new(),
            network: "2001:db8::7".to_owned(),
            here: false,
            ..here.clone()
        };
        vec![
            Self { ended: true, sessions: vec![here.clone()] },
            Self { ended: false, sessions: vec![here, other] },
        ]
    }
}
