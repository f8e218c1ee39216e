//! What a route answers when it cannot do what was asked.
//!
//! What the visitor is told and what the log is told are two things. Each route file has its own
//! error enum and turns it into a [`Refused`]; the frame gives it the page in the visitor's language.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onedoor_storage::StorageError;
use onedoor_ui::{ErrorKind, ErrorPage, Page};

/// A refusal on its way to the frame.
#[derive(Clone)]
pub struct Refused(Arc<Told>);

struct Told {
    status: StatusCode,
    page: PageToTell,
    log: Option<String>,
}

enum PageToTell {
    General(ErrorPage),
    // Only the frame takes it out; the lock makes the refusal shareable without asking pages to be.
    Own(Mutex<Box<dyn Page + Send>>),
}

impl Refused {
    /// One of the general error pages.
    pub fn kind(kind: ErrorKind) -> Self {
        Self::general(ErrorPage::new(kind))
    }

    /// One of the general error pages, with the way on that the route knows.
    pub fn general(page: ErrorPage) -> Self {
        Self::new(status(&page.kind), PageToTell::General(page), None)
    }

    /// A page of the route's own.
    pub fn page(status: StatusCode, page: impl Page + Send + 'static) -> Self {
        Self::new(status, PageToTell::Own(Mutex::new(Box::new(page))), None)
    }

    /// Our fault: the visitor gets a reference number, the log gets the reason.
    pub fn internal(log: impl Into<String>) -> Self {
        Self::kind(ErrorKind::Internal).because(log.into())
    }

    /// The same page under another status, where the router has its own word.
    #[must_use]
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(told) => Self(Arc::new(Told { status, ..told })),
            Err(shared) => Self(shared),
        }
    }

    /// Adds what the log should say.
    #[must_use]
    pub fn because(self, log: impl std::fmt::Display) -> Self {
        match Arc::try_unwrap(self.0) {
            Ok(told) => Self::new(told.status, told.page, Some(log.to_string())),
            Err(shared) => Self(shared),
        }
    }

    fn new(status: StatusCode, page: PageToTell, log: Option<String>) -> Self {
        Self(Arc::new(Told { status, page, log }))
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// From when on it may be tried again, where that is why.
    pub(crate) fn again_at(&self) -> Option<onedoor_base::Timestamp> {
        match &self.0.page {
            PageToTell::General(ErrorPage { kind: ErrorKind::TooManyAttempts(until), .. }) => Some(*until),
            _ => None,
        }
    }

    pub(crate) fn log(&self) -> Option<&str> {
        self.0.log.as_deref()
    }

    pub(crate) fn show(&self, reference: &str, show: impl FnOnce(&dyn Page) -> Response) -> Response {
        match &self.0.page {
            // Only what is in the log under a number is worth quoting a number for.
            PageToTell::General(page) => {
                let reference = self.0.status.is_server_error().then(|| reference.to_owned());
                show(&ErrorPage { reference, ..page.clone() })
            }
            PageToTell::Own(page) => show(page.lock().unwrap_or_else(PoisonError::into_inner).as_ref()),
        }
    }
}

fn status(kind: &ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Forbidden | ErrorKind::FormExpired => StatusCode::FORBIDDEN,
        ErrorKind::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Busy => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::SiteUnreachable(_) => StatusCode::BAD_GATEWAY,
        ErrorKind::SignInCancelled => StatusCode::OK,
        ErrorKind::UnknownClient | ErrorKind::BadRequest => StatusCode::BAD_REQUEST,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<StorageError> for Refused {
    fn from(error: StorageError) -> Self {
        let kind = match &error {
            StorageError::Unavailable(_) | StorageError::Contended { .. } => ErrorKind::Busy,
            _ => ErrorKind::Internal,
        };
        Self::kind(kind).because(error)
    }
}

impl From<onedoor_storage::VaultError> for Refused {
    fn from(error: onedoor_storage::VaultError) -> Self {
        Self::internal(error.to_string())
    }
}
