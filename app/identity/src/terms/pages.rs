use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Form, Notice, Table, Tone, button_row, heading, hidden, lede, section, status,
};
use onedoor_ui::{Localizer, Page, Sampled, Samples, View, samples};

use super::text::shown;

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![TermsPage, AgreePage]
}

/// One version of the terms, and which others there are.
pub(super) struct TermsPage {
    pub(super) site: String,
    pub(super) version: String,
    pub(super) text: String,
    /// The latest first.
    pub(super) versions: Vec<VersionShown>,
}

/// A version in the list.
pub(super) struct VersionShown {
    pub(super) version: String,
    pub(super) from: Timestamp,
    pub(super) in_force: bool,
    /// When the visitor agreed to it.
    pub(super) agreed_at: Option<Timestamp>,
}

impl TermsPage {
    fn this(&self) -> Option<&VersionShown> {
        self.versions.iter().find(|version| version.version == self.version)
    }

    fn list(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut table = Table::new(
            t.get("terms-versions"),
            vec![t.get("terms-version"), t.get("terms-from"), t.get("terms-agreed")],
        )
        .quiet_caption();
        for version in &self.versions {
            let name = html! {
                @if version.version == self.version { (version.version) }
                @else { a href=(format!("/terms/version/{}", version.version)) { (version.version) } }
                @if version.in_force { " " (status(t.get("terms-in-force"), Tone::Active)) }
            };
            let agreed = if let Some(at) = version.agreed_at {
                html! { (view.date_time(at)) }
            } else {
                html! { "–" }
            };
            table = table.row(vec![name, view.date(version.from), agreed]);
        }
        html! { (table) }
    }
}

impl Page for TermsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("terms-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let day = self.this().map(|this| view.long_date(this.from)).unwrap_or_default();
        let said = [
            ("site", self.site.as_str().into()),
            ("version", self.version.as_str().into()),
            ("date", day.into()),
        ];
        html! {
            (heading(t.get("terms-title")))
            (lede(t.with("terms-lede", &said)))
            @if self.this().is_some_and(|this| !this.in_force) { (Notice::info(t.get("terms-not-in-force"))) }
            (shown(&self.text))
            (section(t.get("terms-versions"), &self.list(view)))
        }
    }
}

/// The terms have changed: does the person agree?
pub(super) struct AgreePage {
    pub(super) version: String,
    pub(super) from: Timestamp,
    pub(super) text: String,
    /// The version that they agreed to last.
    pub(super) before: Option<String>,
    pub(super) return_to: String,
}

impl Page for AgreePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("terms-agree-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let said = [("version", self.version.as_str().into()), ("date", view.long_date(self.from).into())];
        html! {
            (heading(t.get("terms-agree-title")))
            (lede(t.with("terms-agree-lede", &said)))
            @if let Some(before) = &self.before {
                p { a href=(format!("/terms/version/{before}")) { (t.get("terms-agree-before")) } }
            }
            (shown(&self.text))
            (Form::post(view, super::AGREE).around(&html! {
                (hidden("version", &self.version))
                (hidden("return_to", &self.return_to))
                (button_row(&html! { (Button::primary(t.get("terms-agree-button"))) }))
            }))
            p { (t.get("terms-agree-otherwise")) }
            (Form::post(view, "/sign-out").around(&html! { (Button::quiet(t.get("terms-agree-not"))) }))
        }
    }
}

const SAMPLE: &str = "# What the account is for\n\nOne account for all public services.\n\n- It is yours alone.\n- It costs nothing.";

impl Sampled for TermsPage {
    fn samples() -> Vec<Self> {
        let (old, new) = (Timestamp::from_seconds(1_533_052_800), Timestamp::from_seconds(1_782_864_000));
        let shown = |version: &str, from, in_force, agreed_at| VersionShown {
            version: version.to_owned(),
            from,
            in_force,
            agreed_at,
        };
        let page = |version: &str, agreed| Self {
            site: "山东省统一身份认证平台".to_owned(),
            version: version.to_owned(),
            text: SAMPLE.to_owned(),
            versions: vec![shown("2026-07", new, true, None), shown("2018-08", old, false, agreed)],
        };
        vec![page("2026-07", None), page("2018-08", Some(Timestamp::from_seconds(1_533_060_000)))]
    }
}

impl Sampled for AgreePage {
    fn samples() -> Vec<Self> {
        let page = |before: Option<&str>| Self {
            version: "2026-07".to_owned(),
            from: Timestamp::from_seconds(1_782_864_000),
            text: SAMPLE.to_owned(),
            before: before.map(str::to_owned),
            return_to: "/account".to_owned(),
        };
        vec![page(Some("2018-08")), page(None)]
    }
}
