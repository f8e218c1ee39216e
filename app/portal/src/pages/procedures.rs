use maud::{Markup, html};
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{
    Button, Cards, Form, Notice, SummaryList, button_link, button_row, empty_state, heading, hidden, kicker,
    lede, section,
};
use onedoor_ui::{Icon, Localizer, Look, Page, Role, Sampled, SiteLook, View, Width};

use super::home::search_form;
use super::parts;
use crate::PortalKind;

/// All procedures, or those that were searched for.
pub(crate) struct Procedures {
    /// What the portal is for.
    pub(crate) kind: PortalKind,
    /// What was searched for, or empty.
    pub(crate) query: String,
    /// What was found, best first.
    pub(crate) found: Vec<&'static Procedure>,
}

impl Procedures {
    fn results(&self, view: &View) -> Markup {
        let t = &view.t;
        let cards = self.found.iter().fold(Cards::new(), |cards, procedure| {
            let href = format!("/procedures/{}", procedure.code);
            cards.card(procedure.name.get(view.language()), procedure.purpose.get(view.language()), href)
        });
        let count = i64::try_from(self.found.len()).unwrap_or(i64::MAX);
        html! {
            @if self.found.is_empty() {
                (empty_state(
                    Icon::Search,
                    t.with("services-found-none", &[("query", self.query.as_str().into())]),
                    t.get("services-found-none-text"),
                    &button_link(t.get("services-front-all"), "/procedures", false),
                ))
            } @else if self.query.is_empty() {
                (cards)
            } @else {
                p role="status" {
                    (t.with("services-found", &[("count", count.into()), ("query", self.query.as_str().into())]))
                }
                (cards)
            }
        }
    }
}

impl Page for Procedures {
    fn title(&self, t: &Localizer) -> String {
        if self.query.is_empty() {
            t.get("services-list-title")
        } else {
            format!("{} – {}", self.query, t.get("services-list-title"))
        }
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("services-nav-home"), "/".to_owned())]
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        html! {
            (heading(view.t.get("services-list-title")))
            (search_form(view, self.kind, &self.query))
            (self.results(view))
        }
    }
}

impl Sampled for Procedures {
    fn samples() -> Vec<Self> {
        let all: Vec<_> = ProcedureCatalogue::vietnam().all().iter().collect();
        let school = ProcedureCatalogue::school().all().iter().collect();
        let new = |kind, query: &str, found| Self { kind, query: query.to_owned(), found };
        vec![
            new(PortalKind::National, "", all.clone()),
            new(PortalKind::OneStop, "khai sinh", all[..1].to_vec()),
            new(PortalKind::National, "<b>\"&", Vec::new()),
            new(PortalKind::School, "", school),
        ]
    }
}

/// What one procedure needs, how long it takes, what it costs; from here one applies.
pub(crate) struct ProcedurePage {
    /// The procedure.
    pub(crate) procedure: &'static Procedure,
    /// The name of the place that was chosen, once it was.
    pub(crate) place: Option<String>,
    /// Where the place is chosen, if the procedure needs one.
    pub(crate) choose: Option<String>,
    /// Where "Apply online" leads.
    pub(crate) apply: Apply,
}

/// Where one applies.
pub(crate) enum Apply {
    /// At this portal, at that address.
    Here(String),
    /// At another portal, which serves the place of that code.
    There { portal: SiteLook, place: String },
}

impl ProcedurePage {
    fn facts(&self, view: &View) -> SummaryList {
        let (t, procedure) = (&view.t, self.procedure);
        let mut facts = SummaryList::new()
            .row(t.get("services-time"), parts::time(t, procedure))
            .row(t.get("services-fee"), parts::fee(view, &procedure.fee))
            .row(t.get("services-how"), parts::channel(t, procedure.channel))
            .row(t.get("services-where"), parts::authority(t, procedure.level))
            .row(t.get("services-level"), parts::level(t, procedure.identity))
            .row(t.get("services-code"), procedure.code.as_str());
        if let Some(place) = &self.place {
            facts = facts.row(t.get("services-place"), place);
            if let Some(choose) = &self.choose {
                facts = facts.action(t.get("services-change"), choose);
            }
        }
        facts
    }

    /// The button; what it leads to elsewhere is said before.
    fn apply(&self, view: &View) -> Markup {
        let t = &view.t;
        let code = &self.procedure.code;
        match &self.apply {
            Apply::Here(href) => button_row(&button_link(t.get("services-apply"), href, true)),
            Apply::There { portal, place } => html! {
                (Notice::info(t.with("referral-applies-at", &[("portal", portal.name(t).into())])))
                @if view.signed_in.is_some() {
                    (Form::post(view, format!("/procedures/{code}/refer")).around(&html! {
                        (hidden("place", place))
                        (Button::primary(t.get("services-apply")))
                    }))
                } @else {
                    @let back = ReturnTo::parse(&format!("/procedures/{code}?place={place}"));
                    (button_row(&button_link(
                        t.get("services-apply"), &format!("/sign-in?return_to={}", back.encoded()), true,
                    )))
                }
            },
        }
    }
}

impl Page for ProcedurePage {
    fn title(&self, t: &Localizer) -> String {
        self.procedure.name.get(t.language()).to_owned()
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![
            (t.get("services-nav-home"), "/".to_owned()),
            (t.get("services-list-title"), "/procedures".to_owned()),
        ]
    }

    fn body(&self, view: &View) -> Markup {
        let (t, language) = (&view.t, view.language());
        let papers = html! {
            @if self.procedure.papers.is_empty() { p { (t.get("services-papers-none")) } }
            @else { ul { @for paper in &self.procedure.papers { li { (paper.get(language)) } } } }
        };
        html! {
            (kicker(self.procedure.field.get(language)))
            (heading(self.procedure.name.get(language)))
            (lede(self.procedure.purpose.get(language)))
            (self.facts(view))
            (section(t.get("services-papers"), &papers))
            (self.apply(view))
            @if view.signed_in.is_none() { p.field__hint { (t.get("services-apply-signin")) } }
        }
    }
}

impl Sampled for ProcedurePage {
    fn samples() -> Vec<Self> {
        let choose = |code: &str| Some(format!("/procedures/{code}/place"));
        let all = ProcedureCatalogue::vietnam().all().iter().chain(ProcedureCatalogue::school().all());
        let mut samples: Vec<_> = all
            .map(|procedure| Self {
                procedure,
                place: None,
                choose: choose(procedure.code.as_str()),
                apply: Apply::Here(format!("/procedures/{}/place", procedure.code)),
            })
            .collect();
        let chosen = || Self {
            procedure: &ProcedureCatalogue::vietnam().all()[0],
            place: Some("Phường Hải Dương, Thành phố Hải Phòng".to_owned()),
            choose: choose("1.001193"),
            apply: Apply::Here("/submit/1.001193?place=10525".to_owned()),
        };
        samples.push(chosen());
        let elsewhere = Self {
            apply: Apply::There {
                portal: SiteLook::new(Look::Haiduong, Role::Portal),
                place: "10525".to_owned(),
            },
            ..chosen()
        };
        samples.push(elsewhere);
        samples
    }
}
