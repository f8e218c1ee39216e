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
    Kind(ErrorKind),
    // Only the frame takes it out; the lock makes the refusal shareable without asking pages to be.
    Own(Mutex<Box<dyn Page + Send>>),
}

impl Refused {
    /// One of the general error pages.
    pub fn kind(kind: ErrorKind) -> Self {
        Self::new(kind.status(), PageToTell::Kind(kind), None)
    }

    /// A page of the route's own.
    pub fn page(status: StatusCode, page: impl Page + Send + 'static) -> Self {
        Self::new(status, PageToTell::Own(Mutex::new(Box::new(page))), None)
    }

    /// Our fault: the visitor gets a reference number, the log gets the reason.
    pub fn internal(log: impl Into<String>) -> Self {
        let kind = ErrorKind::Internal;
        Self::new(kind.status(), PageToTell::Kind(kind), Some(log.into()))
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

    pub(crate) fn log(&self) -> Option<&str> {
        self.0.log.as_deref()
    }

    pub(crate) fn show(&self, reference: &str, show: impl FnOnce(&dyn Page) -> Response) -> Response {
        match &self.0.page {
            PageToTell::Kind(kind) => show(&ErrorPage::new(kind.clone()).with_reference(reference)),
            PageToTell::Own(page) => show(page.lock().unwrap_or_else(PoisonError::into_inner).as_ref()),
        }
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
            StorageError::Unavailable | StorageError::Contended => ErrorKind::Busy,
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
