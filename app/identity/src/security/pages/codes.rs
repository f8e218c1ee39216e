use base64::Engine;
use maud::{Markup, html};
use onedoor_base::{Secret, Timestamp};
use onedoor_people::factors::{RECOVERY_CODES, grouped};
use onedoor_ui::components::{Button, Form, Notice, button_link, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

/// How many recovery codes are left, and making new ones.
pub(crate) struct CodesPage {
    pub(crate) left: i64,
    pub(crate) made_at: Option<Timestamp>,
}

impl Page for CodesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("codes-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        super::breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let button = if self.left > 0 { "codes-make-anew" } else { "codes-make" };
        html! {
            (heading(self.title(t)))
            (lede(t.get("codes-lede")))
            @if let (Some(made_at), true) = (self.made_at, self.left > 0) {
                p { (t.with("codes-left", &[("left", self.left.into()), ("date", view.long_date(made_at).into())])) }
                p { (t.get("codes-anew-means")) }
            } @else {
                p { (t.get("codes-none")) }
            }
            (Form::post(view, "/account/security/codes").around(&button_row(&html! {
                (Button::primary(t.get(button)))
            })))
        }
    }
}

impl Sampled for CodesPage {
    fn samples() -> Vec<Self> {
        let made_at = Some(Timestamp::from_seconds(1_795_244_709));
        vec![Self { left: 0, made_at: None }, Self { left: 1, made_at }, Self { left: 8, made_at }]
    }
}

/// New recovery codes, this once.
pub(crate) struct NewCodesPage {
    pub(crate) login: String,
    pub(crate) codes: Vec<Secret>,
    pub(crate) made_at: Timestamp,
}

impl NewCodesPage {
    /// What the file says that can be kept: the same as the page.
    fn file(&self, view: &View) -> String {
        let t = &view.t;
        let site = view.look.name(t);
        let made = t.with("codes-made", &[("date", view.long_date(self.made_at).into())]);
        let mut text = format!("{}: {}\n{}\n{made}\n\n", site, t.get("codes-title"), self.login);
        for code in &self.codes {
            text.push_str(&grouped(code.reveal()));
            text.push('\n');
        }
        format!("{text}\n{}\n", t.get("codes-once"))
    }
}

impl Page for NewCodesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("codes-new-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        super::breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let file = base64::engine::general_purpose::STANDARD.encode(self.file(view));
        html! {
            (heading(self.title(t)))
            (Notice::warning(t.get("codes-shown-once")))
            p { (t.with("codes-for", &[("login", self.login.as_str().into())])) }
            ol.recovery-codes {
                @for code in &self.codes { li { code { (grouped(code.reveal())) } } }
            }
            p { (t.get("codes-once")) }
            p { (t.with("codes-made", &[("date", view.long_date(self.made_at).into())])) }
            p { (t.get("codes-print")) }
            (button_row(&html! {
                a.button.button--secondary download="recovery-codes.txt"
                    href=(format!("data:text/plain;charset=utf-8;base64,{file}")) { span { (t.get("codes-download")) } }
                (button_link(t.get("codes-done"), crate::security::PATH, true))
            }))
        }
    }
}

impl Sampled for NewCodesPage {
    fn samples() -> Vec<Self> {
        let codes = (0..RECOVERY_CODES).map(|n| Secret::new(format!("90218{n}574421"))).collect();
        vec![Self { login: "minh.khai".to_owned(), codes, made_at: Timestamp::from_seconds(1_795_244_709) }]
    }
}
