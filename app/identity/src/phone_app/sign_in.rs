//! `/app/sign-in`: the number and the password (S3.4). The form goes where every sign-in goes, and comes back here when
//! something in it is wrong.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::challenge::{ask_at, of_network};
use onedoor_site::{Asked, Refused, ReturnTo, Visit, see_other};

use super::front::News;
use super::{PATH, only_where_given};
use crate::Identity;
use crate::pages::SignInPage;
use crate::routes::sign_in::{PURPOSE, page};

/// `GET /app/sign-in`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    if visit.session.is_some() {
        return Ok(see_other(PATH));
    }
    let challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?);
    let page = page(&identity, &visit, &ReturnTo::parse(PATH), false).await?;
    // The passcode was wrong too often: the password is the way in that is left.
    let notice = (news.notice == "passcode").then_some("passcode-locked");
    Ok(visit.page(&SignInPage { on_phone: true, challenge, notice, ..page }))
}
