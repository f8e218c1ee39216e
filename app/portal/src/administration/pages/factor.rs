use onedoor_site::ReturnTo;
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use crate::administration::PATH;

/// An administrator has still to show two factors.
pub(in crate::administration) struct SecondFactorPage {
    /// The national identities where that can be done: key and look.
    pub(in crate::administration) ways: Vec<(String, SiteLook)>,
    /// Where they were heading for.
    pub(in crate::administration) back: ReturnTo,
}

impl Page for SecondFactorPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-factor-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("admin-factor")))
            @for (key, look) in &self.ways {
                @let way = format!("/sign-in/national/{key}?two_factors=yes&return_to={}", self.back.encoded());
                @let text = t.with("admin-factor-way", &[("issuer", look.name(t).into())]);
                (button_row(&button_link(text, &way, true)))
            }
        }
    }
}

impl Sampled for SecondFactorPage {
    fn samples() -> Vec<Self> {
        let ways = vec![("esia".to_owned(), SiteLook::new(Look::Esia, Role::Identity))];
        vec![Self { ways, back: ReturnTo::parse(PATH) }]
    }
}
