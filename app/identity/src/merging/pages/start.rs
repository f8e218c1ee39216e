use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, Notice, Table, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::trail;
use crate::merging::PATH;

/// What a merge is, and those that were done.
pub(in crate::merging) struct StartPage {
    pub(in crate::merging) notice: Option<MergeNotice>,
    /// The login name of the account that is signed in.
    pub(in crate::merging) login: String,
    pub(in crate::merging) merged: Vec<MergedShown>,
}

/// An account that was merged into this one.
pub(in crate::merging) struct MergedShown {
    pub(in crate::merging) id: String,
    pub(in crate::merging) login: String,
    pub(in crate::merging) at: Timestamp,
    pub(in crate::merging) until: Timestamp,
    pub(in crate::merging) can_be_undone: bool,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::merging) enum MergeNotice {
    Merged,
    Cancelled,
    Undone,
    UndoneSince,
}

impl MergeNotice {
    const ALL: [Self; 4] = [Self::Merged, Self::Cancelled, Self::Undone, Self::UndoneSince];

    const fn word(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Cancelled => "cancelled",
            Self::Undone => "undone",
            Self::UndoneSince => "undone-since",
        }
    }

    pub(in crate::merging) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.word() == word)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Merged => "merge-notice-merged",
            Self::Cancelled => "merge-notice-cancelled",
            Self::Undone => "merge-notice-undone",
            Self::UndoneSince => "merge-notice-undone-since",
        }
    }
}

impl Page for StartPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("merge-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice {
                (Notice::success(t.get(notice.key())))
            }
            (heading(t.get("merge-title")))
            (lede(t.get("merge-lede")))
            (section(t.get("merge-how"), &html! {
                ol {
                    li { (t.with("merge-how-first", &[("login", self.login.as_str().into())])) }
                    li { (t.get("merge-how-second")) }
                    li { (t.get("merge-how-look")) }
                    li { (t.get("merge-how-undo")) }
                }
            }))
            (Notice::warning(t.get("merge-only-own")))
            (Form::post(view, PATH).around(&button_row(&html! {
                (Button::primary(t.get("merge-begin")))
                (button_link(t.get("merge-no"), "/account", false))
            })))
            @if !self.merged.is_empty() { (section(t.get("merge-done-title"), &self.table(view))) }
        }
    }
}

impl StartPage {
    fn table(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = vec![
            t.get("login-label"),
            t.get("merge-done-at"),
            t.get("merge-undo-until"),
            t.get("merge-undo"),
        ];
        let mut table = Table::new(t.get("merge-done-title"), columns).quiet_caption();
        for merged in &self.merged {
            let undo = if merged.can_be_undone {
                html! { a href=(format!("{PATH}/{}/undo", merged.id)) {
                    (t.get("merge-undo")) span.visually-hidden { " " (merged.login) }
                } }
            } else {
                html! { (t.get("merge-undo-not")) }
            };
            table = table.row(vec![
                html! { (merged.login) },
                view.date(merged.at),
                view.date(merged.until),
                undo,
            ]);
        }
        html! { (table) }
    }
}

impl Sampled for StartPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let merged = |n: u8, can_be_undone| MergedShown {
            id: format!("merg_0197f3c2-0000-7000-8000-00000000000{n}"),
            login: format!("minh.khai{n}"),
            at,
            until: at,
            can_be_undone,
        };
        let plain = |notice| Self { notice, login: "minh.khai".to_owned(), merged: Vec::new() };
        let mut all = vec![plain(None)];
        all.extend(MergeNotice::ALL.into_iter().map(|notice| plain(Some(notice))));
        all.push(Self { merged: vec![merged(1, true), merged(2, false)], ..plain(None) });
        all
    }
}
