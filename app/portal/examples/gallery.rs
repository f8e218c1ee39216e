//! Writes every page of a portal, in every state and language, as html files: `cargo run -p
//! onedoor-portal --example gallery -- DIR`. For looking and for accessibility checks.

use std::error::Error;
use std::path::PathBuf;

use onedoor_base::Language;
use onedoor_portal::{Profile, all_samples, navigation};
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_ui::{Localizer, Look, Role, View, check};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::args().nth(1).map_or_else(|| PathBuf::from("target/gallery/portal"), PathBuf::from);
    let agency: onedoor_services::dossiers::Agency = "000.00.00.G01".parse()?;
    let vietnam = Profile::national(agency.clone(), Vec::new());
    let school = Profile::school(agency, Vec::new(), OrganisationDirectory::sample());
    for (look, profile) in [(Look::Dvcqg, &vietnam), (Look::Haiduong, &vietnam), (Look::School, &school)] {
        let view = check::sample_view_signed_in(look, Role::Portal, Localizer::of(Language::Vi));
        let view = View { nav: navigation(profile), ..view };
        check::write_pages(&dir, &all_samples(), &view)?;
    }
    println!("{}", dir.display());
    Ok(())
}
