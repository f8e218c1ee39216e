use maud::{Markup, html};
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use crate::phone_app::PATH;

/// There is no network. Kept by browsers, so that it says nothing of anybody.
pub(in crate::phone_app) struct OfflinePage;

impl Page for OfflinePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-offline-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("app-offline-lede")))
            (button_row(&button_link(t.get("app-offline-again"), PATH, true)))
        }
    }
}

impl Sampled for OfflinePage {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
