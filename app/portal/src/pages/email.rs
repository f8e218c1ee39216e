use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, TextField, Tone, heading, lede, section, status,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

/// The mail address of an account, to be confirmed by a code, or removed.
pub(crate) struct EmailPage {
    /// The address that the account has, and whether it is confirmed.
    pub(crate) now: Option<(String, bool)>,
    /// What was typed or is known.
    pub(crate) email: String,
    /// Whether the password must be given as well.
    pub(crate) asks_password: bool,
    /// Whether the site can send mail.
    pub(crate) can_confirm: bool,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl EmailPage {
    fn password(&self, t: &Localizer) -> Markup {
        html! {
            @if self.asks_password {
                (TextField::password("password", t.get("portal-current-password"), t)
                    .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
            }
        }
    }

    fn present(email: &str, confirmed: bool, t: &Localizer) -> Markup {
        let (words, tone) = if confirmed {
            ("portal-email-confirmed", Tone::Good)
        } else {
            ("portal-account-unconfirmed", Tone::Attention)
        };
        let shown = html! { span class="break" { (email) } " " (status(t.get(words), tone)) };
        html! { (SummaryList::new().rich(t.get("portal-account-email"), shown)) }
    }
}

impl Page for EmailPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-email-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (lede_key, button) = if self.can_confirm {
            ("portal-email-lede", "portal-reset-send")
        } else {
            ("portal-email-no-mail", "portal-save")
        };
        html! {
            (heading(t.get("portal-email-title")))
            (lede(t.get(lede_key)))
            @if let Some((email, confirmed)) = &self.now { (Self::present(email, *confirmed, t)) }
            (Form::post(view, "/account/email").around(&html! {
                (TextField::email("email", t.get("portal-email-label"))
                    .value(self.email.clone()).problems(&self.problems, t))
                (self.password(t))
                (Button::primary(t.get(button)))
            }))
            @if self.now.is_some() {
                (section(t.get("portal-email-remove-title"), &html! {
                    (Notice::info(t.get("portal-email-remove-text")))
                    (Form::post(view, "/account/email/remove").around(&html! {
                        @if self.asks_password {
                            (TextField::password("password_too", t.get("portal-current-password"), t)
                                .problems(&self.problems, t))
                        }
                        (Button::secondary(t.get("portal-email-remove")))
                    }))
                }))
            }
        }
    }
}

impl Sampled for EmailPage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            now: None,
            email: String::new(),
            asks_password: false,
            can_confirm: true,
            problems: Problems::new(),
        };
        let long = "ten-rat-dai-cua-mot-nguoi-nao-do@tinh-hai-duong.thu-dien-tu.example";
        let problem = |field, key| Problems::one(Problem::new(field, key));
        vec![
            plain(),
            Self {
                now: Some((long.to_owned(), false)),
                email: long.to_owned(),
                asks_password: true,
                ..plain()
            },
            Self { now: Some(("lan@example.vn".to_owned(), true)), ..plain() },
            Self { email: "lan".to_owned(), problems: problem("email", "portal-email-malformed"), ..plain() },
            Self {
                asks_password: true,
                email: "lan@example.vn".to_owned(),
                problems: problem("password", "portal-current-wrong"),
                ..plain()
            },
            Self {
                asks_password: true,
                now: Some(("lan@example.vn".to_owned(), true)),
                problems: problem("password_too", "portal-current-wrong"),
                ..plain()
            },
            Self {
                problems: Problems::one(Problem::general("portal-too-many").with("time", "14:05")),
                ..plain()
            },
            Self { can_confirm: false, ..plain() },
        ]
    }
}
