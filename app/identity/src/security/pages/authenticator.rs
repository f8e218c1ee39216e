use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::factors::LONGEST_LABEL;
use onedoor_storage::people::{Passkey, Totp};
use onedoor_ui::components::{Button, Form, Notice, SummaryList, TextField, button_row, heading, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

/// An authenticator, as a page speaks of it.
#[derive(Debug, Clone)]
pub(crate) struct AuthenticatorShown {
    pub(crate) id: String,
    /// What its owner calls it, if anything.
    pub(crate) label: String,
    pub(crate) passkey: bool,
    /// Whether the owner's other devices have it too.
    pub(crate) backed_up: bool,
    /// Whether there may be a copy that is not its owner's.
    pub(crate) doubted: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) used_at: Option<Timestamp>,
}

impl From<Passkey> for AuthenticatorShown {
    fn from(key: Passkey) -> Self {
        Self {
            id: key.id.to_string(),
            label: key.label,
            passkey: true,
            backed_up: key.backed_up,
            doubted: key.doubted_at.is_some(),
            created_at: key.created_at,
            used_at: key.used_at,
        }
    }
}

impl From<Totp> for AuthenticatorShown {
    fn from(app: Totp) -> Self {
        Self {
            id: app.id.to_string(),
            label: app.label,
            passkey: false,
            backed_up: false,
            doubted: false,
            created_at: app.created_at,
            used_at: app.used_at,
        }
    }
}

impl AuthenticatorShown {
    pub(super) fn kind(&self, t: &Localizer) -> String {
        t.get(if self.passkey { "security-passkey" } else { "security-totp" })
    }

    /// What its owner calls it, or else what it is.
    pub(super) fn name(&self, t: &Localizer) -> String {
        if self.label.is_empty() { self.kind(t) } else { self.label.clone() }
    }

    pub(super) fn href(&self) -> String {
        format!("/account/security/authenticators/{}", self.id)
    }

    pub(super) fn last_used(&self, view: &View) -> Markup {
        if let Some(at) = self.used_at {
            view.date_time(at)
        } else {
            html! { (view.t.get("security-never-used")) }
        }
    }

    pub(super) fn samples() -> [Self; 2] {
        let created_at = Timestamp::from_seconds(1_795_244_709);
        [
            Self {
                id: "pkey_0197f3c2-0000-7000-8000-000000000000".to_owned(),
                label: "Firefox trên Linux".to_owned(),
                passkey: true,
                backed_up: true,
                doubted: false,
                created_at,
                used_at: Some(created_at),
            },
            Self {
                id: "totp_0197f3c2-0000-7000-8000-000000000000".to_owned(),
                label: String::new(),
                passkey: false,
                backed_up: false,
                doubted: false,
                created_at,
                used_at: None,
            },
        ]
    }
}

/// One authenticator: its name, and removing it.
pub(crate) struct AuthenticatorPage {
    pub(crate) shown: AuthenticatorShown,
    /// Whether it is the only one of the account.
    pub(crate) last: bool,
}

impl Page for AuthenticatorPage {
    fn title(&self, t: &Localizer) -> String {
        self.shown.name(t)
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        super::breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let (t, shown) = (&view.t, &self.shown);
        let copies = if shown.backed_up { "security-copies-yes" } else { "security-copies-no" };
        let mut facts = SummaryList::new().row(t.get("security-kind"), shown.kind(t));
        if shown.passkey {
            facts = facts.row(t.get("security-copies"), t.get(copies));
        }
        let facts = facts
            .rich(t.get("security-added"), view.date_time(shown.created_at))
            .rich(t.get("security-used"), shown.last_used(view));
        let name = TextField::new("label", t.get("security-label"))
            .value(&shown.label)
            .autocomplete("off")
            .max(u16::try_from(LONGEST_LABEL).unwrap_or(u16::MAX));
        html! {
            (heading(self.title(t)))
            @if shown.doubted { (Notice::warning(t.get("security-passkey-doubted-means"))) }
            (facts)
            (Form::post(view, format!("{}/rename", shown.href())).around(&html! {
                (name)
                (button_row(&html! { (Button::secondary(t.get("security-rename"))) }))
            }))
            (section(t.get("security-remove-title"), &html! {
                p { (t.get("security-remove-text")) }
                @if self.last { (Notice::warning(t.get("security-remove-last"))) }
                (Form::post(view, format!("{}/remove", shown.href())).around(&button_row(&html! {
                    (Button::danger(t.get("security-remove")))
                })))
            }))
        }
    }
}

impl Sampled for AuthenticatorPage {
    fn samples() -> Vec<Self> {
        let [passkey, totp] = AuthenticatorShown::samples();
        let doubted = AuthenticatorShown { doubted: true, backed_up: false, ..passkey.clone() };
        vec![
            Self { shown: passkey, last: false },
            Self { shown: totp, last: true },
            Self { shown: doubted, last: false },
        ]
    }
}
