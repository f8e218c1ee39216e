use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::{
    Actor, AuditEvent, Closing, ClosingState, Country, Digest, Language, LocalAccountId, Phone, Subject,
    Timestamp,
};
use onedoor_services::accounts::{AccountState, UserName};
use onedoor_site::code::NewSms;
use onedoor_storage::linking::preparing;
use onedoor_storage::services::moving::{self, AccountRow, ClosingRow};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::{Localizer, moment};

use super::absorb::{COMMAND, Work};
use super::report::{Report, Why};
use super::{AccountLine, OfferLine};
use crate::closing::goes_on;
use crate::credentials::note_kinds;
use crate::numbers;

/// How many user names are tried in the place of one that is taken.
const TRIES: u32 = 20;

/// What is looked up of all accounts of a batch at once, and what the batch adds.
#[derive(Default)]
struct Known {
    /// Organisations and user names, by their keys.
    names: BTreeSet<(String, String)>,
    /// The fingerprints of numbers that are proven.
    proven: BTreeSet<[u8; 32]>,
}

impl Known {
    async fn of(tx: &mut Tx<'_>, rows: &[AccountRow]) -> Result<Self, StorageError> {
        let mut known = Self::default();
        let mut keys: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in rows {
            keys.entry(row.organisation.as_str()).or_default().push(row.user_key.as_str());
        }
        for (organisation, keys) in keys {
            let there = moving::names_there(tx, organisation, keys).await?;
            known.names.extend(there.into_iter().map(|key| (organisation.to_owned(), key)));
        }
        let prints: Vec<Digest> = rows.iter().filter_map(proven).collect();
        let carriers = preparing::carriers(tx, &prints).await?;
        known.proven = carriers
            .into_iter()
            .filter(|(_, carriers)| carriers.proven > 0)
            .map(|(print, _)| print)
            .collect();
        Ok(known)
    }

    fn has_name(&self, organisation: &str, name: &UserName) -> bool {
        self.names.contains(&(organisation.to_owned(), name.key().to_owned()))
    }
}

/// The fingerprint of an account's number, if it was proven.
fn proven(row: &AccountRow) -> Option<Digest> {
    row.number_fingerprint.filter(|_| row.number_proven_at.is_some())
}

impl Work {
    pub(super) async fn take_accounts(
        &self,
        tx: &mut Tx<'_>,
        all: &[AccountLine],
        (report, events): (&mut Report, &mut Vec<AuditEvent>),
    ) -> Result<(), StorageError> {
        let ids = all.iter().map(|line| line.row.id);
        let there = moving::accounts_there(tx, ids.clone()).await?;
        let came = moving::accounts_came(tx, ids, self.key).await?;
        let mut rows = Vec::new();
        for line in all {
            if came.contains(&line.row.id) {
                report.already_there += 1;
                continue;
            }
            if there.contains(&line.row.id) {
                report.refuse(line.row.id, Why::Elsewhere);
                continue;
            }
            match self.row(line) {
                Ok(row) => rows.push(row),
                Err(why) => report.refuse(line.row.id, why),
            }
        }
        let mut known = Known::of(tx, &rows).await?;
        for row in rows {
            events.extend(self.take_account(tx, row, (&mut known, report)).await?);
        }
        note_kinds(tx, all.iter().filter_map(|line| line.row.password_hash.as_deref())).await
    }

    async fn take_account(
        &self,
        tx: &mut Tx<'_>,
        row: AccountRow,
        (known, report): (&mut Known, &mut Report),
    ) -> Result<Option<AuditEvent>, StorageError> {
        let id = row.id;
        let Some(name) = self.free_name(tx, &row, known).await? else {
            report.refuse(id, Why::UserName);
            return Ok(None);
        };
        known.names.insert((row.organisation.clone(), name.key().to_owned()));
        let before = (name.key() != row.user_key).then(|| row.user_name.clone());
        report.renamed.extend(before.iter().map(|before| (before.clone(), name.as_str().to_owned())));
        // Whoever has an account here already, proven on both.
        if proven(&row).is_some_and(|print| !known.proven.insert(print.0)) {
            report.both.insert(id, name.as_str().to_owned());
        }
        report.accounts += 1;
        let row = AccountRow { user_name: name.as_str().to_owned(), user_key: name.key().to_owned(), ..row };
        moving::put_account(tx, self.id, &row, before.as_deref()).await?;
        let closes = match &row.closing {
            Some(closing) => self.close(tx, id, closing).await?,
            None => None,
        };
        self.tell(tx, &row, (before.is_some(), closes)).await?;
        let event =
            AuditEvent::new(self.now, Actor::Operator(COMMAND.to_owned()), "services.account.absorbed")
                .about(Subject::LocalAccount(id))
                .with("from", self.manifest.system.clone());
        Ok(Some(event))
    }

    /// The row as it stands here: the number under the keys of this portal.
    fn row(&self, line: &AccountLine) -> Result<AccountRow, Why> {
        let (row, vault) = (line.row.clone(), &self.portal.site.vault);
        let organisation = match (self.portal.profile.organisations, row.organisation.as_str()) {
            (None, "") => true,
            (Some(all), code) => all.find(code).is_some(),
            (None, _) => false,
        };
        if !organisation {
            return Err(Why::Organisation);
        }
        AccountState::from_name(&row.state).ok_or(Why::Malformed)?;
        if row.closing.as_ref().is_some_and(|closing| ClosingState::from_word(&closing.state).is_none()) {
            return Err(Why::Malformed);
        }
        let ours = |offer: &&OfferLine| self.portal.linking.of_issuer(&offer.issuer).is_some();
        let offers = line.offers.iter().filter(ours).filter_map(|offer| offer.row(vault, &row)).collect();
        // By what the user name is, whatever the export calls its key.
        let user_key = UserName::key_of(&row.user_name);
        let row = AccountRow { offers, user_key, ..row };
        let (Some(number), Some(country)) = (&line.number, &row.number_country) else {
            return Ok(AccountRow {
                number_country: None,
                number_proven_at: None,
                number_proven_by: None,
                ..row
            });
        };
        let country = Country::from_code(country).ok_or(Why::Malformed)?;
        let number = numbers::parse(country, number).map_err(|_| Why::Malformed)?;
        let (sealed, print) = (numbers::seal(vault, row.id, &number), numbers::fingerprint(vault, &number));
        Ok(AccountRow { number_sealed: Some(sealed), number_fingerprint: Some(print), ..row })
    }

    /// What its owner asked for at the portal of before is done here; until when they can stay, if they still can.
    async fn close(
        &self,
        tx: &mut Tx<'_>,
        account: LocalAccountId,
        closing: &ClosingRow,
    ) -> Result<Option<Timestamp>, StorageError> {
        let Some(state) = ClosingState::from_word(&closing.state) else { return Ok(None) };
        let closing = Closing { state, asked_at: closing.asked_at, due_at: closing.due_at };
        let waits = closing.waits();
        let due_at = goes_on(tx, &self.portal.site, account, (closing, self.now)).await?;
        Ok(waits.then_some(due_at))
    }

    /// The user name of before; where somebody else has it, with the old portal behind it.
    async fn free_name(
        &self,
        tx: &mut Tx<'_>,
        row: &AccountRow,
        known: &Known,
    ) -> Result<Option<UserName>, StorageError> {
        let system = &self.manifest.system;
        let mut name = UserName::from_stored(row.user_name.clone());
        for n in 0..=TRIES {
            let taken = known.has_name(&row.organisation, &name)
                || (n > 0 && moving::has_name(tx, &row.organisation, name.key()).await?);
            if !taken {
                return Ok(Some(name));
            }
            let behind = if n == 0 { format!("@{system}") } else { format!("@{system}.{}", n + 1) };
            let room = UserName::LONGEST.saturating_sub(behind.chars().count());
            let stem: String = row.user_name.chars().take(room).collect();
            name = UserName::from_stored(stem + &behind);
        }
        Ok(None)
    }

    /// Tells the owner where the account is now, unless their issuer does; of another user name, and that it is about to
    /// be closed, in any case.
    async fn tell(
        &self,
        tx: &mut Tx<'_>,
        row: &AccountRow,
        (renamed, closes): (bool, Option<Timestamp>),
    ) -> Result<(), StorageError> {
        let is_shut = AccountState::from_name(&row.state) == Some(AccountState::Closed);
        let (Some(phone), Some(_)) = (&row.phone, row.phone_confirmed_at) else { return Ok(()) };
        if is_shut || (self.linked.contains(&row.id) && !renamed && closes.is_none()) {
            return Ok(());
        }
        let site = &self.portal.site;
        let language = row.language.as_deref().and_then(Language::from_tag);
        let t = Localizer::of(language.unwrap_or(site.settings.default_language));
        let text = match (closes, renamed) {
            (Some(_), _) => "portal-sms-absorbed-closing",
            (None, true) => "portal-sms-absorbed-renamed",
            (None, false) => "portal-sms-absorbed",
        };
        let day = closes.map(|due_at| moment(&t, due_at, site.settings.country));
        let before = self.manifest.names.get(t.language().tag()).unwrap_or(&self.manifest.system);
        let words = [
            ("site", site.look.name(&t).into()),
            ("before", before.as_str().into()),
            ("name", row.user_name.as_str().into()),
            ("address", site.settings.origin().into()),
            ("day", day.unwrap_or_default().into()),
        ];
        match NewSms::of(site, self.now, &Phone::from_stored(phone.clone()), t.with(text, &words)) {
            Ok(sms) => sms.queue(tx).await,
            Err(_) => Ok(()),
        }
    }
}
