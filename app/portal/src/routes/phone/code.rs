//! The code from the message, to the new phone or to the one before.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, Phone};
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, phone_change, see_other};
use onedoor_ui::{Problem, Problems, masked};

use super::super::confirming::{Confirming, sent};
use super::super::form::own_account;
use super::super::reset::{CodeForm, CodeQuery, judged};
use super::{BEFORE, NEW, begin, old};
use crate::Portal;
use crate::pages::{CodePage, CodePurpose};

/// A code of this account in this browser, and to which of its phones it went.
pub(super) struct Asked {
    pub(super) id: CodeId,
    pub(super) confirming: Confirming,
    pub(super) is_before: bool,
}

impl Asked {
    pub(super) async fn of(visit: &SignedInVisit, id: CodeId) -> Result<Option<Self>, Refused> {
        for (purpose, is_before) in [(NEW, false), (BEFORE, true)] {
            if let Some((_, confirming)) = sent(visit, purpose, id).await? {
                return Ok(Some(Self { id, confirming, is_before }));
            }
        }
        Ok(None)
    }

    pub(super) fn phone(&self) -> Phone {
        Phone::from_stored(self.confirming.contact.clone())
    }

    /// The phone before, if the code went there.
    pub(super) fn before(&self) -> Option<Phone> {
        self.confirming.after.as_ref().map(|(_, phone)| Phone::from_stored(phone.clone()))
    }

    fn page(&self, problems: Problems) -> CodePage {
        let purpose = match self.before() {
            // It is not shown whole to somebody who may not be its owner.
            Some(before) => CodePurpose::PhoneBefore(masked(before.as_str(), 3)),
            None => CodePurpose::Phone(self.confirming.contact.clone()),
        };
        CodePage { problems, ..CodePage::new(purpose, self.id) }
    }

    fn address(&self) -> String {
        format!("/account/phone/code?id={}", self.id)
    }
}

pub(super) async fn show(
    visit: SignedInVisit,
    Address(query): Address<CodeQuery>,
) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, query.id()?).await? else {
        return Ok(see_other(phone_change::PATH));
    };
    Ok(visit.page(&CodePage { again: query.sent == "again", ..asked.page(Problems::new()) }))
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<CodeForm>,
) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, form.id).await? else { return Ok(see_other(phone_change::PATH)) };
    let purpose = if asked.is_before { BEFORE } else { NEW };
    if let Some(problem) = judged(&visit, &form, purpose).await? {
        let page = asked.page(Problems::one(Problem::new("code", problem)));
        return Ok(visit.page_at(&asked.address(), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let present = own_account(&visit).await?.account.phone;
    if !asked.is_before && present.is_some_and(|present| present != asked.phone()) {
        return Ok(see_other(&format!("{}?id={}", phone_change::OLD, asked.id)));
    }
    old::finish(&portal, &visit, &asked).await
}

pub(super) async fn again(visit: SignedInVisit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, form.id).await? else { return Ok(see_other(phone_change::PATH)) };
    let (purpose, to, text) = match asked.before() {
        Some(before) => (BEFORE, before, "portal-sms-phone-before"),
        None => (NEW, asked.phone(), "portal-sms-phone"),
    };
    match begin::send(&visit, purpose, (&to, text), &asked.confirming, Some(asked.id)).await? {
        Ok(_) => Ok(visit.sends(&format!("{}&sent=again", asked.address()))),
        Err(wait) => Err(wait.refused(&visit)),
    }
}
