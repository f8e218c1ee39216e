use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, html};

/// Back from signing out at the national identity.
pub(in crate::linking) struct SignedOutPage {
    /// Somebody is signed in here: a link from elsewhere led to this page, or they signed in again.
    pub(in crate::linking) still_signed_in: bool,
}

impl SignedOutPage {
    const fn keys(&self) -> (&'static str, &'static str) {
        if self.still_signed_in {
            ("link-still-signed-in-title", "link-still-signed-in")
        } else {
            ("link-signed-out-title", "link-signed-out")
        }
    }
}

impl Page for SignedOutPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.keys().0)
    }

    fn body(&self, view: &View) -> Markup {
        let (title, text) = self.keys();
        html! {
            (heading(view.t.get(title)))
            (lede(view.t.get(text)))
            (button_row(&html! {
                @if !self.still_signed_in {
                    (button_link(view.t.get("portal-signin-again"), "/sign-in", true))
                }
                (button_link(view.t.get("link-home"), "/", self.still_signed_in))
            }))
        }
    }
}

impl Sampled for SignedOutPage {
    fn samples() -> Vec<Self> {
        vec![Self { still_signed_in: false }, Self { still_signed_in: true }]
    }
}
