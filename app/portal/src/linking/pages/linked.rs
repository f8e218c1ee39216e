use onedoor_base::Timestamp;
use onedoor_site::ReturnTo;
use onedoor_ui::components::{Notice, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{AccountLabel, sample_issuer, sides, text};

/// It is done: the two are linked.
pub(in crate::linking) struct LinkedPage {
    pub(in crate::linking) look: SiteLook,
    pub(in crate::linking) account: AccountLabel,
    pub(in crate::linking) return_to: ReturnTo,
    /// Whether the issuer tells contact data that the portal might keep.
    pub(in crate::linking) offers: bool,
    /// When an earlier link of the two was ended.
    pub(in crate::linking) again: Option<Timestamp>,
    /// Where the person's links with all systems are seen.
    pub(in crate::linking) elsewhere: Option<String>,
    /// Whether something in the account is on hold until its owner has decided.
    pub(in crate::linking) held: bool,
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
            @if let Some(ended) = self.again {
                p { (t.with("link-done-again", &[("when", view.long_date(ended).into())])) }
            }
            (sides(view, &self.look, "", &self.account.title(t), true))
            @if self.held {
                @let href = format!("/account/held?return_to={}", self.return_to.encoded());
                (Notice::warning(t.get("held-notice")).and(&html! { p { a href=(href) { (t.get("held-look")) } } }))
            }
            (button_row(&button_link(t.get("link-continue"), self.return_to.as_str(), true)))
            @if self.offers {
                @let href = format!("/account/contacts?return_to={}", self.return_to.encoded());
                (section(t.get("contact-title"), &html! {
                    p { (text(view, "contact-after-link", &self.look)) }
                    (button_row(&button_link(t.get("contact-choose"), &href, false)))
                }))
            }
            (Notice::info(t.get("link-done-see")).and(&html! {
                p { a href="/account/links" { (t.get("link-news-see")) } }
                @if let Some(page) = &self.elsewhere { p { a href=(page) { (t.get("links-others")) } } }
            }))
        }
    }
}

impl Sampled for LinkedPage {
    fn samples() -> Vec<Self> {
        let return_to = ReturnTo::parse("/dossiers");
        let sample = |offers| Self {
            look: sample_issuer(),
            account: AccountLabel::sample(1),
            return_to: return_to.clone(),
            offers,
            held: offers,
            again: offers.then(|| Timestamp::from_seconds(1_795_244_709)),
            elsewhere: offers.then(|| "https://esia.example/account/links".to_owned()),
        };
        vec![sample(false), sample(true)]
    }
}
