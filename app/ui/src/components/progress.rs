use maud::{Markup, html};

use crate::{Icon, Localizer};

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

/// Pages of a long list. `href` gives the address of a page, counted from 1.
pub fn pagination(t: &Localizer, page: u32, pages: u32, href: impl Fn(u32) -> String) -> Markup {
    html! {
        @if pages > 1 {
            nav.pagination aria-label=(t.get("list-pages")) {
                @if page > 1 {
                    a.pagination__way rel="prev" href=(href(page - 1)) { (Icon::ArrowLeft) span { (t.get("list-previous")) } }
                }
                p { (t.with("list-page", &[("page", page.into()), ("pages", pages.into())])) }
                @if page < pages {
                    a.pagination__way rel="next" href=(href(page + 1)) { span { (t.get("list-next")) } (Icon::ArrowRight) }
                }
            }
        }
    }
}
