use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel};
use onedoor_site::ReturnTo;
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Sampled, SiteLook, View, html};

use super::parts::{other_way, sample_issuer, text};
use crate::linking::answer::again;

/// The portal wants to be surer of the person than the issuer is.
pub(in crate::linking) struct RaiseAssurancePage {
    pub(in crate::linking) look: SiteLook,
    /// The issuer's name in addresses.
    pub(in crate::linking) key: String,
    pub(in crate::linking) return_to: ReturnTo,
    /// What is wanted, and the issuer can be asked for; `None` if it has just said that the person cannot
    /// reach it now.
    pub(in crate::linking) wanted: Option<Assurance>,
}

impl RaiseAssurancePage {
    fn levels(wanted: Assurance, t: &Localizer) -> Vec<String> {
        let identity = match wanted.identity {
            IdentityLevel::Claimed => None,
            IdentityLevel::Basic => Some(t.get("link-level-basic")),
            IdentityLevel::Substantial => Some(t.get("link-level-substantial")),
            IdentityLevel::High => Some(t.get("link-level-high")),
        };
        let authentication = match wanted.authentication {
            AuthenticationLevel::One => None,
            AuthenticationLevel::Two => Some(t.get("link-level-two-factors")),
            AuthenticationLevel::Three => Some(t.get("link-level-hardware")),
        };
        identity.into_iter().chain(authentication).collect()
    }
}

impl Page for RaiseAssurancePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-raise-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-raise-title")))
            @match self.wanted {
                Some(wanted) => {
                    (lede(text(view, "link-raise", &self.look)))
                    ul { @for level in Self::levels(wanted, t) { li { (level) } } }
                    p { (text(view, "link-raise-do", &self.look)) }
                    @let href = format!("{}&raise=yes", again(&self.key, &self.return_to));
                    (button_row(&button_link(t.get("link-continue"), &href, true)))
                }
                None => {
                    (lede(text(view, "link-raise-not-reached", &self.look)))
                    (other_way(view, &self.return_to))
                }
            }
        }
    }
}

impl Sampled for RaiseAssurancePage {
    fn samples() -> Vec<Self> {
        let sample = |wanted| Self {
            look: sample_issuer(),
            key: "esia".to_owned(),
            return_to: ReturnTo::home(),
            wanted,
        };
        let assurance = |identity, authentication| Some(Assurance { identity, authentication });
        vec![
            sample(assurance(IdentityLevel::Basic, AuthenticationLevel::Two)),
            sample(assurance(IdentityLevel::Substantial, AuthenticationLevel::One)),
            sample(assurance(IdentityLevel::High, AuthenticationLevel::Three)),
            sample(None),
        ]
    }
}
