use maud::{Markup, html};
use onedoor_ui::components::{
    Button, Form, Notice, Tone, button_link, button_row, empty_state, heading, lede, panel, status,
};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::trail;
use crate::settings::addresses::{PATH, PLACE};

/// The addresses of a person.
pub(in crate::settings) struct AddressesPage {
    pub(in crate::settings) notice: Option<AddressNotice>,
    pub(in crate::settings) addresses: Vec<AddressShown>,
    /// Whether there is room for another.
    pub(in crate::settings) room: bool,
}

/// One of them.
pub(in crate::settings) struct AddressShown {
    pub(in crate::settings) id: String,
    /// What its owner calls it; empty without a name.
    pub(in crate::settings) label: String,
    /// As its post wants it on a letter.
    pub(in crate::settings) lines: Vec<String>,
    pub(in crate::settings) main: bool,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::settings) enum AddressNotice {
    Added,
    Changed,
    Main,
    Removed,
}

impl AddressNotice {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Added, "added", "address-added"),
        (Self::Changed, "changed", "address-changed"),
        (Self::Main, "main", "address-main-chosen"),
        (Self::Removed, "removed", "address-removed"),
    ];

    /// From the word in an address.
    pub(in crate::settings) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known, _)| *known == word).map(|(notice, ..)| notice)
    }

    fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(notice, ..)| *notice == self).map_or("address-changed", |found| found.2)
    }
}

fn one(address: &AddressShown, view: &View) -> Markup {
    let t = &view.t;
    let name = if address.label.is_empty() { t.get("address-title-one") } else { address.label.clone() };
    let about = address.lines.join(", ");
    panel(&html! {
        h2 class="break" { (name) @if address.main { " " (status(t.get("address-main"), Tone::Good)) } }
        address translate="no" { @for line in &address.lines { div class="break" { (line) } } }
        (button_row(&html! {
            a href=(format!("{PATH}/{}", address.id)) {
                (t.get("settings-change")) span.visually-hidden { " " (about) }
            }
            @if !address.main {
                (Form::post(view, format!("{PATH}/{}/main", address.id)).around(&html! {
                    (Button::quiet(t.get("address-make-main")).about(about.clone()))
                }))
            }
            (Form::post(view, format!("{PATH}/{}/remove", address.id)).around(&html! {
                (Button::quiet(t.get("address-remove")).about(about.clone()))
            }))
        }))
    })
}

impl Page for AddressesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("address-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (Notice::success(t.get(notice.key()))) }
            (heading(t.get("address-title")))
            (lede(t.get("address-lede")))
            @if self.addresses.is_empty() {
                (empty_state(Icon::Message, t.get("address-none-title"), t.get("address-none"), &html! {}))
            }
            @for address in &self.addresses { (one(address, view)) }
            @if self.room {
                (button_row(&button_link(t.get("address-add"), PLACE, true)))
            } @else {
                (Notice::info(t.get("address-full")))
            }
        }
    }
}

impl Sampled for AddressesPage {
    fn samples() -> Vec<Self> {
        let address = |n: u8, label: &str, lines: &[&str]| AddressShown {
            id: format!("addr_0197f3c2-0000-7000-8000-00000000000{n}"),
            label: label.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            main: n == 1,
        };
        let home =
            || address(1, "Nhà", &["Trần Văn An", "12 Hàng Bài", "Phường Hoàn Kiếm, Thành phố Hà Nội 11000"]);
        let work =
            || address(2, "", &["250011", "山东省济南市历下区泺源大街1号", "李娜（收） 138 0013 8000"]);
        let plain = |addresses| Self { notice: None, addresses, room: true };
        vec![
            plain(Vec::new()),
            Self { notice: Some(AddressNotice::Added), ..plain(vec![home()]) },
            Self { notice: Some(AddressNotice::Main), room: false, ..plain(vec![home(), work()]) },
            Self { notice: Some(AddressNotice::Changed), ..plain(vec![work()]) },
            Self { notice: Some(AddressNotice::Removed), ..plain(Vec::new()) },
        ]
    }
}
