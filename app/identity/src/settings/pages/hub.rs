use maud::{Markup, html};
use onedoor_base::{Country, Language, Timestamp};
use onedoor_people::{BirthDate, Personal, Proven};
use onedoor_ui::components::{Notice, SummaryList, Tone, heading, lede, section, status};
use onedoor_ui::{Localizer, Page, Sampled, View, Width, masked};

use crate::settings::{LANGUAGE, PERSONAL, addresses, closing, copy};

/// Everything about an account, each with the way to change it.
pub(in crate::settings) struct SettingsPage {
    pub(in crate::settings) notice: Option<SettingsNotice>,
    pub(in crate::settings) name: String,
    pub(in crate::settings) login: String,
    /// Whether the name was proven.
    pub(in crate::settings) proven: bool,
    pub(in crate::settings) born: BornShown,
    /// Empty if its owner did not say.
    pub(in crate::settings) employer: String,
    /// In E.164.
    pub(in crate::settings) phone: Option<String>,
    pub(in crate::settings) emails: Vec<String>,
    pub(in crate::settings) password_changed_at: Timestamp,
    /// Whether a second step is asked after the password.
    pub(in crate::settings) second_step: bool,
    /// The catalogue keys of the level of identity, and of what it means.
    pub(in crate::settings) level: &'static str,
    pub(in crate::settings) meaning: &'static str,
    pub(in crate::settings) country: Country,
    /// The national number, mostly hidden.
    pub(in crate::settings) number: Option<String>,
    /// The main postal address, in a line.
    pub(in crate::settings) address: Option<String>,
    /// When it is closed, if its owner asked for that.
    pub(in crate::settings) closing: Option<Timestamp>,
    pub(in crate::settings) language: Language,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::settings) enum SettingsNotice {
    Personal,
    Language,
    Stayed,
}

impl SettingsNotice {
    const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Personal, "personal", "settings-saved-personal"),
        (Self::Language, "language", "settings-saved-language"),
        (Self::Stayed, "stayed", "settings-saved-stayed"),
    ];

    /// From the word in an address.
    pub(in crate::settings) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == word).map(|(notice, ..)| notice)
    }

    fn key(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(notice, ..)| *notice == self)
            .map_or("settings-saved-personal", |found| found.2)
    }
}

/// What is known of somebody's birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BornShown {
    Unknown,
    Year(u16),
    Day(BirthDate),
}

impl BornShown {
    pub(crate) fn of(said: &Personal, proven: Proven) -> Self {
        match (proven.day().or(said.born), proven.born) {
            (Some(day), _) => Self::Day(day),
            (None, Some(born)) => Self::Year(born.year()),
            (None, None) => Self::Unknown,
        }
    }

    /// In the words of the language.
    pub(crate) fn text(self, t: &Localizer) -> String {
        match self {
            Self::Unknown => t.get("settings-none"),
            Self::Year(year) => t.with("settings-born-year-known", &[("year", year.to_string().into())]),
            Self::Day(day) => {
                let (year, month, day) = day.parts();
                let args = [
                    ("year", year.to_string().into()),
                    ("month", format!("{month:02}").into()),
                    ("day", format!("{day:02}").into()),
                ];
                t.with("settings-born-day-known", &args)
            }
        }
    }
}

/// The label of the national number of a country.
pub(in crate::settings) const fn number_label(country: Country) -> &'static str {
    match country {
        Country::Vietnam => "number-label-vn",
        Country::China => "number-label-cn",
        Country::Russia => "number-label-ru",
    }
}

impl SettingsPage {
    fn personal(&self, t: &Localizer) -> Markup {
        let (change, show) = (t.get("settings-change"), t.get("settings-open"));
        let employer = if self.employer.is_empty() { t.get("settings-none") } else { self.employer.clone() };
        let phone =
            self.phone.as_ref().map_or_else(|| t.get("account-phone-unknown"), |phone| masked(phone, 3));
        let emails = if self.emails.is_empty() { t.get("settings-none") } else { self.emails.join(", ") };
        html! {
            (SummaryList::new()
                .rich(t.get("name-label"), html! {
                    (self.name)
                    @if self.proven { " " (status(t.get("settings-proven"), Tone::Good)) }
                })
                .action(if self.proven { show } else { change.clone() }, PERSONAL)
                .row(t.get("settings-born"), self.born.text(t)).action(change.clone(), PERSONAL)
                .rich(t.get("settings-employer"), html! { span.break { (employer) } })
                .action(change.clone(), PERSONAL)
                .row(t.get("login-label"), &self.login)
                .row(t.get("phone-label"), phone).action(change.clone(), crate::contacts::PHONE)
                .rich(t.get("email-title"), html! { span.break { (emails) } })
                .action(change, crate::contacts::EMAIL))
        }
    }

    fn security(&self, view: &View) -> Markup {
        let t = &view.t;
        let second = if self.second_step { "settings-second-on" } else { "settings-second-off" };
        let show = t.get("settings-open");
        html! {
            (SummaryList::new()
                .rich(t.get("password-label"), html! {
                    (t.get("settings-password-since")) " " (view.date(self.password_changed_at))
                })
                .action(t.get("settings-change"), "/account/password")
                .row(t.get("security-title"), t.get(second)).action(show.clone(), crate::security::PATH)
                .row(t.get("sessions-title"), t.get("sessions-card")).action(show.clone(), "/account/sessions")
                .row(t.get("activity-title"), t.get("activity-card")).action(show, "/account/activity"))
        }
    }

    fn verification(&self, t: &Localizer) -> Markup {
        let number = self.number.clone().unwrap_or_else(|| t.get("account-number-unknown"));
        html! {
            (SummaryList::new()
                .rich(t.get("account-level"), html! {
                    (status(t.get(self.level), if self.proven { Tone::Good } else { Tone::Neutral }))
                    p.note { (t.get(self.meaning)) }
                })
                .action(t.get("settings-open"), crate::level::PATH)
                .row(t.get(number_label(self.country)), number)
                .row(t.get("links-title"), t.get("links-card"))
                .action(t.get("settings-open"), crate::links::PATH)
                .row(t.get("account-consents-title"), t.get("account-consents-card"))
                .action(t.get("settings-open"), "/account/consents")
                .row(t.get("merge-title"), t.get("merge-card"))
                .action(t.get("settings-open"), crate::merging::PATH))
        }
    }

    fn rest(&self, view: &View) -> Markup {
        let t = &view.t;
        let closing = self.closing.map_or_else(
            || t.get("closing-row-none"),
            |day| t.with("closing-row-waiting", &[("day", view.long_date(day).into())]),
        );
        let address = self.address.clone().unwrap_or_else(|| t.get("settings-none"));
        html! {
            (SummaryList::new()
                .rich(t.get("address-title"), html! { span.break { (address) } })
                .action(t.get("settings-change"), addresses::PATH)
                .row(t.get("settings-language"), self.language.own_name())
                .action(t.get("settings-change"), LANGUAGE)
                .row(t.get("copy-title"), t.get("settings-data-text"))
                .action(t.get("settings-open"), copy::PATH)
                .row(t.get("closing-row"), closing)
                .action(t.get("settings-open"), closing::PATH))
        }
    }
}

impl Page for SettingsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("settings-title")
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
            (heading(t.get("settings-title")))
            (lede(t.get("settings-lede")))
            (section(t.get("settings-personal"), &self.personal(t)))
            (section(t.get("settings-security"), &self.security(view)))
            (section(t.get("settings-verification"), &self.verification(t)))
            (section(t.get("settings-account"), &self.rest(view)))
        }
    }
}

impl Sampled for SettingsPage {
    fn samples() -> Vec<Self> {
        let an = || Self {
            notice: None,
            name: "Trần Văn An".to_owned(),
            login: "tran.an".to_owned(),
            proven: false,
            born: BornShown::Unknown,
            employer: String::new(),
            phone: Some("+84987654321".to_owned()),
            emails: Vec::new(),
            password_changed_at: Timestamp::from_seconds(1_795_244_709),
            second_step: false,
            level: "level-vneid-none",
            meaning: "level-vneid-none-means",
            country: Country::Vietnam,
            number: None,
            address: None,
            closing: None,
            language: Language::Vi,
        };
        let lina = || Self {
            name: "阿卜杜拉·买买提".to_owned(),
            proven: true,
            born: BornShown::Year(1988),
            employer: "山东省某市某区很长很长很长名字的第一人民医院".to_owned(),
            phone: None,
            emails: vec![
                "lina@mail.example".to_owned(),
                "noch.eine.sehr.lange@adresse.mail.example".to_owned(),
            ],
            second_step: true,
            level: "level-shandong-middle",
            meaning: "level-shandong-middle-means",
            country: Country::China,
            number: Some("110••• •••••••• 1233".to_owned()),
            address: Some("250011, 山东省济南市历下区泺源大街1号, 李娜（收）".to_owned()),
            closing: Some(Timestamp::from_seconds(1_797_836_709)),
            language: Language::Zh,
            ..an()
        };
        let born = BornShown::Day(BirthDate::new(1990, 3, 7).expect("a day"));
        vec![
            an(),
            lina(),
            Self { notice: Some(SettingsNotice::Personal), born, ..an() },
            Self { notice: Some(SettingsNotice::Language), ..lina() },
            Self { notice: Some(SettingsNotice::Stayed), ..an() },
        ]
    }
}
