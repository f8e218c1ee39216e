//! The settings at a glance, each with the way to change it.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{AccountId, Timestamp};
use onedoor_people::{Closing, NationalNumber, Personal};
use onedoor_places::write_out;
use onedoor_site::{Asked, Refused, SignedInVisit, Visit};
use onedoor_storage::people::{self, EmailContact, PostalAddress};
use onedoor_storage::{StorageError, Tx};
use serde::Deserialize;

use super::pages::{BornShown, SettingsNotice, SettingsPage};
use crate::Identity;
use crate::routes::Known;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// What is looked up besides the account.
struct Besides {
    personal: Personal,
    emails: Vec<EmailContact>,
    second_step: bool,
    address: Option<PostalAddress>,
    closing: Option<Closing>,
}

/// `GET /account/settings`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let known = Known::of(&visit).await?;
    let number = known.number(&visit)?;
    let id = known.account.id;
    let read = visit.site.store.read(move |tx| Box::pin(async move { besides(tx, id).await }));
    let Besides { personal, emails, second_step, address, closing } = read.await?;
    let proven = super::personal::proven(&visit, &known.account, number.as_ref()).await?;
    let levels = identity.profile.levels;
    let account = known.account;
    Ok(visit.page(&SettingsPage {
        notice: SettingsNotice::from_word(&news.notice),
        name: account.name.as_str().to_owned(),
        login: account.login.as_str().to_owned(),
        proven: proven.name,
        born: BornShown::of(&personal, proven),
        employer: personal.employer,
        phone: known.phone.map(|phone| phone.as_str().to_owned()),
        emails: emails.into_iter().map(|contact| contact.email.as_str().to_owned()).collect(),
        password_changed_at: account.password_changed_at,
        second_step,
        level: levels.level(account.identity),
        meaning: levels.meaning(account.identity),
        country: identity.profile.country,
        number: number.as_ref().map(NationalNumber::masked),
        address: address.map(|one| write_out(&one.address).join(", ")),
        closing: closing.filter(Closing::waits).map(|closing| closing.due_at),
        language: account.language,
    }))
}

async fn besides(tx: &mut Tx<'_>, id: AccountId) -> Result<Besides, StorageError> {
    Ok(Besides {
        personal: people::personal_of(tx, id).await?,
        emails: people::emails_of(tx, id).await?,
        second_step: people::held(tx, id).await?.asks(),
        address: people::addresses_of(tx, id).await?.into_iter().next(),
        closing: people::closing_of(tx, id).await?,
    })
}

/// The day it is on the walls of the country's offices.
pub(crate) fn today(visit: &Visit) -> onedoor_people::BirthDate {
    day_of(visit.now, visit.site.settings.country.utc_offset_minutes())
}

fn day_of(now: Timestamp, offset_minutes: i16) -> onedoor_people::BirthDate {
    let seconds = now.seconds() + i64::from(offset_minutes) * 60;
    let there = time::OffsetDateTime::from_unix_timestamp(seconds).ok();
    let parts =
        there.map(time::OffsetDateTime::date).map(|date| (date.year(), u8::from(date.month()), date.day()));
    parts
        .and_then(|(year, month, day)| onedoor_people::BirthDate::new(u16::try_from(year).ok()?, month, day))
        .expect("a clock of our time")
}
