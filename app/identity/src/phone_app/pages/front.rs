use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::device::device;
use crate::passcode;
use crate::phone_app::SIGN_IN;
use crate::phone_app::register::{ANEW, BEGIN};

/// The front of the application for somebody who is not signed in.
pub(in crate::phone_app) struct FrontPage {
    /// Where a registration of this browser goes on, if one is under way.
    pub(in crate::phone_app) onward: Option<&'static str>,
    /// Whether this browser is the device of an electronic identity.
    pub(in crate::phone_app) bound: bool,
}

impl FrontPage {
    fn under_way(onward: &str, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (Notice::info(t.get("app-front-under-way")))
            (button_row(&button_link(t.get("app-front-go-on"), onward, true)))
            (Form::post(view, ANEW).around(&html! { (Button::quiet(t.get("app-front-anew"))) }))
        }
    }
}

impl Page for FrontPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-front-title")
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("app-front-lede")))
            @if self.bound { (button_row(&button_link(t.get("app-front-passcode"), passcode::PATH, true))) }
            @if let Some(onward) = self.onward { (Self::under_way(onward, view)) }
            (section(t.get("app-front-need"), &html! {
                ul {
                    li { (t.get("app-front-need-card")) }
                    li { (t.get("app-front-need-phone")) }
                    li { (t.get("app-front-need-camera")) }
                }
            }))
            (section(t.get("app-front-next"), &html! {
                ol {
                    li { (t.get("app-front-next-register")) }
                    li { (t.get("app-front-next-face")) }
                    li { (t.get("app-front-next-officer")) }
                    li { (t.get("app-front-next-activate")) }
                }
            }))
            (device(view))
            (button_row(&html! {
                (button_link(t.get("app-register"), BEGIN, self.onward.is_none() && !self.bound))
                (button_link(t.get("sign-in-button"), SIGN_IN, false))
            }))
        }
    }
}

impl Sampled for FrontPage {
    fn samples() -> Vec<Self> {
        let front = |onward, bound| Self { onward, bound };
        vec![front(None, false), front(Some(BEGIN), false), front(None, true)]
    }
}
