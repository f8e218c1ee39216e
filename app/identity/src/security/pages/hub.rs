use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::factors::{Advice, Held, TextCodes};
use onedoor_ui::components::{
    Button, Cards, Form, Notice, Radios, SummaryList, Table, Tone, button_link, button_row, heading, hidden,
    lede, section, status,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, Width, device, masked};

use super::{AuthenticatorShown, BoundShown};

/// What opens the account, and what its owner should do about it.
pub(crate) struct SecurityPage {
    pub(crate) notice: Option<SecurityNotice>,
    /// What was added shortly before a recovery.
    pub(crate) lately: Vec<Lately>,
    pub(crate) advice: Vec<Advice>,
    pub(crate) password_changed_at: Timestamp,
    /// In E.164.
    pub(crate) phone: Option<String>,
    pub(crate) authenticators: Vec<AuthenticatorShown>,
    pub(crate) held: Held,
    /// Since when there are security questions.
    pub(crate) questions_at: Option<Timestamp>,
    pub(crate) devices: Vec<DeviceShown>,
    /// The device of the electronic identity, if one is bound.
    pub(crate) bound: Option<BoundShown>,
    /// How many browsers are signed in.
    pub(crate) sessions: i64,
}

/// A browser that is not asked for a second step.
pub(crate) struct DeviceShown {
    pub(crate) id: String,
    pub(crate) this: bool,
    pub(crate) user_agent: String,
    pub(crate) network: String,
    pub(crate) seen_at: Timestamp,
    pub(crate) until: Timestamp,
}

/// Something that was added to the account.
pub(crate) struct Lately {
    pub(crate) what: Added,
    pub(crate) at: Timestamp,
}

/// What was added.
pub(crate) enum Added {
    Authenticator(AuthenticatorShown),
    Email(String),
    Questions,
}

impl Lately {
    fn line(&self, view: &View) -> Markup {
        let t = &view.t;
        let (name, href) = match &self.what {
            Added::Authenticator(one) => (one.name(t), one.href()),
            Added::Email(email) => (email.clone(), crate::contacts::EMAIL.to_owned()),
            Added::Questions => (t.get("questions-title"), "/account/security/questions".to_owned()),
        };
        html! {
            li { span.break { (name) } ", " (view.date(self.at)) " – " a href=(href) { (t.get("security-manage")) span.visually-hidden { " " (name) } } }
        }
    }
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SecurityNotice {
    TotpAdded,
    PasskeyAdded,
    Renamed,
    Removed,
    TextCodes,
    DeviceForgotten,
    BoundRemoved,
    QuestionsSet,
    QuestionsRemoved,
    Recovered,
}

impl SecurityNotice {
    const ALL: [Self; 10] = [
        Self::TotpAdded,
        Self::PasskeyAdded,
        Self::Renamed,
        Self::Removed,
        Self::TextCodes,
        Self::DeviceForgotten,
        Self::BoundRemoved,
        Self::QuestionsSet,
        Self::QuestionsRemoved,
        Self::Recovered,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::TotpAdded => "totp-added",
            Self::PasskeyAdded => "passkey-added",
            Self::Renamed => "renamed",
            Self::Removed => "removed",
            Self::TextCodes => "text-codes",
            Self::DeviceForgotten => "device-forgotten",
            Self::BoundRemoved => "bound-removed",
            Self::QuestionsSet => "questions-set",
            Self::QuestionsRemoved => "questions-removed",
            Self::Recovered => "recovered",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.word() == word)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::TotpAdded => "security-notice-totp-added",
            Self::PasskeyAdded => "security-notice-passkey-added",
            Self::Renamed => "security-notice-renamed",
            Self::Removed => "security-notice-removed",
            Self::TextCodes => "security-notice-text-codes",
            Self::DeviceForgotten => "security-notice-device-forgotten",
            Self::BoundRemoved => "bound-removed",
            Self::QuestionsSet => "questions-notice-set",
            Self::QuestionsRemoved => "questions-notice-removed",
            Self::Recovered => "recover-done",
        }
    }
}

/// What is advised, and where it is done.
const fn advised(advice: Advice) -> (&'static str, &'static str, &'static str) {
    match advice {
        Advice::AddSecondStep => ("security-advice-second", "passkey-add-title", "/account/security/passkey"),
        Advice::AddBetter => ("security-advice-better", "passkey-add-title", "/account/security/passkey"),
        Advice::AddAnother => ("security-advice-another", "passkey-add-title", "/account/security/passkey"),
        Advice::MakeRecoveryCodes => ("security-advice-codes", "codes-make", "/account/security/codes"),
        Advice::RenewRecoveryCodes => ("security-advice-few", "codes-make-anew", "/account/security/codes"),
    }
}

impl SecurityPage {
    fn advice(&self, t: &Localizer) -> Markup {
        html! {
            @if self.advice.is_empty() {
                (Notice::success(t.get("security-all-well")))
            }
            @for advice in &self.advice {
                @let (text, button, href) = advised(*advice);
                (Notice::warning(t.get(text)).and(&html! {
                    p { a href=(href) { (t.get(button)) } }
                }))
            }
        }
    }

    fn state(&self, view: &View) -> Markup {
        let t = &view.t;
        let (word, tone) = if self.held.asks() {
            ("security-second-on", Tone::Good)
        } else {
            ("security-second-off", Tone::Attention)
        };
        let phone = match &self.phone {
            Some(phone) => masked(phone, 3),
            None => t.get("account-phone-unknown"),
        };
        let sessions = t.with("security-sessions", &[("count", self.sessions.into())]);
        let codes = t.with("security-codes-left", &[("left", self.held.recovery_codes.into())]);
        html! {
            (SummaryList::new()
                .rich(t.get("second-title"), status(t.get(word), tone))
                .rich(t.get("password-label"), html! {
                    (t.get("security-password-changed")) " " (view.date(self.password_changed_at))
                }).action(t.get("password-title"), "/account/password")
                .row(t.get("phone-label"), phone).action(t.get("security-manage"), crate::contacts::PHONE)
                .row(t.get("codes-title"), codes).action(t.get("security-manage"), "/account/security/codes")
                .rich(t.get("questions-title"), html! {
                    @match self.questions_at {
                        Some(at) => { (t.get("security-password-changed")) " " (view.date(at)) }
                        None => { (t.get("questions-none")) }
                    }
                }).action(t.get("security-manage"), "/account/security/questions")
                .row(t.get("outlook-title"), t.get("outlook-card"))
                .action(t.get("security-manage"), crate::recovery::OUTLOOK)
                .row(t.get("sessions-title"), sessions).action(t.get("security-manage"), "/account/sessions"))
        }
    }

    fn authenticators(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = vec![
            t.get("security-label"),
            t.get("security-kind"),
            t.get("security-used"),
            t.get("security-manage"),
        ];
        let mut table = Table::new(t.get("security-authenticators"), columns).quiet_caption();
        for shown in &self.authenticators {
            let name = shown.name(t);
            table = table.row(vec![
                html! {
                    (name)
                    @if shown.doubted { " " (status(t.get("security-passkey-doubted"), Tone::Attention)) }
                },
                html! { (shown.kind(t)) },
                shown.last_used(view),
                html! { a href=(shown.href()) { (t.get("security-manage")) span.visually-hidden { " " (name) } } },
            ]);
        }
        html! {
            @if self.authenticators.is_empty() { p { (t.get("security-authenticators-none")) } }
            @else { (table) }
            (button_row(&html! {
                (button_link(t.get("passkey-add-title"), "/account/security/passkey", false))
                (button_link(t.get("totp-title"), "/account/security/totp", false))
            }))
        }
    }

    fn text_codes(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut choices = Radios::new("choice", t.get("text-codes-when"))
            .explained(
                TextCodes::WhenAsked.word(),
                t.get("text-codes-asked"),
                t.get("text-codes-asked-means"),
            )
            .explained(
                TextCodes::Always.word(),
                t.get("text-codes-always"),
                t.get("text-codes-always-means"),
            );
        if self.held.has_authenticator() {
            choices = choices.explained(
                TextCodes::Never.word(),
                t.get("text-codes-never"),
                t.get("text-codes-never-means"),
            );
        }
        let never = self.held.text_codes == TextCodes::Never && !self.held.has_authenticator();
        let chosen = if never { TextCodes::WhenAsked } else { self.held.text_codes };
        Form::post(view, "/account/security/text-codes").around(&html! {
            (choices.value(chosen.word()))
            (button_row(&html! { (Button::secondary(t.get("text-codes-save"))) }))
        })
    }

    fn devices(&self, view: &View) -> Markup {
        let t = &view.t;
        if self.devices.is_empty() {
            return html! { p { (t.get("devices-none")) } };
        }
        let forget = |id: &str, button: &Button| {
            Form::post(view, "/account/security/devices/forget")
                .around(&html! { (hidden("device", id)) (button) })
        };
        let columns = vec![
            t.get("sessions-device"),
            t.get("sessions-from"),
            t.get("sessions-used"),
            t.get("devices-until"),
            t.get("devices-forget"),
        ];
        let mut table = Table::new(t.get("devices-title"), columns).quiet_caption();
        for shown in &self.devices {
            let name = device(t, &shown.user_agent);
            table = table.row(vec![
                html! { (name) @if shown.this { " " (status(t.get("sessions-this"), Tone::Active)) } },
                html! { (shown.network) },
                view.date_time(shown.seen_at),
                view.date(shown.until),
                forget(&shown.id, &Button::quiet(t.get("devices-forget")).about(name)),
            ]);
        }
        html! {
            (table)
            @if self.devices.len() > 1 { (forget("all", &Button::secondary(t.get("devices-forget-all")))) }
        }
    }
}

impl Page for SecurityPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("security-title")
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
            @if let Some(notice) = self.notice { (Notice::success(t.get(notice.key()))) }
            (heading(t.get("security-title")))
            (lede(t.get("security-lede")))
            @if !self.lately.is_empty() {
                (Notice::warning(t.get("security-lately")).and(&html! {
                    ul { @for one in &self.lately { (one.line(view)) } }
                }))
            }
            (self.advice(t))
            (self.state(view))
            (section(t.get("security-authenticators"), &self.authenticators(view)))
            @if self.phone.is_some() { (section(t.get("text-codes-title"), &self.text_codes(view))) }
            @if let Some(bound) = &self.bound { (section(t.get("bound-title"), &bound.shown(view))) }
            (section(t.get("devices-title"), &self.devices(view)))
            (section(t.get("security-more"), &html! {
                (Cards::new()
                    .card(t.get("sessions-title"), t.get("sessions-card"), "/account/sessions").icon(Icon::Device)
                    .card(t.get("activity-title"), t.get("activity-card"), "/account/activity").icon(Icon::Clock))
            }))
        }
    }
}

fn browser(n: u8, this: bool, at: Timestamp) -> DeviceShown {
    DeviceShown {
        id: format!("devc_0197f3c2-0000-7000-8000-00000000000{n}"),
        this,
        user_agent: super::SAMPLED_BROWSER.to_owned(),
        network: "192.0.2.1".to_owned(),
        seen_at: at,
        until: at,
    }
}

impl Sampled for SecurityPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let bare = || Self {
            notice: None,
            lately: Vec::new(),
            advice: vec![Advice::AddSecondStep],
            password_changed_at: at,
            phone: Some("+84912345678".to_owned()),
            authenticators: Vec::new(),
            held: Held { phone: true, ..Held::default() },
            questions_at: None,
            devices: Vec::new(),
            bound: None,
            sessions: 1,
        };
        let full = |notice, advice| Self {
            notice: Some(notice),
            advice,
            authenticators: AuthenticatorShown::samples().to_vec(),
            held: Held {
                passkeys: 1,
                doubted: 0,
                totps: 1,
                recovery_codes: 9,
                phone: true,
                text_codes: TextCodes::Never,
            },
            devices: vec![browser(1, true, at), browser(2, false, at)],
            sessions: 3,
            ..bare()
        };
        let mail = Added::Email("noch.eine.sehr.lange@adresse.mail.example".to_owned());
        let keys = AuthenticatorShown::samples().to_vec().into_iter().map(Added::Authenticator);
        let lately = keys.chain([mail, Added::Questions]).map(|what| Lately { what, at }).collect();
        let doubted = AuthenticatorShown::samples()
            .map(|shown| AuthenticatorShown { doubted: shown.passkey, ..shown })
            .to_vec();
        vec![
            bare(),
            Self { phone: None, devices: vec![browser(1, true, at)], ..bare() },
            full(SecurityNotice::PasskeyAdded, Vec::new()),
            full(SecurityNotice::TotpAdded, vec![Advice::MakeRecoveryCodes, Advice::AddAnother]),
            full(SecurityNotice::Renamed, vec![Advice::RenewRecoveryCodes]),
            full(SecurityNotice::Removed, vec![Advice::AddBetter]),
            full(SecurityNotice::TextCodes, Vec::new()),
            Self {
                bound: Some(BoundShown::sample(true, at)),
                ..full(SecurityNotice::DeviceForgotten, Vec::new())
            },
            Self { bound: Some(BoundShown::sample(false, at)), ..bare() },
            full(SecurityNotice::BoundRemoved, Vec::new()),
            Self { questions_at: Some(at), ..full(SecurityNotice::QuestionsSet, Vec::new()) },
            full(SecurityNotice::QuestionsRemoved, Vec::new()),
            Self { authenticators: doubted, ..full(SecurityNotice::Renamed, Vec::new()) },
            full(SecurityNotice::Recovered, Vec::new()),
            Self { lately, ..full(SecurityNotice::Recovered, Vec::new()) },
        ]
    }
}
