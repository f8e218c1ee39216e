use maud::{Markup, html};
use onedoor_national_id::card::Disagrees;
use onedoor_ui::components::{
    Button, Challenge, Checkbox, Form, Notice, SummaryList, button_row, details, heading, lede, steps,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, grouped_phone};

use crate::card::{CardSaid, doubt_key, written};
use crate::pages::{TermsShown, terms_field};
use crate::phone_app::register::{BEGIN, CARD, REVIEW, STEPS};

/// Third step: everything once more.
pub(in crate::phone_app) struct ReviewPage {
    /// What was given.
    pub(in crate::phone_app) said: CardSaid,
    /// What of it does not agree.
    pub(in crate::phone_app) doubts: Vec<Disagrees>,
    /// E.164.
    pub(in crate::phone_app) phone: String,
    /// The terms that are in force, where the site has some.
    pub(in crate::phone_app) terms: Option<TermsShown>,
    pub(in crate::phone_app) consent: bool,
    /// The check that keeps programs out, if it is wanted.
    pub(in crate::phone_app) challenge: Option<Challenge>,
    pub(in crate::phone_app) problems: Problems,
}

impl ReviewPage {
    fn data(&self, t: &Localizer) -> SummaryList {
        let card = &self.said.card;
        let sex = t.get(crate::settings::sex_key(card.sex));
        let change = || t.get("app-change");
        let mut list = SummaryList::new()
            .row(t.get("card-number"), card.number.grouped())
            .action(change(), CARD)
            .row(t.get("phone-label"), grouped_phone(&self.phone))
            .action(change(), BEGIN)
            .row(t.get("card-name"), &card.name)
            .action(change(), format!("{CARD}#name"))
            .row(t.get("card-born"), written(card.born))
            .action(change(), format!("{CARD}#born"))
            .row(t.get("card-sex"), sex)
            .action(change(), format!("{CARD}#sex"));
        if !card.residence.is_empty() {
            list = list
                .row(t.get("card-residence"), &card.residence)
                .action(change(), format!("{CARD}#residence"));
        }
        if let Some(issued) = card.issued {
            list = list.row(t.get("card-issued"), written(issued)).action(change(), format!("{CARD}#issued"));
        }
        list
    }
}

impl Page for ReviewPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-review-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(CARD.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, 3, STEPS))
            (heading(self.title(t)))
            (lede(t.get("app-review-lede")))
            @if !self.doubts.is_empty() {
                (Notice::warning(t.get("app-review-doubts")).and(&html! {
                    ul { @for doubt in &self.doubts { li { (t.get(doubt_key(*doubt))) } } }
                    p { (t.get("app-review-doubts-on")) }
                }))
            }
            (self.data(t))
            (Form::post(view, REVIEW).around(&html! {
                @if let Some(terms) = &self.terms { (terms_field(terms, &self.problems, view)) }
                (Checkbox::new("consent", t.get("app-consent-label"))
                    .checked(self.consent).problems(&self.problems, t))
                (details(t.get("register-consent-details"), &html! {
                    p { (t.get("app-consent-what")) }
                    p { (t.get("app-consent-why")) }
                    p { (t.get("register-consent-end")) }
                }))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (button_row(&html! { (Button::primary(t.get("app-register"))) }))
            }))
        }
    }
}

impl Sampled for ReviewPage {
    fn samples() -> Vec<Self> {
        let text =
            "001190000018||Nguyễn Thị Hòa|07031990|Nữ|Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội|12052021";
        let Ok(card) = onedoor_national_id::card::read(text) else { return Vec::new() };
        let kind = onedoor_proofing::evidence::Kind::CardCode;
        let page = |problems| Self {
            said: CardSaid { card: card.clone(), kind },
            doubts: Vec::new(),
            phone: "+84912345678".to_owned(),
            terms: None,
            consent: false,
            challenge: None,
            problems,
        };
        let many = Problem::general("register-too-many").with("time", "14:05");
        vec![
            page(Problems::new()),
            Self { doubts: Disagrees::ALL.to_vec(), ..page(Problems::new()) },
            Self { challenge: Some(Challenge::sample()), consent: true, ..page(Problems::one(many)) },
            page(Problems::one(Problem::new("consent", "register-consent-missing"))),
        ]
    }
}
