//! Accounts of the portal, as they are opened, confirmed and found.

use onedoor_base::{Country, Digest, LocalAccountId, Phone, Secret};
use onedoor_linking::Link;
use onedoor_services::accounts::{AccountState, Email, LocalAccount, Origin, UserName};
use onedoor_site::passwords;
use onedoor_site::testing::DAWN;
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::{Change, StorageError};

use super::{ADMINISTRATOR, PASSWORD, Town, WITHOUT_PASSWORD};
use crate::linking::fake::Person;

impl Town {
    /// Opens an account with a password.
    pub(in crate::linking) async fn account(&self, user_name: &str) -> LocalAccountId {
        self.account_with(user_name, None, None).await
    }

    /// Opens an account of an organisation, or one that carries a number, proven or not.
    pub(in crate::linking) async fn account_with(
        &self,
        user_name: &str,
        organisation: Option<&str>,
        number: Option<(&str, bool)>,
    ) -> LocalAccountId {
        let id = match user_name {
            "thanhtra" => ADMINISTRATOR,
            _ => LocalAccountId::new(DAWN, self.world.random.as_ref()),
        };
        let account = LocalAccount {
            id,
            user_name: UserName::parse(user_name).expect("a user name"),
            organisation: organisation.map(|code| code.parse().expect("an organisation")),
            display_name: format!("Owner of {user_name}"),
            phone: None,
            email: None,
            state: AccountState::Active,
            origin: Origin::Registered,
            created_at: DAWN,
        };
        let password_hash = match user_name.strip_prefix(WITHOUT_PASSWORD) {
            Some(_) => None,
            None => Some(passwords::make(&self.site, Secret::new(PASSWORD)).await.ok().expect("hashed")),
        };
        let number = number.map(|(number, proven)| NumberRecord {
            country: Country::Vietnam,
            sealed: onedoor_portal::numbers::seal(&self.site.vault, id, &national(number)),
            fingerprint: self.fingerprint(number),
            proven_at: proven.then_some(DAWN),
            proven_by: None,
            matched_at: None,
        });
        let record = AccountRecord { password_hash, number, ..AccountRecord::new(account) };
        let inserted: Result<bool, StorageError> = self
            .site
            .store
            .write(move |tx| {
                let record = record.clone();
                Box::pin(async move { Ok(Change::Unrecorded(accounts::insert(tx, &record).await?)) })
            })
            .await;
        assert_eq!(inserted, Ok(true));
        id
    }

    /// The owner has confirmed this telephone number.
    pub(in crate::linking) async fn confirm_phone(&self, id: LocalAccountId, phone: &str) {
        let (phone, now) = (Phone::from_stored(phone.to_owned()), self.now());
        let written: Result<bool, StorageError> = self
            .site
            .store
            .write(move |tx| {
                let phone = phone.clone();
                Box::pin(
                    async move { Ok(Change::Unrecorded(accounts::set_phone(tx, id, &phone, now).await?)) },
                )
            })
            .await;
        assert_eq!(written, Ok(true));
    }

    /// The owner has confirmed this mail address.
    pub(in crate::linking) async fn confirm_mail(&self, id: LocalAccountId, email: &str) {
        let (email, now) = (Email::parse(email).ok(), self.now());
        let set = self.site.store.write::<_, StorageError, _>(move |tx| {
            let email = email.clone();
            Box::pin(async move {
                let set = accounts::set_email(tx, id, email.as_ref(), Some(now)).await?;
                Ok(Change::Unrecorded(set))
            })
        });
        assert_eq!(set.await, Ok(true));
    }

    pub(in crate::linking) fn fingerprint(&self, number: &str) -> Digest {
        self.site.vault.fingerprint("national_number", &format!("vn:{number}"))
    }

    pub(in crate::linking) async fn record(&self, id: LocalAccountId) -> AccountRecord {
        let found: Result<_, StorageError> =
            self.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await;
        found.expect("read").expect("an account")
    }

    /// The account of this user name.
    pub(in crate::linking) async fn account_named(&self, user_name: &str) -> LocalAccountId {
        let key = UserName::key_of(user_name);
        let found: Result<_, StorageError> = self
            .site
            .store
            .read(move |tx| Box::pin(async move { accounts::by_name(tx, "", &key).await }))
            .await;
        found.expect("read").expect("an account").account.id
    }

    /// The local account of the person who signed in last, by their link.
    pub(in crate::linking) async fn account_of(&self, person: &Person) -> Option<LocalAccountId> {
        let who = onedoor_linking::NationalSubject {
            issuer: self.fake.issuer().to_owned(),
            subject: person.sub.to_owned(),
        };
        let found: Result<Vec<Link>, StorageError> = self
            .site
            .store
            .read(move |tx| Box::pin(async move { links::active_of_subject(tx, &who).await }))
            .await;
        found.expect("read").first().map(|link| link.account)
    }
}

fn national(number: &str) -> onedoor_national_id::NationalNumber {
    onedoor_national_id::parse(onedoor_national_id::Country::Vietnam, number).expect("a number")
}
