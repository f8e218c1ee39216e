//! Renders pages strictly and judges the markup, for the tests of every crate that has pages.

mod document;
mod rules;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use onedoor_base::Language;
use time::UtcOffset;

use crate::{Help, Localizer, Look, NavItem, Role, Samples, SignedIn, SiteLook, Typed, View, render};

/// A view of a visitor who is not signed in, for tests and pictures.
pub fn sample_view(look: Look, role: Role, t: Arc<Localizer>) -> View {
    View {
        look: Arc::new(SiteLook { help: sample_help(), ..SiteLook::demonstration(look, role) }),
        t,
        csrf: "sample-token".to_owned(),
        signed_in: None,
        nav: Vec::new(),
        path: "/sample?page=2&q=a".to_owned(),
        news: None,
        typed: Typed::default(),
        utc_offset: UtcOffset::from_hms(7, 0, 0).unwrap_or(UtcOffset::UTC),
    }
}

fn sample_help() -> Help {
    let words = [(Language::En, "Every day from 7 to 22"), (Language::Vi, "Hằng ngày, 7–22 giờ")];
    Help {
        phone: Some("1900 0000".to_owned()),
        email: Some("help@example.org".to_owned()),
        words: words.map(|(language, words)| (language, words.to_owned())).into(),
    }
}

/// The same for somebody who is signed in.
pub fn sample_view_signed_in(look: Look, role: Role, t: Arc<Localizer>) -> View {
    let who = SignedIn {
        name: "Nguyễn Thị Minh Khai".to_owned(),
        account_href: "/account".to_owned(),
        sign_out_action: "/sign-out".to_owned(),
    };
    View { signed_in: Some(who), ..sample_view(look, role, t) }
}

/// Renders every sample in every language, signed in and not, and panics with all that is wrong:
/// keys that are missing, variables that aren't filled in, markup that isn't sound.
pub fn assert_pages(samples: &Samples, look: Look, role: Role, nav: &[NavItem]) {
    let mut wrong = BTreeSet::new();
    for language in Language::ALL {
        let t = Localizer::strict(language);
        for (place, (name, page)) in samples.iter().enumerate() {
            for view in
                [sample_view(look, role, Arc::clone(&t)), sample_view_signed_in(look, role, Arc::clone(&t))]
            {
                let view = View { nav: nav.to_vec(), ..view };
                for complaint in complaints(&render(page.as_ref(), &view)) {
                    wrong.insert(format!("{name} (sample {place}, {}): {complaint}", language.tag()));
                }
            }
        }
        wrong.extend(t.missed());
    }
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

/// What is wrong with a document's markup.
pub fn complaints(html: &str) -> Vec<String> {
    match document::parse(html) {
        Ok(document) => rules::judge(&document),
        Err(why) => vec![why],
    }
}

/// Writes every sample in every language as files for pictures and for accessibility checks:
/// `DIR/SITE-Page-0-vi.html`, with the assets beside them.
pub fn write_pages(dir: &Path, samples: &Samples, view: &View) -> std::io::Result<()> {
    std::fs::create_dir_all(dir.join("assets"))?;
    for asset in crate::assets() {
        std::fs::write(dir.join(asset.path.trim_start_matches('/')), asset.bytes)?;
    }
    for language in Language::ALL {
        let view = View { t: Localizer::of(language), ..view.clone() };
        for (place, (name, page)) in samples.iter().enumerate() {
            let place = samples[..place].iter().filter(|(other, _)| other == name).count();
            let file = format!("{}-{name}-{place}-{}.html", view.look.look.key(), language.tag());
            let html = render(page.as_ref(), &view).replace("=\"/assets/", "=\"assets/");
            std::fs::write(dir.join(file), html)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
