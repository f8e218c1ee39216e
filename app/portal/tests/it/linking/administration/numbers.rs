//! National numbers that did not quite agree with the register, before the portal's staff.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::LocalAccountId;
use onedoor_services::accounts::NumberProver;
use onedoor_storage::services::number_reviews;
use onedoor_storage::{Change, StorageError};

use super::administrator;
use crate::linking::town::{ASKING, NUMBER, PASSWORD, Town, lan};

const PATH: &str = "/administration/numbers";

/// Hands the number that an account's owner gave to the staff, beside whom the register has.
async fn waits(town: &Town, account: LocalAccountId) {
    let entry = |number: &str, standing: &str| {
        serde_json::json!({
            "country": "vn", "number": number, "former-numbers": [], "name": "Trần Thị Lan", "former-names": [],
            "born": { "year": 1988, "month": 3, "day": 7 }, "sex": null, "residence": null, "standing": standing,
        })
    };
    let said = serde_json::json!({
        "country": "vn", "number": "036188001299", "former": null, "name": "Trần Thị Lân",
        "born": { "year": 1988, "month": 3, "day": 8 }, "sex": null,
    });
    let found = [entry(NUMBER, "living"), entry("036188001298", "deceased")];
    let content = serde_json::json!({ "said": said, "found": found }).to_string();
    let sealed = town.site.vault.seal(&format!("number_reviews/{account}"), content.as_bytes());
    let now = town.now();
    let put = town.site.store.write::<_, StorageError, _>(move |tx| {
        let sealed = sealed.clone();
        Box::pin(async move {
            let due = now.after(Duration::from_hours(72));
            Ok(Change::Unrecorded(number_reviews::ask(tx, account, &sealed, due, now).await?))
        })
    });
    assert_eq!(put.await, Ok(true));
}

#[tokio::test]
async fn the_staff_see_both_sides_and_decide_and_the_owner_reads_that_they_did() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let account = town.account("lan.old").await;
    let mut staff = administrator(&town).await;
    staff.get("/administration").await.assert_says(StatusCode::OK, PATH);
    staff.get(PATH).await.assert_says(StatusCode::OK, "No number waits");
    waits(&town, account).await;
    let list = staff.get(PATH).await;
    let one = format!("{PATH}/{account}");
    assert!(
        list.says(&one) && !list.says("Trần Thị") && !list.says(NUMBER),
        "who it is says the page, which is recorded"
    );
    let page = staff.get(&one).await;
    for text in
        ["036188001299", NUMBER, "Trần Thị Lân", "Trần Thị Lan", "08.03.1988", "07.03.1988", "Deceased"]
    {
        page.assert_says(StatusCode::OK, text);
    }
    assert!(town.audit_of(account).await.contains("services.number.review_looked"));
    // Nobody is chosen; no reason; somebody who has died.
    for fields in [vec![], vec![("who", "none")], vec![("who", "1")], vec![("who", "none"), ("why", "whim")]]
    {
        let again = staff.submit(&page, &one, &fields).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose a person");
    }
    assert_eq!(town.record(account).await.number, None);
    let done = staff.submit(&page, &one, &[("who", "0")]).await;
    done.assert_leads_to("/administration/numbers?done=decided");
    staff.follow(done).await.assert_says(StatusCode::OK, "The decision was saved");
    let number = town.record(account).await.number.expect("a number");
    assert_eq!(number.fingerprint, town.fingerprint(NUMBER), "the register's, not the one that was mistyped");
    assert_eq!(
        (number.proven_at, number.proven_by),
        (None, Some(NumberProver::Register)),
        "and no more than matched"
    );
    assert!(town.audit_of(account).await.contains("services.number.review_approved"));
    assert_eq!(staff.get(&one).await.status, StatusCode::NOT_FOUND, "it is decided");
}

#[tokio::test]
async fn what_the_staff_refuse_is_told_with_the_reason() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let account = town.account("lan.old").await;
    waits(&town, account).await;
    town.world.clock.advance(Duration::from_hours(100));
    let mut staff = administrator(&town).await;
    staff.get(PATH).await.assert_says(StatusCode::OK, "Late: 1");
    let one = format!("{PATH}/{account}");
    let page = staff.get(&one).await;
    let done = staff.submit(&page, &one, &[("who", "none"), ("why", "unclear")]).await;
    done.assert_leads_to("/administration/numbers?done=decided");
    assert_eq!(town.record(account).await.number, None);
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/account/identity").await;
    town.proves(&mut owner, &path, "lan.old", PASSWORD).await;
    owner.get("/account/identity").await.assert_says(StatusCode::OK, "Take your identity card");
}

#[tokio::test]
async fn nobody_else_sees_them_and_nobody_decides_about_themselves() {
    let town = Town::with(ASKING).await;
    let own = town.account("thanhtra").await;
    let account = town.account("lan.old").await;
    waits(&town, own).await;
    waits(&town, account).await;
    let mut citizen = town.browser();
    let path = town.not_linked_yet(&mut citizen, &lan(), "/").await;
    town.proves(&mut citizen, &path, "lan.old", PASSWORD).await;
    for path in [PATH.to_owned(), format!("{PATH}/{own}"), format!("{PATH}/{account}")] {
        assert_eq!(citizen.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut staff = administrator(&town).await;
    assert!(!staff.get(PATH).await.says(&own.to_string()));
    assert_eq!(staff.get(&format!("{PATH}/{own}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(staff.get(&format!("{PATH}/nothing")).await.status, StatusCode::NOT_FOUND);
}
