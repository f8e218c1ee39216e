//! The settings of an account.

use axum::http::StatusCode;
use onedoor_base::Language;
use onedoor_site::testing::messages;
use onedoor_storage::StorageError;
use onedoor_storage::people;

use crate::actors::{ANS_PASSWORD, Town};
use crate::steps;

const PERSONAL: &str = "/account/settings/personal";
const LANGUAGE: &str = "/account/settings/language";

#[tokio::test]
async fn somebody_of_whom_nothing_is_proven_says_who_they_are() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    here.get("/account").await.assert_says(StatusCode::OK, "href=\"/account/settings\"");
    let page = here.get(PERSONAL).await;
    let said = [
        ("name", "Trần Văn Ân"),
        ("born_day", "7"),
        ("born_month", "3"),
        ("born_year", "1990"),
        ("sex", "male"),
        ("employer", "Nhà máy sứ"),
    ];
    let answer = here.submit(&page, PERSONAL, &said).await;
    answer.assert_leads_to("/account/settings?notice=personal");
    let page = here.follow(answer).await;
    for shown in ["Your personal data were saved", "Trần Văn Ân", "07/03/1990", "Nhà máy sứ"] {
        page.assert_says(StatusCode::OK, shown);
    }
    let told = messages(&town.identity.site).await;
    assert!(told.len() == 1 && told[0].text.contains("Họ tên"), "another name is told");
    let page = here.get(PERSONAL).await;
    let answer = here.submit(&page, PERSONAL, &[("born_day", "31"), ("born_month", "2")]).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter a day that there is");
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Nhà máy sứ");
}

/// Nothing is said to be saved that is not, nothing is written over unseen, and nothing that was typed is lost.
#[tokio::test]
async fn what_was_changed_in_another_window_is_said_and_what_was_typed_stays() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    let old = here.get(PERSONAL).await;
    let first = [("employer", "Nhà máy sứ"), ("sex", "male")];
    here.submit(&old, PERSONAL, &first).await.assert_leads_to("/account/settings?notice=personal");
    // A second click on the same form finds it done.
    here.submit(&old, PERSONAL, &first).await.assert_leads_to("/account/settings?notice=personal");
    // The form that was drawn before, in the other window.
    let second = [("name", "Trần Văn Ân"), ("employer", "Trường Kim Liên")];
    let told = here.submit(&old, PERSONAL, &second).await;
    for shown in
        ["changed in another window", "What stands now", "Nhà máy sứ", "Trường Kim Liên", "Trần Văn Ân"]
    {
        told.assert_says(StatusCode::CONFLICT, shown);
    }
    here.get("/account/settings").await.assert_says(StatusCode::OK, "Nhà máy sứ");
    // Seen, it is saved.
    let answer = here.submit(&told, PERSONAL, &[]).await;
    answer.assert_leads_to("/account/settings?notice=personal");
    here.follow(answer).await.assert_says(StatusCode::OK, "Trường Kim Liên");
    // Two clicks leave one record.
    let mut khais = town.khai_in(town.browser()).await;
    let page = khais.get(PERSONAL).await;
    for _ in 0..2 {
        let answer = khais.submit(&page, PERSONAL, &[("employer", "Trường Kim Liên")]).await;
        answer.assert_leads_to("/account/settings?notice=personal");
    }
    let record = town.actions_of(town.khai).await;
    assert_eq!(record.iter().filter(|action| *action == "people.personal.changed").count(), 1);
}

#[tokio::test]
async fn what_is_proven_is_not_typed_over() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let page = here.get(PERSONAL).await;
    page.assert_says(StatusCode::OK, "can’t be typed over here");
    page.assert_says(StatusCode::OK, "go to an office");
    // A form that somebody made by hand.
    let forged = [("name", "Somebody Else"), ("sex", "male"), ("employer", "Trường Kim Liên")];
    let answer = here.submit(&page, PERSONAL, &forged).await;
    let page = here.follow(answer).await;
    page.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
    page.assert_says(StatusCode::OK, "Trường Kim Liên");
    let id = town.khai;
    let said = town
        .identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::personal_of(tx, id).await }));
    let said = said.await.expect("read");
    assert_eq!(said.sex.map(onedoor_people::sex_word), Some("female"), "as the number says");
    let page = here.get(PERSONAL).await;
    let born = [("born_day", "2"), ("born_month", "9"), ("born_year", "1989")];
    here.submit(&page, PERSONAL, &born).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "born in 1988");
    assert!(messages(&town.identity.site).await.is_empty(), "nothing that is told has changed");
    // What an account opens may be held down for a while after a recovery: what was proven stays proven.
    let (id, since) = (town.khai, town.identity.site.now());
    let until = since.after(std::time::Duration::from_hours(24));
    let held = people::HeldLevel { level: onedoor_base::IdentityLevel::Claimed, since, until };
    let write = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            people::hold_level(tx, id, held).await?;
            Ok(onedoor_storage::Change::Unrecorded(()))
        })
    });
    write.await.expect("held");
    let page = here.get(PERSONAL).await;
    page.assert_says(StatusCode::OK, "can’t be typed over here");
    let answer = here.submit(&page, PERSONAL, &[("name", "Somebody Else")]).await;
    here.follow(answer).await.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
}

#[tokio::test]
async fn a_language_is_chosen_for_messages_and_for_every_browser() {
    let town = Town::new().await;
    let mut here = town.an_in(town.browser()).await;
    let page = here.get(LANGUAGE).await;
    let answer = here.submit(&page, LANGUAGE, &[("language", "ru")]).await;
    here.follow(answer).await.assert_says(StatusCode::OK, "Язык сохранён");
    // A browser that has never been there comes to speak it with the sign-in.
    let mut there = town.browser();
    steps::sign_in(&mut there, "tran.an", ANS_PASSWORD).await.assert_leads_to("/account");
    there.get("/account/settings").await.assert_says(StatusCode::OK, "Настройки");
    // What was chosen in a browser comes first there.
    let mut chosen = town.browser();
    chosen.get("/language/zh?return_to=/").await;
    steps::sign_in(&mut chosen, "tran.an", ANS_PASSWORD).await.assert_leads_to("/account");
    chosen.get("/account/settings").await.assert_says(StatusCode::OK, "账号设置");
    // Khai never chose: her account speaks Vietnamese, this browser English.
    let mut khais = town.khai_in(town.browser()).await;
    khais.get("/account/settings").await.assert_says(StatusCode::OK, "Settings");
    let unknown = here.get(LANGUAGE).await;
    let answer = here.submit(&unknown, LANGUAGE, &[("language", "xx")]).await;
    answer.assert_leads_to(LANGUAGE);
    let an = onedoor_people::LoginName::parse("tran.an").expect("a name");
    let account = town.identity.site.store.read::<_, StorageError, _>(move |tx| {
        let an = an.clone();
        Box::pin(async move { people::by_login(tx, &an).await })
    });
    assert_eq!(account.await.expect("read").expect("there").language, Language::Ru);
}
