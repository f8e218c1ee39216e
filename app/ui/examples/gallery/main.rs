//! Writes every component, for every site and language, as html files: `cargo run -p onedoor-ui
//! --example gallery -- DIR`. For looking, for screenshots and for accessibility checks.

mod pages;

use std::error::Error;
use std::path::PathBuf;

use onedoor_base::Language;
use onedoor_ui::{ErrorPage, Localizer, Look, NavItem, Role, View, check, samples};

use pages::{Account, Code, Desk, Parts, SignIn};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery"), PathBuf::from);
    let sites = [
        (Look::Vneid, Role::Identity),
        (Look::IdDvcqg, Role::Identity),
        (Look::Dvcqg, Role::Portal),
        (Look::Haiduong, Role::Portal),
        (Look::Haiphong, Role::Portal),
        (Look::Esia, Role::Identity),
        (Look::School, Role::Portal),
        (Look::IdShandong, Role::Identity),
        (Look::Shandong, Role::Portal),
        (Look::Outside, Role::Sandbox),
        (Look::Plain, Role::Portal),
    ];
    for (look, role) in sites {
        let t = Localizer::of(Language::Vi);
        let out = check::sample_view(look, role, t.clone());
        check::write_pages(&dir, &samples![SignIn, Code, ErrorPage], &out)?;
        let nav = [("layout-navigation", "/sample"), ("layout-account", "/b"), ("layout-language", "/c")];
        let nav = nav.map(|(key, href)| NavItem { key, href: href.to_owned() }).to_vec();
        let within = View { nav, ..check::sample_view_signed_in(look, role, t) };
        check::write_pages(&dir, &samples![Desk, Account, Parts], &within)?;
    }
    println!("{}", dir.display());
    Ok(())
}
