//! Writes every page of an identity site, in every state and language, as html files: `cargo run -p
//! onedoor-identity --example gallery -- DIR`. For looking and for accessibility checks.

use std::error::Error;
use std::path::PathBuf;

use onedoor_base::Language;
use onedoor_ui::{Localizer, Look, Role, View, check};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery/identity"), PathBuf::from);
    for look in [Look::Vneid, Look::IdDvcqg, Look::Esia, Look::IdShandong] {
        let view = check::sample_view(look, Role::Identity, Localizer::of(Language::Vi));
        let view = View { nav: onedoor_identity::navigation(), ..view };
        check::write_pages(&dir, &onedoor_identity::samples(), &view)?;
    }
    println!("{}", dir.display());
    Ok(())
}
