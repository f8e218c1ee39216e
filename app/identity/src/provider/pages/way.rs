use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, SummaryList, button_link, heading, hidden, kicker, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::{PORTAL, WAITING, cancel};

/// Somebody is signed in: is it who goes on to the portal?
pub(crate) struct ChooseAccount {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// Who is signed in.
    pub(crate) name: String,
    /// Whether the portal would have them; otherwise it expects somebody else.
    pub(crate) expected: bool,
    /// Where another person signs in.
    pub(crate) sign_in: String,
}

impl Page for ChooseAccount {
    fn title(&self, t: &Localizer) -> String {
        if self.expected {
            t.get("choose-title")
        } else {
            t.with("choose-other-title", &[("portal", self.portal.as_str().into())])
        }
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let words = [("portal", self.portal.as_str().into()), ("name", self.name.as_str().into())];
        html! {
            (kicker(t.with("choose-for", &words)))
            (heading(self.title(t)))
            @if self.expected {
                (lede(t.with("choose-lede", &words)))
                (Form::post(view, format!("{}/account", self.action)).around(&html! {
                    (Button::primary(t.with("choose-go-on", &words)))
                }))
                (button_link(t.get("choose-other"), &self.sign_in, false))
            } @else {
                (lede(t.with("choose-other-lede", &words)))
                (button_link(t.get("choose-other"), &self.sign_in, true))
            }
            (cancel(view, &self.action, "way-back-to", &self.portal))
        }
    }
}

impl Sampled for ChooseAccount {
    fn samples() -> Vec<Self> {
        let sample = |expected| Self {
            portal: PORTAL.to_owned(),
            action: WAITING.to_owned(),
            name: "Trần Văn Bình".to_owned(),
            expected,
            sign_in: format!("/sign-in?return_to={WAITING}&again=yes"),
        };
        vec![sample(true), sample(false)]
    }
}

/// The portal insists on a level of identity that the account does not have.
pub(crate) struct RaiseAssurance {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// The catalogue key of the level that the account has.
    pub(crate) has: &'static str,
    /// And of the one that is asked for, if it is one of ours.
    pub(crate) wants: Option<&'static str>,
    /// Whether all that is missing is a phone to send a code to.
    pub(crate) phone_needed: bool,
    /// Whether what is missing is applied for here, from the phone.
    pub(crate) begins_here: bool,
}

impl Page for RaiseAssurance {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.phone_needed { "raise-phone-title" } else { "raise-title" })
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let levels = SummaryList::new().row(t.get("raise-has"), t.get(self.has));
        let levels = match self.wants {
            Some(wants) => levels.row(t.get("raise-wants"), t.get(wants)),
            None => levels,
        };
        let back = t.with("way-back-to", &[("portal", self.portal.as_str().into())]);
        html! {
            (heading(self.title(t)))
            @if self.phone_needed {
                (lede(t.with("raise-phone-lede", &[("portal", self.portal.as_str().into())])))
                p { (t.get("raise-phone-do")) }
            } @else {
                (lede(t.with("raise-lede", &[("portal", self.portal.as_str().into())])))
                (levels)
                p { (t.get("raise-do")) }
                @if self.begins_here { p { a href=(crate::level1::PATH) { (t.get("level-apply")) } } }
            }
            (Form::post(view, format!("{}/cancel", self.action)).around(&html! { (Button::primary(back)) }))
        }
    }
}

impl Sampled for RaiseAssurance {
    fn samples() -> Vec<Self> {
        let sample = |wants, phone_needed| Self {
            portal: PORTAL.to_owned(),
            action: WAITING.to_owned(),
            has: "level-vneid-1",
            wants,
            phone_needed,
            begins_here: wants == Some("level-vneid-1"),
        };
        vec![
            sample(Some("level-vneid-2"), false),
            sample(Some("level-vneid-1"), false),
            sample(None, false),
            sample(None, true),
        ]
    }
}

/// A request that waits no more.
pub(crate) struct Over {
    pub(crate) name: String,
    /// Where the portal's own pages begin.
    pub(crate) home: Option<String>,
    /// Whether it was answered; otherwise nobody came in time.
    pub(crate) answered: bool,
}

impl Page for Over {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.answered { "over-answered-title" } else { "over-expired-title" })
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let words = [("portal", self.name.as_str().into())];
        html! {
            (heading(self.title(t)))
            (lede(t.with(if self.answered { "over-answered-do" } else { "over-expired-do" }, &words)))
            @if let Some(home) = &self.home { (button_link(t.with("way-on-to", &words), home, true)) }
        }
    }
}

impl Sampled for Over {
    fn samples() -> Vec<Self> {
        let sample = |answered| Self {
            name: PORTAL.to_owned(),
            home: Some("https://haiduong.example/".to_owned()),
            answered,
        };
        vec![sample(true), sample(false)]
    }
}

/// Carries an answer to a portal that wants it posted; the script presses the button.
pub(crate) struct PassOn {
    /// The portal's name; empty if it is not known.
    pub(crate) name: String,
    pub(crate) action: String,
    pub(crate) fields: Vec<(&'static str, String)>,
}

impl Page for PassOn {
    fn title(&self, t: &Localizer) -> String {
        t.get("pass-on-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (Notice::info(match self.name.as_str() {
                "" => t.get("pass-on-lede-somewhere"),
                name => t.with("pass-on-lede", &[("portal", name.into())]),
            }))
            form.form method="post" action=(self.action) data-passes-on {
                @for (name, value) in &self.fields { (hidden(name, value)) }
                (Button::primary(t.get("pass-on-button")))
            }
        }
    }
}

impl Sampled for PassOn {
    fn samples() -> Vec<Self> {
        let sample = |name: &str| Self {
            name: name.to_owned(),
            action: "https://haiduong.example/callback".to_owned(),
            fields: vec![("code", "SplxlOBeZQQYbYS6WxSbIA".to_owned()), ("state", "af0ifjsldkj".to_owned())],
        };
        vec![sample(PORTAL), sample("")]
    }
}
