//! The smallest site there is: a page, a form, a page for those who are signed in.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use onedoor_base::{Factor, IdentityLevel, LocalAccountId, Subject};
use onedoor_site::session::{NewSession, SignIn, end_signed_out};
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_site::{Asked, Posted, Refused, SignedInVisit, Site, Visit, see_other, site_router};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::components::{Checkbox, Form, TextField};
use onedoor_ui::{ErrorKind, ErrorPage, Page};
use serde::Deserialize;

pub(crate) struct Small {
    pub(crate) world: TestWorld,
    pub(crate) site: Arc<Site>,
    pub(crate) router: Router,
}

pub(crate) async fn small() -> Small {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let pages = Router::new()
        .route("/page", get(page))
        .route("/form", get(form).post(wish))
        .route("/enter", post(enter))
        .route("/leave", post(leave))
        .route("/own", get(own))
        .route("/done", get(done).post(does))
        .route("/number/{n}", get(|Path(n): Path<u8>| async move { n.to_string() }))
        .route("/broken", get(|| async { Refused::internal("the reason, for the log alone") }));
    let router = site_router(Arc::clone(&site), pages, Router::new());
    Small { world, site, router }
}

async fn page(visit: Visit) -> Response {
    visit.page(&ErrorPage::new(ErrorKind::NotFound))
}

/// A form as the components make it: what matters here is the hidden field.
struct FormPage;

impl Page for FormPage {
    fn title(&self, _: &onedoor_ui::Localizer) -> String {
        "form".to_owned()
    }

    fn body(&self, view: &onedoor_ui::View) -> onedoor_ui::Markup {
        onedoor_ui::html! {
            (Form::post(view, "/wish").around(&onedoor_ui::html! {
                (TextField::new("wish", "wish"))
                (TextField::password("password", "password", &view.t))
                (Checkbox::new("sure", "sure").checked(true))
            }))
            @for action in ["/form", "/enter", "/leave", "/done"] {
                form method="post" action=(action) { input type="hidden" name="csrf" value=(view.csrf); }
            }
        }
    }
}

async fn form(visit: Visit) -> Response {
    visit.page(&FormPage)
}

#[derive(Deserialize)]
struct Wish {
    #[serde(default)]
    wish: String,
}

async fn wish(Posted(wish): Posted<Wish>) -> Response {
    format!("wished for {}", wish.wish).into_response()
}

async fn enter(visit: Visit, Posted(_): Posted<Wish>) -> Result<Response, Refused> {
    let owner = LocalAccountId::from_bytes([7; 16]);
    let sign_in = SignIn {
        subject: Subject::LocalAccount(owner),
        display_name: "An".to_owned(),
        factors: vec![Factor::Pwd],
        identity: IdentityLevel::Claimed,
        authenticated_at: visit.now,
        upstream: None,
        upstream_id_token: None,
    };
    let new = NewSession::of(&visit, sign_in);
    let begun = new.clone();
    visit
        .site
        .store
        .write(move |tx| {
            let new = begun.clone();
            Box::pin(async move {
                let event = new.begin(tx).await?;
                Ok::<_, StorageError>(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(new.give(&visit.site, see_other("/own")))
}

async fn leave(visit: Visit, Posted(_): Posted<Wish>) -> Result<Response, Refused> {
    let session = visit.session.as_ref().map(|session| (session.id, session.subject));
    let now = visit.now;
    visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let event = match session {
                    Some((id, subject)) => end_signed_out(tx, id, subject, now).await?,
                    None => None,
                };
                Ok::<_, StorageError>(Change::Recorded((), event.into_iter().collect()))
            })
        })
        .await?;
    Ok(onedoor_site::session::forget_cookie(&visit.site, see_other("/page")))
}

#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
    #[serde(default)]
    page: String,
}

async fn done(Asked(done): Asked<Done>) -> String {
    format!("done: {:?}, page: {:?}", done.done, done.page)
}

async fn does(visit: Visit, Posted(_): Posted<Wish>) -> Response {
    visit.sends("/done?page=2&done=wished")
}

async fn own(visit: SignedInVisit) -> String {
    visit.session.display_name.clone()
}
