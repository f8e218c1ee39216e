use onedoor_base::Timestamp;
use onedoor_services::accounts::ContactKind;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Form, Notice, Radios, SummaryList, TextField, button_link, button_row, heading, hidden, lede,
    section,
};
use onedoor_ui::{
    Localizer, Look, Markup, Page, Problem, Problems, Role, Sampled, SiteLook, View, grouped_phone, html,
};

/// The contact data that the account shows, where they come from, and what the national identity offers.
pub(crate) struct ContactsPage {
    /// One of each kind.
    pub(super) lines: Vec<ContactLine>,
    /// The national identity that offers, if the account is linked with one.
    pub(super) issuer: Option<SiteLook>,
    /// Where the person comes from it again.
    pub(super) again: Option<String>,
    /// Whether the answer was just kept.
    pub(super) saved: bool,
    /// Where to go on without an answer.
    pub(super) return_to: ReturnTo,
    /// Whether the password is asked for before a telephone number is taken over.
    pub(super) asks_password: bool,
    /// What must be put right.
    pub(super) problems: Problems,
}

/// One kind of contact data.
#[derive(Debug, Clone)]
pub(super) struct ContactLine {
    pub(super) kind: ContactKind,
    /// What the account shows.
    pub(super) value: Option<String>,
    /// Who told it, as people know them; none if its owner gave it here.
    pub(super) from: Option<SiteLook>,
    /// Since when, if that is known.
    pub(super) since: Option<Timestamp>,
    pub(super) offer: Option<OfferLine>,
    /// When the owner decided to stay with what is there.
    pub(super) declined: Option<Timestamp>,
    /// When the national identity said that it has another value by now.
    pub(super) changed: Option<Timestamp>,
}

/// What is offered.
#[derive(Debug, Clone)]
pub(super) struct OfferLine {
    pub(super) value: String,
    pub(super) proven: bool,
    pub(super) told_at: Timestamp,
    /// What the form sends for it: exactly this value, and none that was told meanwhile.
    pub(super) mark: String,
}

impl ContactLine {
    const fn label(&self) -> &'static str {
        match self.kind {
            ContactKind::Name => "portal-account-name",
            ContactKind::Phone => "portal-account-phone",
            ContactKind::Email => "portal-account-email",
        }
    }

    fn text(&self, value: &str) -> String {
        if self.kind == ContactKind::Phone { grouped_phone(value) } else { value.to_owned() }
    }

    fn origin(&self, view: &View) -> String {
        let t = &view.t;
        let when = self.since.map(|since| view.long_date(since));
        match (&self.from, when) {
            (Some(from), Some(when)) => {
                t.with("contact-from-since", &[("issuer", from.name(t).into()), ("when", when.into())])
            }
            (Some(from), None) => t.with("contact-from", &[("issuer", from.name(t).into())]),
            (None, Some(when)) => t.with("contact-own-since", &[("when", when.into())]),
            (None, None) => t.get("contact-own"),
        }
    }

    fn shown(&self, view: &View, list: SummaryList) -> SummaryList {
        let t = &view.t;
        let change = if self.kind == ContactKind::Phone { "/account/phone" } else { "/account/details" };
        match &self.value {
            Some(value) => list
                .rich(t.get(self.label()), html! { (self.text(value)) p.note { (self.origin(view)) } })
                .action(t.get("portal-change"), change),
            None => list
                .row(t.get(self.label()), t.get("portal-account-none"))
                .action(t.get("portal-account-add"), change),
        }
    }

    /// Which of the two values the account shall show. Nothing changes unless the owner marks the other.
    fn question(&self, view: &View, offer: &OfferLine, issuer: &str) -> Markup {
        let t = &view.t;
        let stay = match &self.value {
            Some(value) => t.with("contact-stay", &[("value", self.text(value).into())]),
            None => t.get("contact-stay-none"),
        };
        let take = t.with("contact-take", &[("value", self.text(&offer.value).into())]);
        let key = if offer.proven { "contact-told-proven" } else { "contact-told" };
        let told = t.with(
            key,
            &[("issuer", issuer.to_owned().into()), ("when", view.long_date(offer.told_at).into())],
        );
        html! {
            (Radios::new(self.kind.word(), t.get(self.label()))
                .choice("stay", stay).explained(offer.mark.clone(), take, told).value("stay"))
        }
    }
}

impl ContactsPage {
    fn offers(&self, view: &View, issuer: &SiteLook) -> Markup {
        let t = &view.t;
        let name = issuer.name(t);
        let offered: Vec<_> =
            self.lines.iter().filter_map(|line| line.offer.as_ref().map(|offer| (line, offer))).collect();
        let phone = offered.iter().any(|(line, _)| line.kind == ContactKind::Phone);
        html! {
            @if !offered.is_empty() {
                (section(t.with("contact-offer", &[("issuer", name.clone().into())]), &html! {
                    p { (t.get("contact-offer-text")) }
                    (Form::post(view, "/account/contacts").around(&html! {
                        (hidden("return_to", self.return_to.as_str()))
                        @for (line, offer) in &offered { (line.question(view, offer, &name)) }
                        @if phone && self.asks_password {
                            (TextField::password("password", t.get("portal-current-password"), t)
                                .hint(t.get("contact-password")).problems(&self.problems, t))
                        }
                        (Button::primary(t.get("portal-save")))
                    }))
                    (button_row(&button_link(t.get("contact-not-now"), self.return_to.as_str(), false)))
                }))
            }
        }
    }

    /// What has changed there, and how it comes to be offered.
    fn changed(&self, view: &View, issuer: &SiteLook) -> Markup {
        let t = &view.t;
        let name = issuer.name(t);
        html! {
            @if let (Some(again), true) = (&self.again, self.lines.iter().any(|line| line.changed.is_some())) {
                (section(t.with("contact-changed", &[("issuer", name.clone().into())]), &html! {
                    @for line in &self.lines {
                        @if let Some(when) = line.changed {
                            p { (t.with("contact-changed-what", &[
                                ("what", t.get(line.label()).into()), ("when", view.long_date(when).into()),
                            ])) }
                        }
                    }
                    p { (t.get("contact-changed-how")) }
                    (button_row(&button_link(
                        t.with("contact-changed-go", &[("issuer", name.into())]), again, false,
                    )))
                }))
            }
        }
    }

    fn declined(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @for line in &self.lines {
                @if let Some(when) = line.declined {
                    p { (t.with("contact-declined", &[
                        ("what", t.get(line.label()).into()), ("when", view.long_date(when).into()),
                    ])) }
                    (Form::post(view, "/account/contacts/again").around(&html! {
                        (hidden("kind", line.kind.word()))
                        (Button::secondary(t.get("contact-again")).about(t.get(line.label())))
                    }))
                }
            }
        }
    }
}

impl Page for ContactsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("contact-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let list = self.lines.iter().fold(SummaryList::new(), |list, line| line.shown(view, list));
        html! {
            (heading(t.get("contact-title")))
            @if self.saved { (Notice::success(t.get("portal-account-saved"))) }
            (lede(t.get("contact-lede")))
            @if let Some(issuer) = &self.issuer { (self.changed(view, issuer)) (self.offers(view, issuer)) }
            (section(t.get("contact-shown"), &html! { (list) }))
            @if self.issuer.is_some() { (self.declined(view)) }
        }
    }
}

impl Sampled for ContactsPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let esia = || SiteLook::new(Look::Esia, Role::Identity);
        let line = |kind, value: Option<&str>, from: Option<SiteLook>| ContactLine {
            kind,
            value: value.map(str::to_owned),
            from,
            since: Some(at),
            offer: None,
            declined: None,
            changed: None,
        };
        let offer = |value: &str, proven| {
            Some(OfferLine { value: value.to_owned(), proven, told_at: at, mark: "take-0a".to_owned() })
        };
        let name = line(ContactKind::Name, Some("Иванова Мария Петровна"), Some(esia()));
        let phone = line(ContactKind::Phone, Some("+79161234501"), None);
        let email = line(ContactKind::Email, None, None);
        let page = |lines, issuer| Self {
            lines,
            issuer,
            again: Some("/sign-in/national/esia".to_owned()),
            saved: false,
            return_to: ReturnTo::parse("/dossiers"),
            asks_password: false,
            problems: Problems::new(),
        };
        let offered = || {
            vec![
                name.clone(),
                ContactLine { offer: offer("+79161234599", true), ..phone.clone() },
                ContactLine { offer: offer("ivanova@example.ru", false), ..email.clone() },
            ]
        };
        let wrong = Problems::one(Problem::new("password", "portal-current-wrong"));
        let declined = ContactLine { declined: Some(at), since: None, ..phone.clone() };
        vec![
            page(offered(), Some(esia())),
            Self { asks_password: true, problems: wrong, ..page(offered(), Some(esia())) },
            Self { saved: true, ..page(vec![name.clone(), declined, email.clone()], Some(esia())) },
            page(vec![name.clone(), ContactLine { changed: Some(at), ..phone.clone() }], Some(esia())),
            page(vec![ContactLine { since: None, ..name.clone() }, phone, email], None),
        ]
    }
}
