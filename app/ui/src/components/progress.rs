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
