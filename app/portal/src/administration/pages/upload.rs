use onedoor_ui::components::{Button, FileField, Form, details, heading, lede, section};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use crate::administration::upload::{MOST_BYTES, MOST_ROWS};
use crate::administration::{PATH, UPLOAD};

use super::words::figure;

/// Where a file of accounts is chosen.
pub(in crate::administration) struct UploadPage {
    /// Whether each account belongs to an organisation.
    pub(in crate::administration) organisations: bool,
    pub(in crate::administration) problems: Problems,
}

impl UploadPage {
    fn columns(&self, t: &Localizer) -> Markup {
        let column = |name: &str, text: &str| html! { li { code { (name) } " — " (t.get(text)) } };
        html! {
            ul {
                @if self.organisations { (column("organisation", "admin-upload-organisation")) }
                (column("user_name", "admin-upload-user-name"))
                (column("national_number", "admin-upload-number"))
                (column("display_name", "admin-upload-display-name"))
            }
        }
    }
}

impl Page for UploadPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-upload-title")
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let most = view.number(figure(MOST_ROWS));
        let limits = t.with(
            "admin-upload-limits",
            &[("rows", most.into()), ("megabytes", view.number(figure(MOST_BYTES / 1_000_000)).into())],
        );
        html! {
            (heading(self.title(t)))
            (lede(t.get("admin-upload-lede")))
            (Form::post(view, UPLOAD).with_file().around(&html! {
                (FileField::new("file", t.get("admin-upload-file"), ".csv,text/csv")
                    .hint(limits)
                    .problems(&self.problems, t))
                (Button::primary(t.get("admin-upload-button")))
            }))
            (section(t.get("admin-upload-form-title"), &html! {
                p { (t.get("admin-upload-form")) }
                (self.columns(t))
            }))
            (details(t.get("admin-upload-after-title"), &html! { p { (t.get("admin-upload-after")) } }))
        }
    }
}

impl Sampled for UploadPage {
    fn samples() -> Vec<Self> {
        let problem = |key| Problem::new("file", key);
        let with = |problem| Self { organisations: true, problems: Problems::one(problem) };
        vec![
            Self { organisations: false, problems: Problems::new() },
            with(problem("admin-upload-missing")),
            with(problem("admin-upload-large").with("most", 100)),
            with(problem("admin-upload-rows").with("most", 1_000_000)),
            with(problem("admin-upload-waiting").with("most", 5)),
            with(problem("admin-upload-encoding")),
            with(problem("admin-upload-unknown").with("column", "colour")),
            with(problem("admin-upload-twice").with("column", "user_name")),
            with(problem("admin-upload-lacking").with("column", "national_number")),
        ]
    }
}
