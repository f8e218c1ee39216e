use std::path::Path;
use std::sync::Arc;

use onedoor_site::{Settings, Site};
use onedoor_storage::vault::KeyFileError;
use onedoor_storage::{KeyFile, StorageConfig};
use onedoor_ui::{NavItem, Role, SiteLook};

use super::CannotStart;
use super::places::Place;
use crate::site::{Opening, Shared, open};

/// Opens a site of the world; its database and keys are made at the first start.
pub(super) async fn site(
    place: &Place,
    port: u16,
    data: &Path,
    form_targets: Vec<String>,
    shared: &Shared,
) -> Result<Arc<Site>, CannotStart> {
    let dir = data.join(place.look.key());
    std::fs::create_dir_all(&dir).map_err(|error| CannotStart::Data { dir: dir.clone(), error })?;
    let keys = keys(&dir.join("keys"), shared);
    let opening = Opening {
        settings: settings(place, port, form_targets),
        look: SiteLook::demonstration(place.look, place.role),
        nav: navigation(place),
        storage: StorageConfig::Sqlite { path: dir.join("site.db") },
        keys: keys.map_err(|error| CannotStart::Keys { host: place.host, error })?,
    };
    open(opening, shared).await.map_err(|error| CannotStart::Site { host: place.host, error })
}

fn keys(file: &Path, shared: &Shared) -> Result<KeyFile, KeyFileError> {
    if file.exists() { KeyFile::read(file) } else { KeyFile::create(file, &*shared.random) }
}

fn settings(place: &Place, port: u16, form_targets: Vec<String>) -> Settings {
    Settings {
        key: place.look.key().to_owned(),
        public_url: place.address(port).parse().expect("a host name and a port make an address"),
        country: place.country,
        default_language: place.language,
        form_targets,
        behind_proxy: false,
    }
}

fn navigation(place: &Place) -> Vec<NavItem> {
    match place.role {
        Role::Sandbox => onedoor_sandbox::navigation(),
        Role::Identity | Role::Portal => Vec::new(),
    }
}
