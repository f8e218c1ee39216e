use maud::{Markup, html};
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

/// After signing out.
pub(crate) struct SignedOutPage;

impl Page for SignedOutPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("signed-out-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            span.page-icon { (Icon::Door) }
            (heading(t.get("signed-out-title")))
            (lede(t.get("signed-out-lede")))
            (button_row(&html! {
                (button_link(t.get("sign-in-button"), "/sign-in", true))
                (button_link(t.get("error-way-home"), "/", false))
            }))
        }
    }
}

impl Sampled for SignedOutPage {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
