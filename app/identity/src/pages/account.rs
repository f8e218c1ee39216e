use maud::{Markup, html};
use onedoor_base::{Country, Language, Timestamp};
use onedoor_ui::components::{Button, Cards, Form, Notice, SummaryList, Tone, heading, section, status};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, Width, masked};

/// The account: who am I here, and what can I do?
pub(crate) struct AccountPage {
    /// What has just happened.
    pub(crate) notice: Option<AccountNotice>,
    /// The person's name.
    pub(crate) name: String,
    /// The login name.
    pub(crate) login: String,
    /// The catalogue key of the level of identity.
    pub(crate) level: &'static str,
    /// The catalogue key of what that level means.
    pub(crate) meaning: &'static str,
    /// Whose number it would be.
    pub(crate) country: Country,
    /// The national number, if it is known.
    pub(crate) number: Option<NumberShown>,
    /// The phone in E.164, if there is one.
    pub(crate) phone: Option<String>,
    /// The language that the site writes to the person in.
    pub(crate) language: Language,
    /// When the account was made.
    pub(crate) created_at: Timestamp,
    /// Until when the level counts for less than was proven.
    pub(crate) held_until: Option<Timestamp>,
    /// When somebody who can't sign in may set a new password, if nobody stops them.
    pub(crate) recovery_due: Option<Timestamp>,
    /// A phone, mostly hidden, that waits to become the account's, and when it does.
    pub(crate) phone_waits: Option<(String, Timestamp)>,
    /// Whether people come to an electronic identity here.
    pub(crate) gives_identity: bool,
    /// Whether its owner is on the site's staff.
    pub(crate) staff: bool,
}

/// A national number on the page.
pub(crate) enum NumberShown {
    /// With most of it hidden; showing the rest leaves a record.
    Masked(String),
    /// As its owner gave it, with most of it hidden: nobody has checked it.
    Claimed(String),
    /// In groups, because its owner asked.
    Whole(String),
}

/// What has just happened to the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AccountNotice {
    /// It was made.
    Registered,
    /// The password was changed.
    PasswordChanged,
    /// Somebody who wanted a new password was stopped.
    RecoveryStopped,
    /// The level counts again.
    LevelRaised,
    /// A phone that waited waits no more.
    PhoneWithdrawn,
}

impl AccountPage {
    fn number_label(&self, t: &Localizer) -> String {
        match self.country {
            Country::Vietnam => t.get("number-label-vn"),
            Country::China => t.get("number-label-cn"),
            Country::Russia => t.get("number-label-ru"),
        }
    }

    fn identity(&self, view: &View) -> Markup {
        let t = &view.t;
        let number = match &self.number {
            Some(NumberShown::Masked(masked)) => html! {
                (masked)
                (Form::post(view, "/account/number").around(&html! {
                    (Button::quiet(t.get("form-number-show")).about(self.number_label(t)))
                }))
            },
            Some(NumberShown::Whole(whole)) => html! { (whole) },
            Some(NumberShown::Claimed(masked)) => html! {
                (masked) " " span.note { (t.get("account-number-claimed")) }
                " " a href=(crate::registration::NUMBER) { (t.get("account-number-change")) }
            },
            None => html! {
                (t.get("account-number-unknown")) " "
                a href=(crate::registration::NUMBER) { (t.get("account-number-give")) }
            },
        };
        let phone = match &self.phone {
            Some(phone) => masked(phone, 3),
            None => t.get("account-phone-unknown"),
        };
        html! {
            (SummaryList::new()
                .row(t.get("name-label"), &self.name)
                .rich(t.get("account-level"), html! {
                    (status(t.get(self.level), Tone::Active))
                    p.note { (t.get(self.meaning)) }
                    p { a href=(crate::level::PATH) { (t.get("level-card")) } }
                    @if let Some(until) = self.held_until {
                        p.note { (t.get("account-level-held")) " " (view.date(until)) }
                        p { a href="/account/security/level" { (t.get("account-level-raise")) } }
                    }
                })
                .rich(self.number_label(t), number)
                .row(t.get("phone-label"), phone)
                .row(t.get("login-label"), &self.login)
                .row(t.get("account-language"), self.language.own_name())
                .rich(t.get("account-since"), view.date(self.created_at)))
        }
    }
}

/// Somebody who cannot sign in waits for a new password: the owner stops them.
fn recovery(due: Timestamp, view: &View) -> Markup {
    let t = &view.t;
    let stop = Form::post(view, crate::recovery::STOP_HERE).around(&html! {
        (Button::danger(t.get("recover-stop-button")))
    });
    html! {
        (Notice::warning(t.get("account-recovery-waits")).and(&html! { p { (view.date_time(due)) } (stop) }))
    }
}

/// Another phone waits to become the account's: whoever is signed in ends that.
fn phone_waits(phone: &str, due: Timestamp, view: &View) -> Markup {
    let t = &view.t;
    let words = [("phone", phone.into()), ("until", view.long_date(due).into())];
    let withdraw = Form::post(view, crate::contacts::WITHDRAW)
        .around(&html! { (Button::danger(t.get("phone-withdraw"))) });
    html! {
        (Notice::warning(t.with("phone-waiting", &words)).and(&html! {
            p { (t.get("phone-waiting-not-you")) }
            (withdraw)
        }))
    }
}

/// The ways on from the account.
fn ways(gives_identity: bool, t: &Localizer) -> Markup {
    let consents = t.get("account-consents-title");
    let mut cards = Cards::new();
    if gives_identity {
        let (title, text) = (t.get("account-identity"), t.get("account-identity-card"));
        cards = cards.card(title, text, crate::phone_app::PATH).icon(Icon::Check);
    }
    html! {
        (cards
            .card(t.get("settings-title"), t.get("settings-card"), crate::settings::PATH).icon(Icon::Person)
            .card(t.get("links-title"), t.get("links-card"), crate::links::PATH).icon(Icon::Link)
            .card(consents, t.get("account-consents-card"), "/account/consents").icon(Icon::Check)
            .card(t.get("security-title"), t.get("security-card"), crate::security::PATH).icon(Icon::Lock)
            .card(t.get("sessions-title"), t.get("sessions-card"), "/account/sessions").icon(Icon::Device)
            .card(t.get("phone-title"), t.get("phone-card"), crate::contacts::PHONE).icon(Icon::Phone)
            .card(t.get("email-title"), t.get("email-card"), crate::contacts::EMAIL).icon(Icon::Message)
            .card(t.get("merge-title"), t.get("merge-card"), crate::merging::PATH).icon(Icon::Person)
            .card(t.get("password-title"), t.get("password-card"), "/account/password").icon(Icon::Key)
            .card(t.get("activity-title"), t.get("activity-card"), "/account/activity").icon(Icon::Clock))
    }
}

impl Page for AccountPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("account-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @match self.notice {
                Some(AccountNotice::Registered) => { (Notice::success(t.get("account-registered"))) }
                Some(AccountNotice::PasswordChanged) => { (Notice::success(t.get("account-password-changed"))) }
                Some(AccountNotice::RecoveryStopped) => { (Notice::success(t.get("recover-stopped-lede"))) }
                Some(AccountNotice::LevelRaised) => { (Notice::success(t.get("level-raised"))) }
                Some(AccountNotice::PhoneWithdrawn) => { (Notice::success(t.get("phone-withdrawn"))) }
                None => {}
            }
            (heading(t.get("account-title")))
            @if let Some(due) = self.recovery_due { (recovery(due, view)) }
            @if let Some((phone, due)) = &self.phone_waits { (phone_waits(phone, *due, view)) }
            (self.identity(view))
            (section(t.get("account-ways"), &ways(self.gives_identity, t)))
            @if self.staff {
                (section(t.get("console-title"), &html! {
                    (Cards::new().card(t.get("console-title"), t.get("console-account-card"), crate::console::PATH).icon(Icon::Person))
                }))
            }
        }
    }
}

impl Sampled for AccountPage {
    fn samples() -> Vec<Self> {
        let khai = |number| Self {
            notice: None,
            name: "Nguyễn Thị Minh Khai".to_owned(),
            login: "minh.khai".to_owned(),
            level: "level-vneid-2",
            meaning: "level-vneid-2-means",
            country: Country::Vietnam,
            number: Some(number),
            phone: Some("+84912345678".to_owned()),
            language: Language::Vi,
            created_at: Timestamp::from_seconds(1_795_244_709),
            held_until: None,
            recovery_due: None,
            phone_waits: None,
            gives_identity: true,
            staff: true,
        };
        let anna = |notice, level, meaning, country| Self {
            notice: Some(notice),
            name: "Анна-Мария Дьяконова".to_owned(),
            login: "anna".to_owned(),
            level,
            meaning,
            country,
            number: None,
            phone: None,
            language: Language::Ru,
            created_at: Timestamp::from_seconds(1_795_244_709),
            held_until: None,
            recovery_due: None,
            phone_waits: None,
            gives_identity: false,
            staff: false,
        };
        let (simple, simple_means) = ("level-esia-simple", "level-esia-simple-means");
        let (basic, basic_means) = ("level-shandong-basic", "level-shandong-basic-means");
        vec![
            khai(NumberShown::Masked("•••• •••• 1234".to_owned())),
            khai(NumberShown::Claimed("•••• •••• 1234".to_owned())),
            khai(NumberShown::Whole("0361 8800 1234".to_owned())),
            Self {
                notice: Some(AccountNotice::LevelRaised),
                recovery_due: Some(Timestamp::from_seconds(1_795_244_709)),
                ..khai(NumberShown::Masked("•••• •••• 1234".to_owned()))
            },
            Self {
                notice: Some(AccountNotice::RecoveryStopped),
                held_until: Some(Timestamp::from_seconds(1_795_244_709)),
                ..khai(NumberShown::Masked("•••• •••• 1234".to_owned()))
            },
            Self {
                notice: Some(AccountNotice::PhoneWithdrawn),
                phone_waits: Some(("••••••••\u{a0}321".to_owned(), Timestamp::from_seconds(1_795_244_709))),
                ..khai(NumberShown::Masked("•••• •••• 1234".to_owned()))
            },
            anna(AccountNotice::Registered, simple, simple_means, Country::Russia),
            anna(AccountNotice::PasswordChanged, basic, basic_means, Country::China),
        ]
    }
}
