//! What a person can do at an identity site, one file for each matter.

mod account;
mod activity;
mod front;
mod password;
mod register;
mod sessions;
mod sign_in;
mod sign_out;

use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use onedoor_site::{ReturnTo, Visit};
use onedoor_ui::Page;

use crate::Identity;

/// The person's pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .merge(front::pages())
        .merge(register::pages())
        .merge(sign_in::pages())
        .merge(sign_out::pages())
        .merge(account::pages())
        .merge(sessions::pages())
        .merge(password::pages())
        .merge(activity::pages())
}

/// Where somebody goes on to who has signed in.
fn onward(to: &ReturnTo) -> &str {
    if to.is_deep() { to.as_str() } else { "/account" }
}

/// Answers with a page that says to wait (429); the header says it to programs.
fn wait_page(visit: &Visit, path: &str, wait: Duration, page: &dyn Page) -> Response {
    let mut response = visit.page_at(path, StatusCode::TOO_MANY_REQUESTS, page);
    let seconds = wait.as_secs() + 1;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// The hour from which on it may be tried again, as the page names it.
fn hour_after(visit: &Visit, wait: Duration) -> String {
    // The minute after, so that nobody comes back too early.
    visit.view().clock_time(visit.now.after(wait + Duration::from_mins(1)))
}
