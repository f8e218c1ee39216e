use onedoor_base::{LinkId, Timestamp};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Form, Notice, Radios, SummaryList, TextField, button_link, button_row, heading, hidden, lede,
    section,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, SiteLook, View, grouped_phone, html};

use super::parts::sample_issuer;
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

/// What is on hold.
#[derive(Debug, Clone)]
pub(in crate::linking) enum Held {
    /// A telephone number.
    Phone(String),
    /// The password.
    Password,
    /// Another national identity.
    Link(LinkId, SiteLook),
}

/// The same with its date.
#[derive(Debug, Clone)]
pub(in crate::linking) struct HeldLine {
    pub(in crate::linking) what: Held,
    /// When it was confirmed, set or linked.
    pub(in crate::linking) since: Timestamp,
}

/// A session that was ended.
#[derive(Debug, Clone)]
pub(in crate::linking) struct EndedSession {
    pub(in crate::linking) browser: String,
    pub(in crate::linking) network: String,
    pub(in crate::linking) since: Timestamp,
}

/// How the choice about a national identity begins in the form; the id of its link follows.
pub(in crate::linking) const HELD_LINK: &str = "held_link_";

impl HeldLine {
    /// The name of the choice in the form.
    fn field(&self) -> String {
        match &self.what {
            Held::Phone(_) => "held_phone".to_owned(),
            Held::Password => "held_password".to_owned(),
            Held::Link(id, _) => format!("{HELD_LINK}{id}"),
        }
    }

    fn title(&self, t: &Localizer) -> String {
        match &self.what {
            Held::Phone(phone) => t.with("held-phone", &[("phone", grouped_phone(phone).into())]),
            Held::Password => t.get("held-password"),
            Held::Link(_, look) => t.with("held-link", &[("issuer", look.name(t).into())]),
        }
    }

    const fn means(&self) -> &'static str {
        match self.what {
            Held::Phone(_) => "held-phone-means",
            Held::Password => "held-password-means",
            Held::Link(..) => "held-link-means",
        }
    }
}

impl HeldPage {
    /// Nothing is marked: what is not decided stays on hold.
    fn question(view: &View, line: &HeldLine) -> Markup {
        let t = &view.t;
        let since = t.with("held-since", &[("when", view.long_date(line.since).into())]);
        html! {
            (Radios::new(line.field(), line.title(t)).hint(format!("{since} {}", t.get(line.means())))
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
        let phone = HeldLine { what: Held::Phone("+79161234501".to_owned()), since };
        let password = HeldLine { what: Held::Password, since };
        let link = HeldLine { what: Held::Link(LinkId::from_bytes([7; 16]), sample_issuer()), since };
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
            sample(vec![link, password, phone.clone()], vec![session.clone()]),
            sample(Vec::new(), vec![session]),
            Self { asks_password: true, problems: wrong, ..sample(vec![phone], Vec::new()) },
        ]
    }
}
