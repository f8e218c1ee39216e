use maud::{DOCTYPE, Markup, html};
use onedoor_base::Language;

use crate::components::{back_link, breadcrumb, error_summary};
use crate::emblem::{emblem, emblem_path};
use crate::installed::{MANIFEST, touch_icon};
use crate::typed::Rendered;
use crate::{Icon, News, Page, SignedIn, View, Width, percent, script_path, style_path, typed};

/// The whole document around a page.
pub(crate) fn document(page: &dyn Page, view: &View) -> Markup {
    let t = &view.t;
    let site = view.look.name(t);
    let Rendered { body, form, problems } =
        typed::rendering(&view.typed, page.problems(), || page.body(view));
    let languages = Languages { view, form };
    let title = page.title(t);
    let title = if problems.is_empty() {
        t.with("layout-title", &[("page", title.into()), ("site", site.clone().into())])
    } else {
        t.with("layout-title-error", &[("page", title.into()), ("site", site.clone().into())])
    };
    html! {
        (DOCTYPE)
        html lang=(document_language(view.language())) data-site=(view.look.look.key()) data-role=(view.look.role.key()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                title { (title) }
                link rel="stylesheet" href=(style_path());
                link rel="icon" type="image/svg+xml" href=(emblem_path(view.look.look));
                @if page.is_installable() {
                    link rel="manifest" href=(MANIFEST);
                    meta name="theme-color" content=(view.look.look.ground());
                    @if let Some(icon) = touch_icon(view.look.look) { link rel="apple-touch-icon" href=(icon); }
                }
                script type="module" src=(script_path()) {}
            }
            body {
                a.skip-link href="#main" { (t.get("layout-skip")) }
                (header(&languages, &site))
                div.stage {
                    (before_main(page, view))
                    @if page.width() == Width::Reading { div.doorway aria-hidden="true" {} }
                    main #main.page.page--wide[page.width() == Width::Wide] tabindex="-1" {
                        (error_summary(&problems, t))
                        @if let Some(news) = view.news { (news.shown(t)) }
                        (body)
                        @if page.offers_help() || view.news.is_some_and(News::offers_help) { (view.look.help.section(t)) }
                    }
                }
                (footer(&languages, &site))
            }
        }
    }
}

/// Chinese is named with its script, so that fonts and screen readers choose the right one.
fn document_language(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-Hans",
        other => other.tag(),
    }
}

/// What a narrow header calls a language.
fn short_name(language: Language) -> &'static str {
    match language {
        Language::Vi => "VI",
        Language::Zh => "中文",
        Language::Ru => "RU",
        Language::En => "EN",
    }
}

fn header(languages: &Languages<'_>, site: &str) -> Markup {
    let view = languages.view;
    let t = &view.t;
    html! {
        header.site-header {
            @if view.look.demonstration {
                p.demo-note { span { (t.get("layout-demonstration")) } }
            }
            div.site-header__bar {
                div.site-header__inner {
                    a.brand href="/" {
                        span.brand__emblem { (emblem(view.look.look)) }
                        span.brand__name { (site) }
                    }
                    (languages.menu())
                    @if let Some(who) = &view.signed_in { (signed_in(who, view)) }
                }
            }
            div.frieze aria-hidden="true" {}
            @if !view.nav.is_empty() { (navigation(view)) }
        }
    }
}

/// The choice of language. Links do where there is nothing to lose; on a page with a form the choice is
/// made by buttons of that form, so that what is typed goes along and is shown again.
struct Languages<'p> {
    view: &'p View,
    form: Option<&'static str>,
}

impl Languages<'_> {
    fn menu(&self) -> Markup {
        let t = &self.view.t;
        html! {
            nav.languages aria-label=(t.get("layout-language")) {
                // Enter in a field presses the first button of its form, which must not be a language.
                @if let Some(form) = self.form {
                    button.visually-hidden type="submit" form=(form) tabindex="-1" aria-hidden="true" { "→" }
                }
                details {
                    summary {
                        (Icon::Globe)
                        span.visually-hidden { (t.get("layout-language")) ": " }
                        span.languages__name { (self.view.language().own_name()) }
                        span.languages__short aria-hidden="true" { (short_name(self.view.language())) }
                    }
                    (self.list())
                }
            }
        }
    }

    fn list(&self) -> Markup {
        let (path, here) = (&self.view.path, self.view.language());
        html! {
            ul {
                @for language in Language::ALL {
                    li {
                        @if language == here {
                            span aria-current="true" { (language.own_name()) }
                        } @else if let Some(form) = self.form {
                            button type="submit" form=(form) formmethod="post" formaction=(form_href(language, path))
                                lang=(document_language(language)) { (language.own_name()) }
                        } @else {
                            a href=(language_href(language, path)) lang=(document_language(language))
                                hreflang=(language.tag()) rel="nofollow" { (language.own_name()) }
                        }
                    }
                }
            }
        }
    }
}

/// `/language/ru?back=/sign-in`: the site remembers the choice and comes back.
fn language_href(language: Language, path: &str) -> String {
    format!("/language/{}?back={}", language.tag(), percent::encode(path))
}

/// `/register?language=ru`: posted to, the site remembers the choice and shows the page with what was typed.
fn form_href(language: Language, path: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}language={}", language.tag())
}

fn signed_in(who: &SignedIn, view: &View) -> Markup {
    let t = &view.t;
    html! {
        div.signed-in {
            a.signed-in__name href=(who.account_href) {
                span.visually-hidden { (t.get("layout-signed-in")) " " }
                (Icon::Person)
                // Somebody whose name is not known is still led to their account.
                span { @if who.name.is_empty() { (t.get("layout-account")) } @else { (who.name) } }
            }
            form method="post" action=(who.sign_out_action) {
                input type="hidden" name="csrf" value=(view.csrf);
                button.button-quiet type="submit" { (t.get("layout-sign-out")) }
            }
        }
    }
}

fn navigation(view: &View) -> Markup {
    let path = view.path.split(['?', '#']).next().unwrap_or_default();
    let here = |href: &str| path == href || (href.len() > 1 && path.starts_with(&format!("{href}/")));
    html! {
        nav.site-nav aria-label=(view.t.get("layout-navigation")) {
            ul {
                @for item in &view.nav {
                    li { a href=(item.href) aria-current=[here(&item.href).then_some("page")] { (view.t.get(item.key)) } }
                }
            }
        }
    }
}

fn before_main(page: &dyn Page, view: &View) -> Markup {
    let ways = page.breadcrumb(&view.t);
    html! {
        @if !ways.is_empty() || page.back().is_some() {
            nav.before-main.before-main--wide[page.width() == Width::Wide] aria-label=(view.t.get("layout-breadcrumb")) {
                @if let Some(href) = page.back().filter(|_| ways.is_empty()) { (back_link(&view.t, &href)) }
                @else { (breadcrumb(&ways)) }
            }
        }
    }
}

fn footer(languages: &Languages<'_>, site: &str) -> Markup {
    let view = languages.view;
    let t = &view.t;
    html! {
        footer.site-footer {
            div.site-footer__inner {
                p.site-footer__name { (site) }
                (languages.list())
                (view.look.help.line(t))
                p.site-footer__note {
                    @if view.look.demonstration { (t.get("layout-footer-demonstration")) } @else { (t.get("layout-footer")) }
                }
            }
        }
    }
}
