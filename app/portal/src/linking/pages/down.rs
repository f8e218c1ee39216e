use onedoor_site::ReturnTo;
use onedoor_ui::components::{heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text, ways_on};
use crate::linking::settings::Upstream;

/// The national identity does not answer. Nothing is lost.
pub(in crate::linking) struct OtherSideDownPage {
    look: SiteLook,
    key: String,
    return_to: ReturnTo,
}

impl OtherSideDownPage {
    pub(in crate::linking) fn new(upstream: &Upstream, return_to: &ReturnTo) -> Self {
        Self { look: upstream.look.clone(), key: upstream.key.clone(), return_to: return_to.clone() }
    }
}

impl Page for OtherSideDownPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("link-down-title", &[("issuer", self.look.name(t).into())])
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        html! {
            (heading(self.title(&view.t)))
            (lede(text(view, "link-down", &self.look)))
            (ways_on(view, &self.key, &self.return_to))
        }
    }
}

impl Sampled for OtherSideDownPage {
    fn samples() -> Vec<Self> {
        vec![Self { look: sample_issuer(), key: "esia".to_owned(), return_to: ReturnTo::home() }]
    }
}
