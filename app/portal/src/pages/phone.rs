use onedoor_base::Timestamp;
use onedoor_site::phone_change::waiting_section;
use onedoor_ui::components::{Button, Form, TextField, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

/// Asks for a phone, to be confirmed by a code.
#[derive(Default)]
pub(crate) struct PhonePage {
    /// What was typed or is known.
    pub(crate) phone: String,
    /// What it will be, and when.
    pub(crate) waiting: Option<(String, Timestamp)>,
    /// Whether the password must be given as well.
    pub(crate) has_password: bool,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl Page for PhonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-phone-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("portal-phone-title")))
            (lede(t.get("portal-phone-lede")))
            (waiting_section(self.waiting.as_ref(), view))
            (Form::post(view, "/account/phone").around(&html! {
                (TextField::phone("phone", t.get("portal-account-phone"))
                    .value(self.phone.clone()).problems(&self.problems, t))
                @if self.has_password {
                    (TextField::password("password", t.get("portal-current-password"), t)
                        .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
                }
                (Button::primary(t.get("portal-reset-send")))
            }))
        }
    }
}

impl Sampled for PhonePage {
    fn samples() -> Vec<Self> {
        let problems = vec![
            Problem::new("phone", "phone-malformed-vn"),
            Problem::new("password", "portal-current-wrong"),
        ];
        vec![
            Self { phone: "+79123456789".to_owned(), ..Self::default() },
            Self { phone: "12".to_owned(), has_password: true, problems: problems.into(), ..Self::default() },
            Self {
                waiting: Some(("+84987654321".to_owned(), Timestamp::from_seconds(1_795_244_709))),
                has_password: true,
                ..Self::default()
            },
        ]
    }
}
