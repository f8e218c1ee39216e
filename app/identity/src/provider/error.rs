use onedoor_oidc::keys::KeyError;
use onedoor_storage::{StorageError, VaultError};

/// What can go wrong on the provider's own side.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something sealed could not be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A key could not be made, read or used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What lies in the database is not what was put there.
    #[error("{0} in the database cannot be read: {1}")]
    Unreadable(&'static str, String),
    /// There is no signing key for an algorithm.
    #[error("there is no {0} key that signs")]
    NoKey(&'static str),
    /// A client was named that is not registered.
    #[error("no client is registered as \"{0}\"")]
    UnknownClient(String),
    /// The terms of use cannot be published.
    #[error("the terms of use: {0}")]
    Terms(#[from] crate::TermsError),
    /// A registration that cannot be accepted.
    #[error("the registration of \"{0}\": {1}")]
    Registration(String, onedoor_oidc::client::RegistrationError),
}

impl ProviderError {
    /// JSON in the database that does not read.
    pub(crate) fn unreadable(what: &'static str) -> impl Fn(serde_json::Error) -> Self {
        move |error| Self::Unreadable(what, error.to_string())
    }
}

impl From<ProviderError> for onedoor_site::interface::Failure {
    fn from(error: ProviderError) -> Self {
        Self::Ours(error.to_string())
    }
}
