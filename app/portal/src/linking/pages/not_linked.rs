use onedoor_base::ProposalId;
use onedoor_ui::components::{
    Button, Form, Notice, SiteWay, button_link, button_row, heading, lede, section,
};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use super::parts::{cancel, sample_issuer, sample_proposal, sides, text};
use crate::linking::answer::step;

/// Signed in there, not linked here yet: the message, and [Продолжить].
pub(in crate::linking) struct NotLinkedYetPage {
    pub(in crate::linking) id: ProposalId,
    pub(in crate::linking) look: SiteLook,
    /// The person's name, as the issuer says it; empty if it does not.
    pub(in crate::linking) name: String,
    /// Whether somebody without an account gets one.
    pub(in crate::linking) may_create: bool,
    /// Whether something speaks for an account of theirs.
    pub(in crate::linking) candidate_known: bool,
    /// The other national identities that may open an account of theirs already, each with the way through it.
    pub(in crate::linking) others: Vec<(SiteLook, String)>,
}

impl Page for NotLinkedYetPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-not-yet-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-not-yet-title")))
            (lede(text(view, "link-not-yet", &self.look)))
            (sides(view, &self.look, &self.name, "", false))
            @if self.candidate_known { (Notice::info(t.get("link-not-yet-known"))) }
            p { (t.get("link-not-yet-once")) }
            (button_row(&button_link(t.get("link-continue"), &step(self.id, "/account"), true)))
            @if !self.others.is_empty() {
                (section(t.get("link-elsewhere-title"), &html! {
                    p { (text(view, "link-elsewhere-first", &self.look)) }
                    @for (look, href) in &self.others {
                        (SiteWay::link(look.look, t.with("link-elsewhere-with", &[("issuer", look.name(t).into())]), href))
                    }
                }))
            }
            @if self.may_create {
                (section(t.get("link-new-title"), &html! {
                    p { (text(view, "link-new", &self.look)) }
                    (Form::post(view, step(self.id, "/new")).around(&html! {
                        (Button::secondary(t.get("link-new-button")))
                    }))
                }))
            }
            (cancel(view, self.id))
        }
    }
}

impl Sampled for NotLinkedYetPage {
    fn samples() -> Vec<Self> {
        let sample = |name: &str, may_create, candidate_known| Self {
            id: sample_proposal(),
            look: sample_issuer(),
            name: name.to_owned(),
            may_create,
            candidate_known,
            others: Vec::new(),
        };
        let other = (SiteLook::new(Look::Vneid, Role::Identity), "/sign-in/national/vneid".to_owned());
        vec![
            sample("Иванова Анна Петровна", false, false),
            sample("Nguyễn Thị Lan", true, true),
            Self { others: vec![other], ..sample("", true, false) },
        ]
    }
}
