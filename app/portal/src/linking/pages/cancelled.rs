use onedoor_site::ReturnTo;
use onedoor_ui::components::{heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text, ways_on};

/// The person turned back, there or here.
pub(in crate::linking) struct CancelledPage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
    pub(in crate::linking) return_to: ReturnTo,
}

impl Page for CancelledPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-cancelled-title")
    }

    fn body(&self, view: &View) -> Markup {
        html! {
            (heading(view.t.get("link-cancelled-title")))
            (lede(text(view, "link-cancelled", &self.look)))
            (ways_on(view, &self.key, &self.return_to))
        }
    }
}

impl Sampled for CancelledPage {
    fn samples() -> Vec<Self> {
        vec![Self { look: sample_issuer(), key: "esia".to_owned(), return_to: ReturnTo::parse("/dossiers") }]
    }
}
