use maud::{Markup, html};

use crate::Localizer;

/// "Step 2 of 3", with a bar.
pub fn steps(t: &Localizer, step: u8, of: u8) -> Markup {
    html! {
        div.steps {
            p.steps__text { (t.with("form-step", &[("step", step.into()), ("of", of.into())])) }
            ol.steps__bar aria-hidden="true" {
                @for n in 1..=of { li.done[n < step].now[n == step] {} }
            }
        }
    }
}

/// How much of something is done, with a bar; `text` says it too.
pub fn meter(text: impl Into<String>, done: u64, of: u64) -> Markup {
    let text = text.into();
    html! {
        div.meter {
            p { (text) }
            progress value=(done.min(of)) max=(of.max(1)) aria-label=(text) {}
        }
    }
}
