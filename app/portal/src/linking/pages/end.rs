use onedoor_base::LinkId;
use onedoor_ui::components::{Button, Form, Notice, TextField, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, SiteLook, View, html};

use super::parts::{sample_issuer, text};
use crate::linking::ending::path;

/// Before a link is ended: what ends, what stays, which way in there will be.
pub(in crate::linking) struct EndLinkPage {
    pub(in crate::linking) id: LinkId,
    pub(in crate::linking) look: SiteLook,
    /// How the account opens without the link.
    pub(in crate::linking) other: Option<OtherWay>,
    /// Whether the password is asked for, because the sign-in is not of the last minutes.
    pub(in crate::linking) asks_password: bool,
    /// Whether this very session was opened by the link.
    pub(in crate::linking) signs_out: bool,
    pub(in crate::linking) problems: Problems,
}

/// What opens an account beside its link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::linking) enum OtherWay {
    /// Its password.
    Password,
    /// Another national identity.
    Identity,
    /// A telephone number with which a password can be set.
    Phone,
}

impl EndLinkPage {
    fn what_happens(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            h2 { (t.get("link-end-ends")) }
            ul {
                li { (text(view, "link-end-ends-opening", &self.look)) }
                li { (t.get("link-end-ends-sessions")) }
                @if self.signs_out { li { (t.get("link-end-ends-this")) } }
            }
            h2 { (t.get("link-end-stays")) }
            ul {
                li { (t.get("link-end-stays-dossiers")) }
                li { (text(view, "link-end-stays-national", &self.look)) }
                @match self.other {
                    Some(OtherWay::Password) => { li { (t.get("link-end-stays-password")) } }
                    Some(OtherWay::Identity) => { li { (t.get("link-end-stays-identity")) } }
                    Some(OtherWay::Phone) => { li { (t.get("link-end-stays-phone")) } }
                    None => {}
                }
            }
        }
    }
}

impl Page for EndLinkPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("link-end-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account/links".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("link-end-title")))
            @if self.other.is_some() {
                (lede(text(view, "link-end", &self.look)))
                (self.what_happens(view))
                (Form::post(view, path(self.id)).around(&html! {
                    @if self.asks_password {
                        (TextField::password("password", t.get("portal-current-password"), t)
                            .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
                    }
                    (Button::danger(t.get("link-end-button")))
                }))
                p { a href="/account/links" { (t.get("link-end-leave")) } }
                p { (t.get("link-end-again")) }
            } @else {
                (lede(text(view, "link-end-last", &self.look)))
                (Notice::warning(t.get("link-end-last-do")))
                (button_row(&html! {
                    (button_link(t.get("link-end-set-password"), "/account/password", true))
                    (button_link(t.get("link-end-set-phone"), "/account/phone", false))
                }))
            }
        }
    }
}

impl Sampled for EndLinkPage {
    fn samples() -> Vec<Self> {
        let sample = |other| Self {
            id: LinkId::from_bytes([3; 16]),
            look: sample_issuer(),
            other,
            asks_password: false,
            signs_out: true,
            problems: Problems::new(),
        };
        let wrong = Problems::one(Problem::new("password", "portal-current-wrong"));
        vec![
            sample(Some(OtherWay::Password)),
            Self {
                asks_password: true,
                signs_out: false,
                problems: wrong,
                ..sample(Some(OtherWay::Password))
            },
            sample(Some(OtherWay::Identity)),
            sample(Some(OtherWay::Phone)),
            sample(None),
        ]
    }
}
