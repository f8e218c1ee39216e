use onedoor_site::ReturnTo;
use onedoor_ui::components::{Notice, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, sample_issuer, sides, text};

/// It is done: the two are linked.
pub(in crate::linking) struct LinkedPage {
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) account: AccountLabel,
    pub(in crate::linking) return_to: ReturnTo,
}

impl Page for LinkedPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-done-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-done-title")))
            (lede(text(view, "link-done", &self.look)))
            (sides(view, &self.look, "", &self.account.title(t), true))
            (button_row(&button_link(t.get("link-continue"), self.return_to.as_str(), true)))
            (Notice::info(t.get("link-done-see")).and(&html! {
                p { a href="/account/links" { (t.get("link-news-see")) } }
            }))
        }
    }
}

impl Sampled for LinkedPage {
    fn samples() -> Vec<Self> {
        let return_to = ReturnTo::parse("/dossiers");
        vec![Self { look: sample_issuer(), account: AccountLabel::sample(1), return_to }]
    }
}
