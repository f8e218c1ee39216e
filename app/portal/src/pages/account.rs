use onedoor_base::{Language, LocalAccountId};
use onedoor_ui::components::{Cards, Notice, SummaryList, Tone, heading, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, grouped_phone, html};

/// What was just done, to be said on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Details were saved.
    Saved,
    /// The password was set.
    Password,
    /// The phone was confirmed.
    Phone,
    /// Another phone waits to be the account's.
    PhoneWaits,
    /// The phone that waited does so no more.
    PhoneWithdrawn,
    /// The mail address was confirmed.
    Email,
    /// The mail address was removed.
    EmailRemoved,
    /// The account is not closed.
    Stayed,
    /// The browser came here from another account of the same person.
    Switched,
}

impl Done {
    /// From the address.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "saved" => Some(Self::Saved),
            "password" => Some(Self::Password),
            "phone" => Some(Self::Phone),
            "phone-waits" => Some(Self::PhoneWaits),
            "phone-withdrawn" => Some(Self::PhoneWithdrawn),
            "email" => Some(Self::Email),
            "email-removed" => Some(Self::EmailRemoved),
            "stayed" => Some(Self::Stayed),
            "switched" => Some(Self::Switched),
            _ => None,
        }
    }
}

/// The account and what its owner may change.
pub(crate) struct AccountPage {
    /// The account, by which whoever runs the site knows it.
    pub(crate) id: LocalAccountId,
    /// What was just done.
    pub(crate) done: Option<Done>,
    /// The owner's name.
    pub(crate) name: String,
    /// The user name, if the owner knows one.
    pub(crate) user_name: Option<String>,
    /// The organisation, if the account belongs to one.
    pub(crate) organisation: Option<String>,
    /// The confirmed phone.
    pub(crate) phone: Option<String>,
    /// A phone that waits to be confirmed.
    pub(crate) unconfirmed_phone: Option<String>,
    /// The mail address, and whether it is confirmed.
    pub(crate) email: Option<(String, bool)>,
    /// The language that the owner chose.
    pub(crate) language: Option<Language>,
    /// Whether one can sign in with a password.
    pub(crate) has_password: bool,
    /// Whether the national identity of this session opens other accounts here too.
    pub(crate) has_others: bool,
    /// Whether the pages of the administration are there for the owner.
    pub(crate) administers: bool,
    /// The page about the owner's national number, where the portal asks for such or has it.
    pub(crate) identification: Option<&'static str>,
    /// What waits for the owner.
    pub(crate) waits: Vec<Waits>,
}

/// Something that the owner is asked to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waits {
    /// The national identity tells contact data.
    Contacts,
    /// Ways into the account are on hold.
    Held,
    /// The account is about to be closed.
    Closing,
    /// Another phone is about to be the account's.
    Phone,
}

impl AccountPage {
    fn details(&self, t: &Localizer) -> SummaryList {
        let none = || t.get("portal-account-none");
        let change = || t.get("portal-change");
        let mut list = SummaryList::new()
            .row(t.get("portal-account-name"), if self.name.is_empty() { none() } else { self.name.clone() })
            .action(change(), "/account/details");
        if let Some(user_name) = &self.user_name {
            list = list.row(t.get("portal-user-name"), user_name);
        }
        if let Some(organisation) = &self.organisation {
            list = list.row(t.get("portal-organisation"), organisation);
        }
        list = match (&self.phone, &self.unconfirmed_phone) {
            (Some(phone), _) => list
                .row(t.get("portal-account-phone"), grouped_phone(phone))
                .action(change(), "/account/phone"),
            (None, Some(phone)) => {
                let waits = status(t.get("portal-account-unconfirmed"), Tone::Attention);
                list.rich(t.get("portal-account-phone"), html! { (grouped_phone(phone)) " " (waits) })
                    .action(t.get("portal-account-confirm"), "/account/phone")
            }
            (None, None) => list
                .row(t.get("portal-account-phone"), none())
                .action(t.get("portal-account-add"), "/account/phone"),
        };
        let list = match &self.email {
            Some((email, true)) => list
                .rich(t.get("portal-account-email"), html! { span class="break" { (email) } })
                .action(change(), "/account/email"),
            Some((email, false)) => {
                let waits = status(t.get("portal-account-unconfirmed"), Tone::Attention);
                let shown = html! { span class="break" { (email) } " " (waits) };
                list.rich(t.get("portal-account-email"), shown)
                    .action(t.get("portal-account-confirm"), "/account/email")
            }
            None => list
                .row(t.get("portal-account-email"), none())
                .action(t.get("portal-account-add"), "/account/email"),
        };
        list.row(
            t.get("portal-account-language"),
            self.language.map_or_else(|| t.get("portal-account-language-any"), |l| l.own_name().to_owned()),
        )
        .action(change(), "/account/details")
        .rich(t.get("portal-account-id"), html! { code { (self.id) } })
    }

    fn ways(&self, t: &Localizer) -> Markup {
        let password = if self.has_password {
            SummaryList::new()
                .row(t.get("portal-password"), t.get("portal-account-password-set"))
                .action(t.get("portal-change"), "/account/password")
        } else {
            SummaryList::new()
                .row(t.get("portal-password"), t.get("portal-account-password-none"))
                .action(t.get("portal-account-add"), "/account/password")
        };
        html! {
            (password)
            @let cards = Cards::new()
                .card(t.get("portal-account-links"), t.get("portal-account-links-text"), "/account/links")
                .icon(Icon::Link)
                .card(t.get("contact-title"), t.get("contact-card"), "/account/contacts")
                .icon(Icon::Person);
            @let cards = if self.has_others {
                cards.card(t.get("link-switch-title"), t.get("link-switch-card"), "/account/switch").icon(Icon::Person)
            } else {
                cards
            };
            @let cards = if self.administers {
                cards.card(t.get("admin-title"), t.get("admin-card"), crate::administration::PATH).icon(Icon::Document)
            } else {
                cards
            };
            @let cards = if let Some(page) = self.identification {
                cards.card(t.get("identification-title"), t.get("identification-card"), page)
                    .icon(Icon::Person)
            } else {
                cards
            };
            (cards
                .card(t.get("portal-account-sessions"), t.get("portal-account-sessions-text"), "/account/sessions")
                .icon(Icon::Device)
                .card(t.get("activity-title"), t.get("activity-card"), onedoor_ui::ACTIVITY_PATH)
                .icon(Icon::Clock)
                .card(t.get("copy-title"), t.get("copy-card"), crate::copy::PATH)
                .icon(Icon::Document)
                .card(t.get("closing-title"), t.get("local-closing-card"), crate::closing::PATH)
                .icon(Icon::Person))
        }
    }
}

impl Page for AccountPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-account-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-account-title")))
            @match self.done {
                Some(Done::Saved) => (Notice::success(t.get("portal-account-saved"))),
                Some(Done::Password) => (Notice::success(t.get("portal-account-password-saved"))),
                Some(Done::Phone) => (Notice::success(t.get("portal-account-phone-saved"))),
                Some(Done::PhoneWaits) => (Notice::success(t.get("phone-waits"))),
                Some(Done::PhoneWithdrawn) => (Notice::success(t.get("phone-withdrawn"))),
                Some(Done::Email) => (Notice::success(t.get("portal-account-email-saved"))),
                Some(Done::EmailRemoved) => (Notice::success(t.get("portal-account-email-removed"))),
                Some(Done::Stayed) => (Notice::success(t.get("local-closing-stayed"))),
                Some(Done::Switched) => (Notice::success(t.get("link-switched"))),
                None => {}
            }
            @for waits in &self.waits {
                @match waits {
                    Waits::Held => (Notice::warning(t.get("held-notice")).and(&html! {
                        p { a href="/account/held?return_to=%2Faccount" { (t.get("held-look")) } }
                    })),
                    Waits::Closing => (Notice::warning(t.get("closing-waiting-title")).and(&html! {
                        p { a href=(crate::closing::PATH) { (t.get("local-closing-look")) } }
                    })),
                    Waits::Phone => (Notice::warning(t.get("phone-waiting-title")).and(&html! {
                        p { (t.get("phone-waiting-not-you")) }
                        p { a href=(onedoor_site::phone_change::PATH) { (t.get("phone-waiting-look")) } }
                    })),
                    Waits::Contacts => (Notice::info(t.get("contact-waiting")).and(&html! {
                        p { a href="/account/contacts" { (t.get("contact-choose")) } }
                    })),
                }
            }
            (self.details(t))
            (section(t.get("portal-account-ways"), &self.ways(t)))
        }
    }
}

impl Sampled for AccountPage {
    fn samples() -> Vec<Self> {
        let lan = || Self {
            id: LocalAccountId::from_bytes([1; 16]),
            administers: false,
            identification: None,
            done: None,
            name: "Trần Thị Lan".to_owned(),
            user_name: Some("lan.tran".to_owned()),
            organisation: None,
            phone: Some("+84912345678".to_owned()),
            unconfirmed_phone: None,
            email: Some(("lan@example.vn".to_owned(), true)),
            language: Some(Language::Vi),
            has_password: true,
            has_others: false,
            waits: Vec::new(),
        };
        let maria = Self {
            id: LocalAccountId::from_bytes([2; 16]),
            administers: true,
            identification: Some(crate::identification::PATH),
            name: "Мария Иванова".to_owned(),
            user_name: None,
            organisation: Some("Гимназия № 4 имени М. В. Ломоносова, Новозареченск".to_owned()),
            phone: None,
            unconfirmed_phone: Some("+79123456789".to_owned()),
            email: None,
            language: None,
            has_password: false,
            has_others: true,
            waits: vec![Waits::Held, Waits::Contacts],
            done: None,
        };
        vec![
            lan(),
            maria,
            Self { done: Some(Done::Saved), name: String::new(), ..lan() },
            Self { done: Some(Done::Password), phone: None, ..lan() },
            Self { done: Some(Done::Phone), ..lan() },
            Self { done: Some(Done::Email), ..lan() },
            Self { done: Some(Done::Stayed), ..lan() },
            Self { waits: vec![Waits::Closing, Waits::Phone], ..lan() },
            Self { done: Some(Done::PhoneWaits), waits: vec![Waits::Phone], ..lan() },
            Self { done: Some(Done::PhoneWithdrawn), ..lan() },
            Self {
                done: Some(Done::EmailRemoved),
                email: Some(("ten-rat-dai-cua-toi@tinh-hai-duong.thu-dien-tu.example".to_owned(), false)),
                ..lan()
            },
            Self { done: Some(Done::Switched), has_others: true, ..lan() },
        ]
    }
}
