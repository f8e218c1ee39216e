//! Where letters go and what people say of themselves, merged and parted.

use axum::http::StatusCode;
use onedoor_base::{AccountId, PostalAddressId};
use onedoor_people::{BirthDate, Personal};
use onedoor_places::Address;
use onedoor_storage::{Change, StorageError, people};

use super::{OTHERS_PASSWORD, Twice, confirm, proves};

impl Twice {
    /// An address that is written to the account, and what its owner says of themselves.
    async fn has(&self, account: AccountId, street: &str, said: Personal) {
        let site = &self.town.identity.site;
        let (now, id) = (site.now(), PostalAddressId::new(site.now(), site.random.as_ref()));
        let address = Address {
            country: None,
            label: String::new(),
            recipient: "Khai".to_owned(),
            phone: String::new(),
            place: String::new(),
            town: "Vientiane, Laos".to_owned(),
            street: street.to_owned(),
            postcode: String::new(),
        };
        let write = site.store.write::<_, StorageError, _>(move |tx| {
            let (address, said) = (address.clone(), said.clone());
            Box::pin(async move {
                assert!(people::add_address(tx, account, (id, &address), now).await?);
                people::keep_personal(tx, account, &said, now).await?;
                Ok(Change::Unrecorded(()))
            })
        });
        write.await.expect("written");
    }

    /// The streets, the main one first, and what is said.
    async fn belongings(&self, account: AccountId) -> (Vec<String>, Personal) {
        let read = self.town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let addresses = people::addresses_of(tx, account).await?;
                assert_eq!(
                    addresses.iter().filter(|one| one.main).count(),
                    usize::from(!addresses.is_empty())
                );
                let streets = addresses.into_iter().map(|one| one.address.street).collect();
                Ok((streets, people::personal_of(tx, account).await?))
            })
        });
        read.await.expect("read")
    }
}

fn works(employer: &str, born: Option<(u16, u8, u8)>) -> Personal {
    let born = born.map(|(year, month, day)| BirthDate::new(year, month, day).expect("a day"));
    Personal { born, sex: None, employer: employer.to_owned() }
}

#[tokio::test]
async fn addresses_and_personal_data_are_chosen_and_come_back() {
    for chosen in ["both", "kept", "absorbed"] {
        let twice = Twice::new().await;
        let (own, other) = (twice.town.khai, twice.other);
        twice.has(own, "1 Own Street", works("Her school", None)).await;
        // Her number says 1988: that year may be told more exactly.
        twice.has(other, "2 Other Street", works("Another school", Some((1988, 3, 7)))).await;
        let before = (twice.belongings(own).await, twice.belongings(other).await);
        let (mut browser, page) = twice.previewed().await;
        for shown in ["1 Own Street", "2 Other Street", "Her school", "Another school"] {
            page.assert_says(StatusCode::OK, shown);
        }
        let employer = if chosen == "kept" { "kept" } else { "absorbed" };
        let answer = confirm(&mut browser, &page, &[("addresses", chosen), ("employer", employer)]).await;
        let list = browser.follow(answer).await;
        let (streets, said) = twice.belongings(own).await;
        let expected: &[&str] = match chosen {
            "both" => &["1 Own Street", "2 Other Street"],
            "kept" => &["1 Own Street"],
            _ => &["2 Other Street"],
        };
        assert_eq!(streets, expected, "{chosen}");
        let job = if chosen == "kept" { "Her school" } else { "Another school" };
        assert_eq!(said, works(job, Some((1988, 3, 7))), "{chosen}");
        // The copy of everything has what moved and what rests.
        let page = browser.get("/account/settings/data").await;
        let copy = browser.submit(&page, "/account/settings/data/file", &[]).await;
        for held in ["1 Own Street", "2 Other Street", "Another school", "khai.moi"] {
            copy.assert_says(StatusCode::OK, held);
        }
        let undo = list.body.split("/account/merge/merg_").nth(1).expect("a way to undo it");
        let path = format!("/account/merge/merg_{}", undo.split('"').next().expect("an address"));
        let asked = browser.get(&path).await;
        browser.submit(&asked, &path, &[]).await.assert_leads_to("/account/merge?notice=undone");
        assert_eq!((twice.belongings(own).await, twice.belongings(other).await), before, "{chosen}");
    }
}

#[tokio::test]
async fn a_day_of_birth_that_the_number_contradicts_is_not_taken_over() {
    let twice = Twice::new().await;
    twice.has(twice.other, "2 Other Street", works("", Some((1990, 3, 7)))).await;
    let (mut browser, page) = twice.previewed().await;
    confirm(&mut browser, &page, &[("born", "absorbed")])
        .await
        .assert_leads_to("/account/merge?notice=merged");
    assert_eq!(twice.belongings(twice.town.khai).await.1.born, None);
}

#[tokio::test]
async fn what_is_about_to_be_closed_is_not_merged() {
    for first in [true, false] {
        let twice = Twice::new().await;
        let (mut browser, page) = twice.begun().await;
        let (site, closing) = (&twice.town.identity.site, if first { twice.town.khai } else { twice.other });
        let now = site.now();
        let write = site.store.write::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let due_at = now.after(std::time::Duration::from_hours(1));
                Ok(Change::Unrecorded(people::ask_closing(tx, closing, due_at, now).await?))
            })
        });
        assert_eq!(write.await, Ok(true));
        let path = page.path.split("return_to=").nth(1).expect("where to").replace("%2F", "/");
        let next = proves(&mut browser, &page, "khai.moi", OTHERS_PASSWORD).await;
        assert_eq!(next.says("Do you want to stay?"), !first, "who signs in is asked whether to stay");
        browser.get(&path).await.assert_says(StatusCode::CONFLICT, "One of them is about to be closed");
    }
}
