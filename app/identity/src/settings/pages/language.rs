use maud::{Markup, html};
use onedoor_base::Language;
use onedoor_ui::components::{Button, Form, Radios, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::trail;
use crate::settings::{LANGUAGE, PATH};

/// The language of an account.
pub(in crate::settings) struct LanguagePage {
    pub(in crate::settings) language: Language,
}

impl Page for LanguagePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("settings-language")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut choices = Radios::new("language", t.get("settings-language")).value(self.language.tag());
        for language in Language::ALL {
            choices = choices.choice(language.tag(), language.own_name());
        }
        html! {
            (heading(t.get("settings-language")))
            (lede(t.get("settings-language-lede")))
            (Form::post(view, LANGUAGE).around(&html! {
                (choices)
                (button_row(&html! {
                    (Button::primary(t.get("settings-save")))
                    a href=(PATH) { (t.get("settings-back")) }
                }))
            }))
        }
    }
}

impl Sampled for LanguagePage {
    fn samples() -> Vec<Self> {
        vec![Self { language: Language::Zh }]
    }
}
