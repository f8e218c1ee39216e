use onedoor_ui::{Look, Role};

/// All that the street map shows.
#[derive(Debug, Clone, Default)]
pub struct StreetMap {
    /// The sites, in the order in which they stand.
    pub sites: Vec<MapSite>,
    /// The people one can be.
    pub people: Vec<SamplePerson>,
}

/// A site on the map.
#[derive(Debug, Clone)]
pub struct MapSite {
    /// How it looks, which gives its name.
    pub look: Look,
    /// What it is for.
    pub role: Role,
    /// Its host name.
    pub host: String,
    /// Its address.
    pub address: String,
    /// The catalogue key of the sentence that says what it is.
    pub about: &'static str,
}

/// Somebody one can be.
#[derive(Debug, Clone)]
pub struct SamplePerson {
    /// A short name in ASCII, for programs and bookmarks.
    pub handle: &'static str,
    /// The name as the person writes it.
    pub name: String,
    /// The catalogue key of the sentence that says what can be tried as this person.
    pub situation: &'static str,
    /// Their mobile number, E.164.
    pub phone: Option<String>,
    /// Their mail address.
    pub email: Option<String>,
    /// Their national number.
    pub national_number: Option<String>,
    /// The accounts that they have already.
    pub accounts: Vec<SampleAccount>,
}

/// An account of somebody.
#[derive(Debug, Clone)]
pub struct SampleAccount {
    /// The host name of the site.
    pub host: String,
    /// The user name.
    pub login: String,
    /// The password.
    pub password: String,
    /// The secret of the app with codes that is asked after the password, in base32.
    pub totp: Option<String>,
    /// What must be chosen before signing in, outermost first.
    pub organisation: Vec<String>,
}
