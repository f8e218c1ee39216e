use maud::{Markup, html};
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};
use onedoor_ui::components::{
    Button, Cards, Form, TextField, button_link, button_row, heading, lede, section,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View, Width};

use super::dossiers::{Row, sample_rows, table};
use crate::PortalKind;

/// The front page of a portal.
pub(crate) struct Home {
    /// What the portal is for.
    pub(crate) kind: PortalKind,
    /// Who is signed in.
    pub(crate) name: Option<String>,
    /// The organisation of the account, where there are organisations.
    pub(crate) organisation: Option<String>,
    /// The dossiers that changed last.
    pub(crate) recent: Vec<Row>,
    /// What people ask for most.
    pub(crate) common: Vec<&'static Procedure>,
}

impl Home {
    fn welcome(&self, t: &Localizer) -> Markup {
        let (title, text) = match self.kind {
            PortalKind::National => ("services-front-question", t.get("services-front-national")),
            PortalKind::OneStop => ("services-front-question", t.get("services-front-one-stop")),
            PortalKind::School => ("services-front-school", t.get("services-front-school-lede")),
        };
        let greeting = |name: &String| t.with("services-front-greeting", &[("name", name.as_str().into())]);
        html! {
            (heading(self.name.as_ref().filter(|name| !name.is_empty()).map_or_else(|| t.get(title), greeting)))
            @if let Some(organisation) = &self.organisation { (lede(organisation)) }
            @else if self.name.is_none() || self.kind != PortalKind::School { (lede(text)) }
        }
    }

    fn search(&self, view: &View) -> Markup {
        search_form(view, self.kind, "")
    }

    fn ways(&self, t: &Localizer) -> Cards {
        let mut cards = Cards::new()
            .card(t.get("services-front-all"), t.get("services-front-all-text"), "/procedures")
            .icon(Icon::Search)
            .card(t.get("services-nav-dossiers"), t.get("services-front-dossiers-text"), "/dossiers")
            .icon(Icon::Document);
        if self.name.is_some() {
            cards = cards
                .card(t.get("services-front-account"), t.get("services-front-account-text"), "/account")
                .icon(Icon::Person);
        }
        cards
    }
}

/// The search field over the procedures.
pub(super) fn search_form(view: &View, kind: PortalKind, query: &str) -> Markup {
    let t = &view.t;
    let hint = match kind {
        PortalKind::National | PortalKind::OneStop => t.get("services-search-hint"),
        PortalKind::School => t.get("services-search-hint-school"),
    };
    Form::get(view, "/procedures").in_line().around(&html! {
        (TextField::search("q", t.get("services-search")).hint(hint).value(query).max(100))
        (Button::primary(t.get("services-search-button")).icon(Icon::Search))
    })
}

impl Page for Home {
    fn title(&self, t: &Localizer) -> String {
        t.get("services-nav-home")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let common = self.common.iter().fold(Cards::new(), |cards, procedure| {
            let href = format!("/procedures/{}", procedure.code);
            cards.card(procedure.name.get(view.language()), procedure.purpose.get(view.language()), href)
        });
        html! {
            (self.welcome(t))
            @if self.name.is_none() {
                (button_row(&html! {
                    (button_link(t.get("services-front-signin"), "/sign-in", self.kind == PortalKind::School))
                }))
                @if self.kind != PortalKind::School { p.field__hint { (t.get("services-front-signin-text")) } }
            }
            (self.search(view))
            @if !self.recent.is_empty() {
                (section(t.get("services-front-recent"), &table(view, &self.recent)))
            }
            (section(t.get("services-front-start"), &html! { (self.ways(t)) }))
            (section(t.get("services-front-common"), &html! { (common) }))
        }
    }
}

impl Sampled for Home {
    fn samples() -> Vec<Self> {
        let vietnam: Vec<_> = ProcedureCatalogue::vietnam().all().iter().take(4).collect();
        let school: Vec<_> = ProcedureCatalogue::school().all().iter().take(4).collect();
        let new = |kind, name: Option<&str>, recent, common: &Vec<&'static Procedure>| Self {
            kind,
            name: name.map(str::to_owned),
            organisation: None,
            recent,
            common: common.clone(),
        };
        let name = Some("Nguyễn Thị Minh Khai");
        let pupil = new(PortalKind::School, Some("Анна Петрова"), Vec::new(), &school);
        vec![
            new(PortalKind::National, None, Vec::new(), &vietnam),
            new(PortalKind::National, name, sample_rows().into_iter().take(3).collect(), &vietnam),
            new(PortalKind::OneStop, None, Vec::new(), &vietnam),
            new(PortalKind::OneStop, name, Vec::new(), &vietnam),
            new(PortalKind::School, None, Vec::new(), &school),
            Self { organisation: Some("Школа № 1, Приморск".to_owned()), ..pupil },
        ]
    }
}
