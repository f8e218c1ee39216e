use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Form, SummaryList, button_link, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

/// Asks whether a merge is to be undone, and says what becomes of the two accounts.
pub(in crate::merging) struct UndoPage {
    pub(in crate::merging) action: String,
    pub(in crate::merging) kept: String,
    pub(in crate::merging) absorbed: String,
    pub(in crate::merging) at: Timestamp,
    pub(in crate::merging) until: Timestamp,
    /// The value of the notice, where the visitor came by it.
    pub(in crate::merging) key: Option<String>,
}

impl Page for UndoPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("merge-undo-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("merge-undo-title")))
            (lede(t.get("merge-undo-lede")))
            (SummaryList::new()
                .row(t.get("merge-undo-kept"), &self.kept)
                .row(t.get("merge-undo-absorbed"), &self.absorbed)
                .rich(t.get("merge-done-at"), view.date(self.at))
                .rich(t.get("merge-undo-until"), view.date(self.until)))
            (section(t.get("merge-undo-happens"), &html! {
                ul {
                    li { (t.get("merge-undo-before")) }
                    li { (t.get("merge-undo-since")) }
                    li { (t.get("merge-undo-sites")) }
                }
            }))
            @if self.key.is_some() { p { (t.get("merge-undo-password")) } }
            (Form::post(view, &self.action).around(&html! {
                @if let Some(key) = &self.key { (hidden("key", key)) }
                (button_row(&html! {
                    (Button::danger(t.get("merge-undo")))
                    (button_link(t.get("merge-undo-no"), "/account", false))
                }))
            }))
        }
    }
}

impl Sampled for UndoPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let page = |key: Option<&str>| Self {
            action: "/merge/undo".to_owned(),
            kept: "minh.khai".to_owned(),
            absorbed: "khai.moi".to_owned(),
            at,
            until: at,
            key: key.map(str::to_owned),
        };
        vec![page(None), page(Some("key"))]
    }
}

/// A merge was undone by whoever was told of it.
pub(in crate::merging) struct PartedPage {
    pub(in crate::merging) changed_since: bool,
}

impl Page for PartedPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("merge-parted-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            span.page-icon { (Icon::Check) }
            (heading(t.get("merge-parted-title")))
            (lede(t.get("merge-parted-lede")))
            @if self.changed_since { p { (t.get("merge-notice-undone-since")) } }
            p { (t.get("merge-undo-password")) }
            (button_row(&button_link(t.get("sign-in-button"), "/sign-in", true)))
        }
    }
}

impl Sampled for PartedPage {
    fn samples() -> Vec<Self> {
        vec![Self { changed_since: false }, Self { changed_since: true }]
    }
}
