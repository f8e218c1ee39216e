//! `/account/settings/personal`: what a person says of themselves. What was proven is shown, and changed only by
//! proving it anew.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Digest;
use onedoor_people::{
    Account, BirthDate, EMPLOYER_LONGEST, MalformedName, NationalNumber, PersonName, Personal, PersonalForm,
    PersonalProblem, Proven, check_personal, sex_word,
};
use onedoor_site::{FreshVisit, Posted, Refused, SignedInVisit};
use onedoor_storage::people;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::PersonalPage;
use super::{PATH, PERSONAL, event};
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::routes::Known;
use crate::{Identity, ProviderError};

#[derive(Deserialize, Default)]
pub(super) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    born_day: String,
    #[serde(default)]
    born_month: String,
    #[serde(default)]
    born_year: String,
    #[serde(default)]
    sex: String,
    #[serde(default)]
    employer: String,
    /// What stood there when the form was drawn.
    #[serde(default)]
    seen: String,
}

/// `GET /account/settings/personal`.
pub(super) async fn show(visit: FreshVisit) -> Result<Response, Refused> {
    let owner = Owner::of(&visit).await?;
    let [born_day, born_month, born_year] = fields(owner.said.born);
    let typed = Typed {
        name: owner.account.name.as_str().to_owned(),
        born_day,
        born_month,
        born_year,
        sex: owner.said.sex.map(sex_word).unwrap_or_default().to_owned(),
        employer: owner.said.employer.clone(),
        seen: owner.stands(),
    };
    Ok(visit.page(&owner.page(typed, Problems::new())))
}

/// `POST /account/settings/personal`.
pub(super) async fn change(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&visit).await?;
    let form = PersonalForm {
        name: &typed.name,
        born: [&typed.born_day, &typed.born_month, &typed.born_year],
        sex: &typed.sex,
        employer: &typed.employer,
    };
    match check_personal(form, owner.proven, super::hub::today(&visit)) {
        Ok(wanted) => {
            if keep(identity, &visit, (&owner, &typed.seen), wanted).await? {
                return Ok(visit.sends(&format!("{PATH}?notice=personal")));
            }
            // What was typed stays; what stands now is shown beside it, and saving once more puts it in its place.
            let owner = Owner::of(&visit).await?;
            let typed = Typed { seen: owner.stands(), ..typed };
            let page = owner.page(typed, Problems::one(Problem::general("settings-meanwhile")));
            Ok(visit.page_at(PERSONAL, StatusCode::CONFLICT, &page.beside(&owner.account, &owner.said)))
        }
        Err(problems) => {
            let mut all = Problems::new();
            for one in problems {
                all.push(problem(one));
            }
            Ok(visit.page_at(PERSONAL, StatusCode::UNPROCESSABLE_ENTITY, &owner.page(typed, all)))
        }
    }
}

/// Day, month and year as three fields show them.
fn fields(born: Option<BirthDate>) -> [String; 3] {
    match born.map(BirthDate::parts) {
        Some((year, month, day)) => [day.to_string(), month.to_string(), year.to_string()],
        None => [const { String::new() }; 3],
    }
}

/// What is proven of an account's owner, also while what it opens is held down: whoever got in by a recovery shall
/// not type over it.
pub(super) async fn proven(
    visit: &SignedInVisit,
    account: &Account,
    number: Option<&NationalNumber>,
) -> Result<Proven, StorageError> {
    let id = account.id;
    let level = visit.site.store.read(move |tx| Box::pin(async move { people::level(tx, id).await })).await?;
    Ok(Proven::of(level.map_or(account.identity, |level| level.proven), number))
}

/// Whose settings they are.
struct Owner {
    account: Account,
    proven: Proven,
    /// The proven number, mostly hidden.
    number: Option<String>,
    said: Personal,
}

impl Owner {
    async fn of(visit: &SignedInVisit) -> Result<Self, Refused> {
        let known = Known::of(visit).await?;
        let number = known.number(visit)?;
        let proven = proven(visit, &known.account, number.as_ref()).await?;
        let id = known.account.id;
        let said = visit
            .site
            .store
            .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::personal_of(tx, id).await }));
        let number = number.as_ref().map(NationalNumber::masked);
        Ok(Self { proven, number, said: said.await?, account: known.account })
    }

    fn stands(&self) -> String {
        stands(&self.account, &self.said)
    }

    fn page(&self, typed: Typed, problems: Problems) -> PersonalPage {
        PersonalPage {
            name: if self.proven.name { self.account.name.as_str().to_owned() } else { typed.name },
            number: self.number.clone().filter(|_| self.proven.name),
            proven: self.proven,
            born: [typed.born_day, typed.born_month, typed.born_year],
            sex: typed.sex,
            employer: typed.employer,
            seen: typed.seen,
            stands: None,
            problems,
        }
    }
}

/// What can be changed here, as it stands: a form that was drawn when it stood otherwise is an old one.
fn stands(account: &Account, said: &Personal) -> String {
    let born = said.born.map(|born| born.to_string()).unwrap_or_default();
    let sex = said.sex.map(sex_word).unwrap_or_default();
    let level = account.identity as u8;
    Digest::of(format!("{level}\n{}\n{born}\n{sex}\n{}", account.name.as_str(), said.employer)).stamp()
}

/// False, with nothing done, if it stands otherwise than the person has seen.
async fn keep(
    identity: Identity,
    visit: &FreshVisit,
    (owner, seen): (&Owner, &str),
    (name, said): (Option<PersonName>, Personal),
) -> Result<bool, Refused> {
    let changing = Changing {
        account: owner.account.clone(),
        seen: seen.to_owned(),
        name: name.filter(|name| *name != owner.account.name),
        said,
        notice: Notice::of("notice-name-changed").then("notice-else-password").by(visit),
        identity,
        visit: visit.clone(),
    };
    let changing = Arc::new(changing);
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let changing = Arc::clone(&changing);
        Box::pin(async move { changing.write(tx).await })
    });
    Ok(write.await?)
}

struct Changing {
    identity: Identity,
    visit: FreshVisit,
    account: Account,
    seen: String,
    /// Another name.
    name: Option<PersonName>,
    said: Personal,
    notice: Notice,
}

impl Changing {
    async fn write(&self, tx: &mut Tx<'_>) -> Result<Change<bool>, ProviderError> {
        let (id, now) = (self.account.id, self.visit.now);
        let before = people::personal_of(tx, id).await?;
        // Proven in another window meanwhile: then what is proven counts, and nothing was typed over it.
        let same = people::by_id(tx, id).await?.as_ref() == Some(&self.account);
        let stays = same && self.name.is_none() && before == self.said;
        // The second of two clicks finds done what it wants.
        if !same || (!stays && stands(&self.account, &before) != self.seen) {
            return Ok(Change::Unrecorded(false));
        }
        let mut changed = Vec::new();
        let differs = [
            ("birth", before.born != self.said.born),
            ("sex", before.sex != self.said.sex),
            ("employer", before.employer != self.said.employer),
        ];
        changed.extend(differs.iter().filter(|(_, differs)| *differs).map(|(what, _)| *what));
        let mut told = Vec::new();
        if let Some(name) = &self.name {
            changed.push("name");
            people::rename(tx, id, name).await?;
            sessions::rename(tx, self.visit.session.subject, name.as_str()).await?;
            notices::tell(tx, &self.identity, id, &self.notice, now).await?;
            told = events::contact_changed(tx, &self.identity.site, id, &["name"], now).await?;
        }
        if changed.is_empty() {
            return Ok(Change::Unrecorded(true));
        }
        people::keep_personal(tx, id, &self.said, now).await?;
        let event = event(id, "people.personal.changed", now).with("changed", changed.join(" "));
        Ok(Change::Recorded(true, vec![event.with("told", told.join(" "))]))
    }
}

fn problem(problem: PersonalProblem) -> Problem {
    match problem {
        PersonalProblem::Name(MalformedName::Missing) => Problem::new("name", "name-missing"),
        PersonalProblem::Name(MalformedName::TooLong) => Problem::new("name", "name-too-long"),
        PersonalProblem::Name(MalformedName::Character) => Problem::new("name", "name-character"),
        PersonalProblem::NoSuchDay => Problem::new("born_day", "settings-born-none"),
        PersonalProblem::OtherYear(year) => {
            Problem::new("born_year", "settings-born-other-year").with("year", year.to_string())
        }
        PersonalProblem::EmployerTooLong => {
            Problem::new("employer", "settings-employer-too-long").with("most", EMPLOYER_LONGEST)
        }
        PersonalProblem::EmployerCharacter => Problem::new("employer", "settings-employer-character"),
    }
}
