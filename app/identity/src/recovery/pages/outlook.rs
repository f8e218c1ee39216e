use std::time::Duration;

use maud::{Markup, html};
use onedoor_people::recovery::{Outlook, Proof, Rung};
use onedoor_ui::components::{Notice, SummaryList, Tone, heading, lede, section, status};
use onedoor_ui::{Localizer, Page, Sampled, View};

/// What the owner would be asked who has forgotten the password.
pub(in crate::recovery) struct OutlookPage {
    /// How much the account opens.
    pub(in crate::recovery) rung: Rung,
    /// What it would be like today.
    pub(in crate::recovery) outlook: Outlook,
    /// What can be shown on this site, and whether the owner has it.
    pub(in crate::recovery) ways: Vec<(Proof, bool)>,
    /// Of what one more would open the account at once.
    pub(in crate::recovery) stronger: Vec<Proof>,
    /// Whether there is a passkey.
    pub(in crate::recovery) passkey: bool,
}

/// What it is called, and where it is set up.
const fn way(proof: Proof) -> (&'static str, &'static str) {
    match proof {
        Proof::Phone => ("recover-way-phone", crate::contacts::PHONE),
        Proof::Email => ("recover-way-email", crate::contacts::EMAIL),
        Proof::Code => ("recover-way-code", "/account/security/codes"),
        Proof::App => ("recover-way-app", "/account/security/totp"),
        Proof::Questions => ("recover-way-questions", "/account/security/questions"),
    }
}

fn days(wait: Duration) -> i64 {
    i64::try_from(wait.as_secs() / 86_400).unwrap_or(i64::MAX)
}

impl OutlookPage {
    fn today(&self, t: &Localizer) -> Markup {
        let notice = match self.outlook {
            Outlook::AtOnce => Notice::success(t.get("outlook-at-once")),
            Outlook::Waits(wait) => Notice::warning(t.with("outlook-waits", &[("days", days(wait).into())])),
            Outlook::Office => Notice::warning(t.get("outlook-office")),
        };
        html! {
            (notice.and(&html! {
                @if !self.stronger.is_empty() {
                    p { (t.get("outlook-stronger")) }
                    ul {
                        @for proof in &self.stronger {
                            @let (name, href) = way(*proof);
                            li { a href=(href) { (t.get(name)) } }
                        }
                    }
                }
            }))
        }
    }

    fn has(&self, t: &Localizer) -> Markup {
        let mut list = SummaryList::new();
        for (proof, has) in &self.ways {
            let (name, href) = way(*proof);
            let (word, tone) =
                if *has { ("outlook-have", Tone::Good) } else { ("outlook-have-not", Tone::Neutral) };
            list = list.rich(t.get(name), status(t.get(word), tone)).action(t.get("security-manage"), href);
        }
        html! {
            (list)
            p { (t.get("outlook-questions")) }
            @if self.passkey { p { (t.get("outlook-passkey")) } }
        }
    }
}

impl Page for OutlookPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("outlook-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![
            (t.get("account-title"), "/account".to_owned()),
            (t.get("security-title"), crate::security::PATH.to_owned()),
        ]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let asked = match self.rung {
            Rung::Low => t.get("outlook-low"),
            Rung::Middle => t.with("outlook-middle", &[("days", days(Rung::Middle.wait()).into())]),
            Rung::High => t.with("outlook-high", &[("days", days(Rung::High.wait()).into())]),
        };
        html! {
            (heading(t.get("outlook-title")))
            (lede(asked))
            (self.today(t))
            (section(t.get("recover-ways-legend"), &self.has(t)))
        }
    }
}

impl Sampled for OutlookPage {
    fn samples() -> Vec<Self> {
        let ways = |has: &[Proof]| Proof::ALL.into_iter().map(|way| (way, has.contains(&way))).collect();
        let three = Outlook::Waits(Duration::from_hours(72));
        vec![
            Self {
                rung: Rung::High,
                outlook: Outlook::AtOnce,
                ways: ways(&[Proof::Phone, Proof::Code]),
                stronger: Vec::new(),
                passkey: true,
            },
            Self {
                rung: Rung::Middle,
                outlook: three,
                ways: ways(&[Proof::Phone]),
                stronger: vec![Proof::Email, Proof::Code, Proof::App, Proof::Questions],
                passkey: false,
            },
            Self {
                rung: Rung::Low,
                outlook: Outlook::Office,
                ways: ways(&[]),
                stronger: vec![Proof::Phone, Proof::Email, Proof::Code, Proof::App],
                passkey: false,
            },
        ]
    }
}
