use maud::{Markup, html};
use onedoor_storage::provider::clients::Standing;
use onedoor_ui::components::{button_link, heading, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::PORTAL;

/// Somebody wants to sign in at a system where nobody does, for the time being or any more.
pub(crate) struct SystemStopped {
    /// What it is called.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) standing: Standing,
    /// What took its place: what that is called, and where its pages begin.
    pub(crate) into: Option<(String, String)>,
}

impl SystemStopped {
    fn text(&self, t: &Localizer, [suspended, retired, merged]: [&str; 3]) -> String {
        let into = self.into.as_ref().map(|(name, _)| name.as_str()).unwrap_or_default();
        let words = [("portal", self.name.as_str().into()), ("into", into.into())];
        match (&self.standing, &self.into) {
            (Standing::Suspended, _) => t.with(suspended, &words),
            (Standing::Merged(_), Some(_)) => t.with(merged, &words),
            _ => t.with(retired, &words),
        }
    }
}

impl Page for SystemStopped {
    fn title(&self, t: &Localizer) -> String {
        self.text(t, ["system-suspended-title", "system-retired-title", "system-merged-title"])
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(self.text(t, ["system-suspended", "system-retired", "system-merged"])))
            p { (self.text(t, ["system-suspended-do", "system-retired-do", "system-merged-do"])) }
            @if let Some((name, home)) = &self.into {
                (button_link(t.with("system-merged-go", &[("into", name.as_str().into())]), home, true))
            } @else {
                (button_link(t.get("system-to-links"), "/account/links", false))
            }
        }
    }
}

impl Sampled for SystemStopped {
    fn samples() -> Vec<Self> {
        let sample = |standing, into| Self { name: PORTAL.to_owned(), standing, into };
        let into = Some(("Một cửa Hải Phòng".to_owned(), "https://haiphong.example/".to_owned()));
        vec![
            sample(Standing::Suspended, None),
            sample(Standing::Retired, None),
            sample(Standing::Merged("haiphong".to_owned()), into),
        ]
    }
}
