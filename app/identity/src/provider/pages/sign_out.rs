use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, button_link, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::PORTAL;

/// A portal sent somebody here to sign out, but could not show that it was they who wanted it.
pub(crate) struct ConfirmSignOut {
    /// Which portal, if it said so.
    pub(crate) portal: Option<String>,
    /// The request, to be judged again.
    pub(crate) query: String,
}

impl Page for ConfirmSignOut {
    fn title(&self, t: &Localizer) -> String {
        t.get("sign-out-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(match &self.portal {
                Some(portal) => t.with("sign-out-asked-by", &[("portal", portal.as_str().into())]),
                None => t.get("sign-out-asked"),
            }))
            p { (t.get("sign-out-means")) }
            (Form::post(view, "/oauth/end-session/confirm").around(&html! {
                (hidden("query", &self.query))
                (Button::primary(t.get("sign-out-confirm")))
            }))
            (button_link(t.get("sign-out-stay"), "/account", false))
        }
    }
}

impl Sampled for ConfirmSignOut {
    fn samples() -> Vec<Self> {
        let query = "client_id=haiduong&state=x".to_owned();
        vec![Self { portal: Some(PORTAL.to_owned()), query: query.clone() }, Self { portal: None, query }]
    }
}
