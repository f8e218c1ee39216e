use onedoor_base::Language;
use onedoor_ui::check::{complaints, sample_view, sample_view_signed_in};
use onedoor_ui::{Localizer, Look, Markup, NavItem, News, Page, Problem, Problems, Role, View, html, render};

struct Plain(Problems);

impl Page for Plain {
    fn title(&self, _: &Localizer) -> String {
        "Mèo & chó".to_owned()
    }

    fn problems(&self) -> &Problems {
        &self.0
    }

    fn body(&self, _: &View) -> Markup {
        html! { h1 { "Mèo & chó" } }
    }
}

fn shown(view: &View) -> String {
    let html = render(&Plain(Problems::new()), view);
    assert_eq!(complaints(&html), Vec::<String>::new());
    html
}

fn view(language: Language) -> View {
    sample_view(Look::Vneid, Role::Identity, Localizer::of(language))
}

#[test]
fn the_title_names_the_page_and_the_site_and_begins_with_an_error() {
    let title =
        |html: &str| html.split("<title>").nth(1).unwrap().split("</title>").next().unwrap().to_owned();
    assert_eq!(title(&shown(&view(Language::Vi))), "Mèo &amp; chó – Định danh điện tử VNeID");
    let wrong = Plain(Problems::one(Problem::general("error-busy")));
    let starts = ["Lỗi: ", "有误：", "Ошибка: ", "Error: "];
    for (language, start) in Language::ALL.into_iter().zip(starts) {
        assert!(title(&render(&wrong, &view(language))).starts_with(start));
    }
}

#[test]
fn the_document_says_its_language_and_its_site() {
    let html = shown(&view(Language::Zh));
    assert!(html.contains("<html lang=\"zh-Hans\" data-site=\"vneid\" data-role=\"identity\">"));
}

#[test]
fn every_other_language_is_one_link_away_and_comes_back_here() {
    let html = shown(&View { path: "/search?q=khai sinh&page=2".to_owned(), ..view(Language::Vi) });
    for tag in ["zh", "ru", "en"] {
        assert!(
            html.contains(&format!("/language/{tag}?back=/search%3Fq%3Dkhai%20sinh%26page%3D2\"")),
            "{tag}"
        );
    }
    assert!(!html.contains("/language/vi"));
}

#[test]
fn what_came_from_outside_stays_text() {
    let evil = "\"><script>alert(1)</script>";
    let mut view = sample_view_signed_in(Look::School, Role::Portal, Localizer::of(Language::Ru));
    view.path = format!("/{evil}");
    view.csrf = evil.to_owned();
    if let Some(who) = &mut view.signed_in {
        who.name = evil.to_owned();
    }
    let html = shown(&view);
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"));
}

#[test]
fn the_navigation_marks_where_one_is() {
    let item = |href: &str| NavItem { key: "layout-navigation", href: href.to_owned() };
    let nav = vec![item("/"), item("/dossiers"), item("/dos")];
    let marked = |path: &str| {
        let html = shown(&View { path: path.to_owned(), nav: nav.clone(), ..view(Language::En) });
        html.matches("aria-current=\"page\"").count()
    };
    assert_eq!(marked("/"), 1);
    assert_eq!(marked("/dossiers?page=2"), 1);
    assert_eq!(marked("/dossiers/7"), 1);
    assert_eq!(marked("/elsewhere"), 0);
}

#[test]
fn only_the_signed_in_can_sign_out() {
    assert!(!shown(&view(Language::Vi)).contains("/sign-out"));
    let inside = shown(&sample_view_signed_in(Look::Vneid, Role::Identity, Localizer::of(Language::Vi)));
    assert!(
        inside.contains("<form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"csrf\"")
    );
}

#[test]
fn an_operator_may_name_the_site() {
    let mut view = view(Language::En);
    let mut look = (*view.look).clone();
    look.demonstration = false;
    look.names.insert(Language::En, "Our own <site>".to_owned());
    view.look = std::sync::Arc::new(look);
    let html = shown(&view);
    assert!(html.contains("Our own &lt;site&gt;") && !html.contains("demonstration"));
}

#[test]
fn news_are_said_once_above_the_page() {
    for language in Language::ALL {
        for news in ["account-made", "account-found"] {
            let news = News::from_key(news);
            assert!(news.is_some());
            let html = shown(&View { news, ..view(language) });
            let (before, after) = html.split_once("<h1>").unwrap();
            assert!(before.contains("role=\"status\"") && before.contains("/account/links"), "{before}");
            assert!(!after.contains("/account/links"));
        }
    }
    assert_eq!(News::from_key("anything-else"), None);
    assert!(!shown(&view(Language::En)).contains("/account/links"));
}
