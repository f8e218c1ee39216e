//! `/app/sign-in`: the number and the password (S3.4). The form goes where every sign-in goes.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::challenge::{ask_at, of_network};
use onedoor_site::{Refused, Visit, see_other};

use super::pages::SignInPage;
use super::{PATH, only_where_given};
use crate::Identity;
use crate::routes::sign_in::PURPOSE;

/// `GET /app/sign-in`.
pub(super) async fn show(State(identity): State<Identity>, visit: Visit) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    if visit.session.is_some() {
        return Ok(see_other(PATH));
    }
    let challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?);
    Ok(visit.page(&SignInPage { challenge }))
}
