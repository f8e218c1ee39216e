use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::list::{LinkShown, LinksPage};
use super::trail;

/// Says what ending a link does and what stays, before it is done.
pub(in crate::links) struct EndLinkPage {
    pub(in crate::links) link: LinkShown,
}

impl Page for EndLinkPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("links-end-title", &[("system", self.link.system.as_str().into())])
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let words = [("system", self.link.system.as_str().into())];
        html! {
            (heading(self.title(t)))
            (lede(t.with("links-end-lede", &words)))
            (self.link.rows(view))
            (section(t.get("links-end-ends"), &html! {
                ul {
                    li { (t.with("links-end-sign-in", &words)) }
                    li { (t.with("links-end-sessions", &words)) }
                    li { (t.with("links-end-data", &words)) }
                }
            }))
            (section(t.get("links-end-stays"), &html! {
                ul {
                    li { (t.with("links-end-account", &words)) }
                    li { (t.get("links-end-again")) }
                }
            }))
            p { strong { (t.with("links-end-way-in", &words)) } }
            (Form::post(view, format!("/account/links/{}/end", self.link.id)).around(&button_row(&html! {
                (Button::danger(t.get("links-end")))
                (button_link(t.get("links-end-keep"), crate::links::PATH, false))
            })))
        }
    }
}

impl Sampled for EndLinkPage {
    fn samples() -> Vec<Self> {
        let all = LinksPage::samples().into_iter().flat_map(|page| page.links);
        all.take(2).map(|link| Self { link }).collect()
    }
}
