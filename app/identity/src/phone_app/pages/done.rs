use maud::{Markup, html};
use onedoor_ui::components::{Notice, SummaryList, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use crate::phone_app::PATH;

/// The account is there: how its owner signs in from now on, and what comes next.
pub(in crate::phone_app) struct DonePage {
    /// The user name that was drawn for it.
    pub(in crate::phone_app) login: String,
    /// The number, masked.
    pub(in crate::phone_app) number: Option<String>,
    /// Whether it was just made.
    pub(in crate::phone_app) new: bool,
}

impl Page for DonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-done-title")
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let list = SummaryList::new();
        let list = match &self.number {
            Some(number) => list.row(t.get("card-number"), number),
            None => list,
        };
        html! {
            @if self.new { (Notice::success(t.get("app-done-new"))) }
            (heading(self.title(t)))
            (lede(t.get("app-done-lede")))
            (list.row(t.get("login-label"), &self.login))
            p { (t.get("app-done-login")) }
            p { (t.get("app-done-next")) }
            (button_row(&button_link(t.get("app-continue"), PATH, true)))
        }
    }
}

impl Sampled for DonePage {
    fn samples() -> Vec<Self> {
        let page =
            |new| Self {
                login: "vn-k7mw4xpa".to_owned(), number: Some("00• ••• ••• •18".to_owned()), new
            };
        vec![page(true), Self { number: None, ..page(false) }]
    }
}
