//! The last step, all in one transaction: in use, proven, and the number theirs alone.

use std::sync::Arc;

use axum::response::Response;
use onedoor_base::{CodeId, IdentityLevel, Subject};
use onedoor_people::{PersonName, parse_claimed_number};
use onedoor_proofing::application::{By, Step};
use onedoor_proofing::evidence::Attributes;
use onedoor_proofing::register::{Sought, Verdict};
use onedoor_site::Refused;
use onedoor_storage::people::{self, KeptQuestions, Proofing, ProvenNow, ProvenOwner};
use onedoor_storage::proofing::{self, Doing, Stepped};
use onedoor_storage::site::{codes, sessions};
use onedoor_storage::{Change, Tx};

use super::{Applicant, PATH};
use crate::ProviderError;
use crate::interface::events;
use crate::level1::bears;
use crate::notices::{self, Notice};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Active,
    /// Another account was proven to have the number.
    Taken,
    /// Not approved any more, another device, or done before.
    Not,
}

/// All that is put down.
struct Last {
    applicant: Applicant,
    code: CodeId,
    questions: Option<KeptQuestions>,
    owner: ProvenOwner,
    proofing: Proofing,
}

/// Takes the identity into use; where that leads.
pub(super) async fn activate(
    applicant: &Applicant,
    code: CodeId,
    questions: Option<KeptQuestions>,
) -> Result<Response, Refused> {
    let (owner, proofing) = proven(applicant)?;
    let last = Arc::new(Last { applicant: applicant.clone(), code, questions, owner, proofing });
    let store = &applicant.visit.site.store;
    let done = store.write::<_, ProviderError, _>(move |tx| {
        let last = Arc::clone(&last);
        Box::pin(async move { last.put_down(tx).await })
    });
    let done = done.await.map_err(|error| Refused::internal(error.to_string()))?;
    Ok(match done {
        Done::Active | Done::Not => applicant.visit.sends(PATH),
        Done::Taken => applicant.visit.sends(&format!("{PATH}?notice=taken")),
    })
}

/// Who the owner is proven to be: as the register has it where it has them, else as they said and an officer agreed.
fn proven(applicant: &Applicant) -> Result<(ProvenOwner, Proofing), Refused> {
    let (vault, account) = (&applicant.visit.site.vault, applicant.account.id);
    let sealed = &applicant.application.sealed;
    let (id, missing) = (applicant.application.id, |what: &str| Refused::internal(what.to_owned()));
    let mut record = sealed.record(vault, id)?.ok_or_else(|| missing("approved without a record"))?;
    let (number, name) = if let Some(Verdict::Match(entry)) = sealed.verdict(vault, id)? {
        record.attributes = Attributes::from(&*entry);
        (Some(entry.number), Some(entry.name))
    } else {
        let Sought { number, name, born, sex, .. } = applicant.sought.clone();
        record.attributes = Attributes { born, sex, residence: None };
        (number, name)
    };
    let proofing = Proofing::seal(vault, account, &record)
        .filter(|proofing| {
            proofing.level >= IdentityLevel::Basic && bears(applicant.identity.profile, &record)
        })
        .ok_or_else(|| missing("approved without a decision"))?;
    let number = number.ok_or_else(|| missing("approved without a number"))?;
    let number = parse_claimed_number(applicant.identity.profile.country, &number)
        .map_err(|error| Refused::internal(error.to_string()))?;
    let name = name.and_then(|name| PersonName::parse(&name).ok());
    let owner = ProvenOwner {
        level: proofing.level,
        name: name.unwrap_or_else(|| applicant.account.name.clone()),
        number: people::seal_number(vault, account, &number),
        fingerprint: people::number_fingerprint(vault, &number),
    };
    Ok((owner, proofing))
}

impl Last {
    async fn put_down(&self, tx: &mut Tx<'_>) -> Result<Change<Done>, ProviderError> {
        let Applicant { visit, identity, application, account, .. } = &self.applicant;
        let (id, now) = (account.id, visit.now);
        // Looked at first: nothing is changed for a number that is somebody's.
        let taken = match people::by_number(tx, self.owner.fingerprint).await? {
            Some(owner) => owner.id != id,
            None => account.number.is_some(),
        };
        if taken {
            let event = self.applicant.event("people.activation.number_taken");
            return Ok(Change::Recorded(Done::Taken, vec![event]));
        }
        if proofing::app_device(tx, id).await?.is_none() {
            return Ok(Change::Unrecorded(Done::Not));
        }
        let doing = Doing { step: Step::Activate, by: By::Person, officer: None, reason: String::new() };
        let stepped = proofing::step(tx, application.id, &doing, now, &visit.site.settings.calendar).await?;
        if !matches!(stepped, Stepped::Done(_)) {
            return Ok(Change::Unrecorded(Done::Not));
        }
        if people::prove_owner(tx, id, &self.owner).await? != ProvenNow::Done {
            return Err(ProviderError::Unreadable("the owner of an account", "another number".to_owned()));
        }
        people::keep_proofing(tx, id, &self.proofing).await?;
        people::forget_claim(tx, id).await?;
        if let Some(questions) = &self.questions {
            people::set_questions(tx, id, questions).await?;
        }
        codes::spend(tx, self.code, now).await?;
        self.show(tx).await?;
        let notice = Notice::of("notice-activated").by(visit).then("notice-else-password");
        notices::tell(tx, identity, id, &notice, now).await?;
        let mut all = vec![self.applicant.event("people.activation.done")];
        if self.questions.is_some() {
            all.push(self.applicant.event("people.questions.set"));
        }
        Ok(Change::Recorded(Done::Active, all))
    }

    /// What sessions and portals have of the person is as it is proven now.
    async fn show(&self, tx: &mut Tx<'_>) -> Result<(), ProviderError> {
        let Applicant { visit, account, .. } = &self.applicant;
        let who = Subject::Person(account.id);
        sessions::rename(tx, who, self.owner.name.as_str()).await?;
        // It may be held down for a while after a recovery.
        let counts =
            people::by_id(tx, account.id).await?.map_or(self.owner.level, |account| account.identity);
        sessions::relevel(tx, who, counts).await?;
        events::identity_changed(tx, &visit.site, account.id, &["name", "national_number"], visit.now)
            .await?;
        Ok(())
    }
}
