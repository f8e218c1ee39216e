use onedoor_base::Timestamp;
use onedoor_site::ReturnTo;
use onedoor_storage::services::held::Way;
use onedoor_ui::components::{
    Button, Form, Notice, Radios, SummaryList, TextField, button_link, button_row, heading, hidden, lede,
    section,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, grouped_phone, html};

use crate::linking::takeover::PATH;

/// What was in the account before its owner linked it, and opens nothing until they have decided about it.
pub(in crate::linking) struct HeldPage {
    pub(in crate::linking) lines: Vec<HeldLine>,
    /// The sessions that were ended.
    pub(in crate::linking) sessions: Vec<EndedSession>,
    /// Whether the password is asked for, because the sign-in is not of the last minutes.
    pub(in crate::linking) asks_password: bool,
    pub(in crate::linking) return_to: ReturnTo,
    pub(in crate::linking) problems: Problems,
}

/// A way that is on hold.
#[derive(Debug, Clone)]
pub(in crate::linking) struct HeldLine {
    pub(in crate::linking) way: Way,
    /// The telephone number.
    pub(in crate::linking) value: Option<String>,
    /// When it was confirmed or set.
    pub(in crate::linking) since: Timestamp,
}

/// A session that was ended.
#[derive(Debug, Clone)]
pub(in crate::linking) struct EndedSession {
    pub(in crate::linking) browser: String,
    pub(in crate::linking) network: String,
    pub(in crate::linking) since: Timestamp,
}

/// The name of the choice in the form.
const fn field(way: Way) -> &'static str {
    match way {
        Way::Phone => "held_phone",
        Way::Password => "held_password",
    }
}

impl HeldLine {
    fn title(&self, t: &Localizer) -> String {
        match (&self.value, self.way) {
            (Some(phone), _) => t.with("held-phone", &[("phone", grouped_phone(phone).into())]),
            (None, Way::Phone) => t.get("portal-account-phone"),
            (None, Way::Password) => t.get("held-password"),
        }
    }
}

impl HeldPage {
    /// Nothing is marked: what is not decided stays on hold.
    fn question(view: &View, line: &HeldLine) -> Markup {
        let t = &view.t;
        let means = if line.way == Way::Phone { "held-phone-means" } else { "held-password-means" };
        let since = t.with("held-since", &[("when", view.long_date(line.since).into())]);
        html! {
            (Radios::new(field(line.way), line.title(t)).hint(format!("{since} {}", t.get(means)))
                .choice("keep", t.get("held-keep")).choice("remove", t.get("held-remove")))
        }
    }

    fn form(&self, view: &View) -> Markup {
        let t = &view.t;
        Form::post(view, PATH).around(&html! {
            (hidden("return_to", self.return_to.as_str()))
            @for line in &self.lines { (Self::question(view, line)) }
            @if self.asks_password {
                (TextField::password("password", t.get("portal-current-password"), t)
                    .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
            }
            (Button::primary(t.get("portal-save")))
        })
    }

    fn sessions(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if !self.sessions.is_empty() {
                (section(t.get("held-sessions"), &html! {
                    p { (t.get("held-sessions-text")) }
                    @for one in &self.sessions {
                        (SummaryList::new()
                            .row(t.get("held-browser"), if one.browser.is_empty() { "–" } else { &one.browser })
                            .row(t.get("held-network"), &one.network)
                            .rich(t.get("held-signed-in"), view.date_time(one.since)))
                    }
                }))
            }
        }
    }
}

impl Page for HeldPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("held-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("held-title")))
            (lede(t.get("held-lede")))
            @if self.lines.is_empty() { (Notice::success(t.get("held-none"))) }
            @if !self.lines.is_empty() { (self.form(view)) }
            (self.sessions(view))
            (button_row(&button_link(t.get("link-continue"), self.return_to.as_str(), self.lines.is_empty())))
        }
    }
}

impl Sampled for HeldPage {
    fn samples() -> Vec<Self> {
        let since = Timestamp::from_seconds(1_795_244_709);
        let phone = HeldLine { way: Way::Phone, value: Some("+79161234501".to_owned()), since };
        let password = HeldLine { way: Way::Password, value: None, since };
        let session = EndedSession {
            browser: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned(),
            network: "192.0.2.1".to_owned(),
            since,
        };
        let sample = |lines, sessions| Self {
            lines,
            sessions,
            asks_password: false,
            return_to: ReturnTo::parse("/dossiers"),
            problems: Problems::new(),
        };
        let wrong = Problems::one(Problem::new("password", "portal-current-wrong"));
        vec![
            sample(vec![password, phone.clone()], vec![session.clone()]),
            sample(Vec::new(), vec![session]),
            Self { asks_password: true, problems: wrong, ..sample(vec![phone], Vec::new()) },
        ]
    }
}
