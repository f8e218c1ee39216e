use onedoor_base::{Actor, AuditEvent, Country, Language, Phone, Subject};
use onedoor_services::accounts::{AccountState, UserName};
use onedoor_site::code::NewSms;
use onedoor_storage::services::accounts::by_number;
use onedoor_storage::services::moving::{self, AccountRow};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::Localizer;

use super::AccountLine;
use super::absorb::{COMMAND, Work};
use super::report::{Report, Why};
use crate::credentials::note_kinds;
use crate::numbers;

/// How many user names are tried in the place of one that is taken.
const TRIES: u32 = 20;

impl Work {
    pub(super) async fn take_accounts(
        &self,
        tx: &mut Tx<'_>,
        all: &[AccountLine],
        (report, events): (&mut Report, &mut Vec<AuditEvent>),
    ) -> Result<(), StorageError> {
        for line in all {
            events.extend(self.take_account(tx, line, report).await?);
        }
        note_kinds(tx, all.iter().filter_map(|line| line.row.password_hash.as_deref())).await
    }

    async fn take_account(
        &self,
        tx: &mut Tx<'_>,
        line: &AccountLine,
        report: &mut Report,
    ) -> Result<Option<AuditEvent>, StorageError> {
        let id = line.row.id;
        if moving::has_account(tx, id).await? {
            report.already_there += 1;
            return Ok(None);
        }
        let row = match self.row(line) {
            Ok(row) => row,
            Err(why) => {
                report.refuse(id, why);
                return Ok(None);
            }
        };
        let Some(name) = self.free_name(tx, &row).await? else {
            report.refuse(id, Why::UserName);
            return Ok(None);
        };
        let before = (name.key() != row.user_key).then(|| row.user_name.clone());
        report.renamed.extend(before.iter().map(|before| (before.clone(), name.as_str().to_owned())));
        if self.has_another(tx, &row).await? {
            report.both.push(name.as_str().to_owned());
        }
        report.accounts += 1;
        let row = AccountRow { user_name: name.as_str().to_owned(), user_key: name.key().to_owned(), ..row };
        moving::put_account(tx, self.id, &row, before.as_deref()).await?;
        self.tell(tx, &row, before.is_some()).await?;
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
        let (Some(number), Some(country)) = (&line.number, &row.number_country) else {
            return Ok(AccountRow { number_country: None, number_proven_at: None, ..row });
        };
        let country = Country::from_code(country).ok_or(Why::Malformed)?;
        let number = numbers::parse(country, number).map_err(|_| Why::Malformed)?;
        let (sealed, print) = (numbers::seal(vault, row.id, &number), numbers::fingerprint(vault, &number));
        Ok(AccountRow { number_sealed: Some(sealed), number_fingerprint: Some(print), ..row })
    }

    /// The user name of before; where somebody else has it, with the old portal behind it.
    async fn free_name(&self, tx: &mut Tx<'_>, row: &AccountRow) -> Result<Option<UserName>, StorageError> {
        let system = &self.manifest.system;
        let mut name = UserName::from_stored(row.user_name.clone());
        for n in 1..=TRIES {
            if !moving::has_name(tx, &row.organisation, name.key()).await? {
                return Ok(Some(name));
            }
            let behind = if n == 1 { format!("@{system}") } else { format!("@{system}.{n}") };
            let room = UserName::LONGEST.saturating_sub(behind.chars().count());
            let stem: String = row.user_name.chars().take(room).collect();
            name = UserName::from_stored(stem + &behind);
        }
        Ok(None)
    }

    /// Whether an account here has the same number, proven on both.
    async fn has_another(&self, tx: &mut Tx<'_>, row: &AccountRow) -> Result<bool, StorageError> {
        let (Some(print), Some(_)) = (row.number_fingerprint, row.number_proven_at) else { return Ok(false) };
        let there = by_number(tx, print).await?;
        let proven = |number: &onedoor_storage::services::accounts::NumberRecord| number.proven_at.is_some();
        Ok(there.iter().any(|other| other.account.id != row.id && other.number.as_ref().is_some_and(proven)))
    }

    /// Tells the owner where the account is now, unless their issuer does; of another user name in any case.
    async fn tell(&self, tx: &mut Tx<'_>, row: &AccountRow, renamed: bool) -> Result<(), StorageError> {
        let closed = AccountState::from_name(&row.state) == Some(AccountState::Closed);
        let (Some(phone), Some(_)) = (&row.phone, row.phone_confirmed_at) else { return Ok(()) };
        if closed || (self.linked.contains(&row.id) && !renamed) {
            return Ok(());
        }
        let site = &self.portal.site;
        let language = row.language.as_deref().and_then(Language::from_tag);
        let t = Localizer::of(language.unwrap_or(site.settings.default_language));
        let text = if renamed { "portal-sms-absorbed-renamed" } else { "portal-sms-absorbed" };
        let before = self.manifest.names.get(t.language().tag()).unwrap_or(&self.manifest.system);
        let words = [
            ("site", site.look.name(&t).into()),
            ("before", before.as_str().into()),
            ("name", row.user_name.as_str().into()),
            ("address", site.settings.origin().into()),
        ];
        match NewSms::of(site, self.now, &Phone::from_stored(phone.clone()), t.with(text, &words)) {
            Ok(sms) => sms.queue(tx).await,
            Err(_) => Ok(()),
        }
    }
}
