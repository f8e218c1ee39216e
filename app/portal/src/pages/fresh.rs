use onedoor_site::ReturnTo;
use onedoor_ui::components::{SiteWay, heading, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

/// Asks for a fresh sign-in before something that a forgotten session must not do.
pub(crate) struct FreshPage {
    /// The national identity that the session came from, and its name in addresses; none if it is not taken
    /// any more.
    pub(crate) way: Option<(SiteLook, String)>,
    /// What is to be done afterwards.
    pub(crate) return_to: ReturnTo,
}

impl Page for FreshPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-fresh-title")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn offers_help(&self) -> bool {
        self.way.is_none()
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-fresh-title")))
            (lede(t.get("portal-fresh")))
            @match &self.way {
                Some((look, key)) => {
                    @let href = format!("/sign-in/national/{key}?fresh=yes&return_to={}", self.return_to.encoded());
                    (SiteWay::link(look.look, look.name(t), href))
                }
                None => { p { (t.get("portal-fresh-none")) } }
            }
        }
    }
}

impl Sampled for FreshPage {
    fn samples() -> Vec<Self> {
        let return_to = ReturnTo::parse("/account/password");
        let esia = (SiteLook::new(Look::Esia, Role::Identity), "esia".to_owned());
        vec![Self { way: Some(esia), return_to: return_to.clone() }, Self { way: None, return_to }]
    }
}
