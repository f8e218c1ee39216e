//! S5.1: kind of organisation, region, town, organisation, then user name and password.

use axum::http::StatusCode;
use onedoor_services::organisations::OrganisationDirectory;

use super::actors::{PASSWORD, TestPortal, school, sign_in_with};
use crate::{Asked, OrganisationChoice, Question};

fn open(asked: &Asked) -> Vec<Question> {
    match OrganisationChoice::of(OrganisationDirectory::sample(), asked) {
        OrganisationChoice::Open(questions) => questions,
        OrganisationChoice::Chosen { code, .. } => panic!("{code} is chosen"),
    }
}

fn asked(answers: &[(&str, &str)]) -> Asked {
    let get = |name: &str| answers.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
    Asked { kind: get("kind"), region: get("region"), town: get("town"), organisation: get("organisation") }
}

#[tokio::test]
async fn s5_1_one_chooses_step_by_step_and_signs_in() {
    let portal = TestPortal::of(school()).await;
    portal.with_password(Some("edu-112"), "ivanova.m").await;
    let mut maria = portal.visitor().with("accept-language", "ru");
    let mut path = "/sign-in?return_to=%2Fdossiers".to_owned();
    for (label, answer) in [
        ("Тип организации", "&kind=school"),
        ("Регион", "&region=zarechnaya"),
        ("Город или населённый пункт", "&town=novozarechsk"),
        ("Организация", "&organisation=edu-112"),
    ] {
        let page = maria.get(&path).await;
        page.assert_says(StatusCode::OK, label);
        assert!(page.says("Далее") && page.form("/sign-in").is_some());
        path.push_str(answer);
    }
    let page = maria.get(&path).await;
    page.assert_says(StatusCode::OK, "Гимназия № 4 имени М. В. Ломоносова, Новозареченск");
    assert!(page.says("Восстановить пароль"));
    let done = maria.submit(&page, "/sign-in", &[("user_name", "ivanova.m"), ("password", PASSWORD)]).await;
    done.assert_leads_to("/dossiers");
    let account = maria.get("/account").await;
    account.assert_says(StatusCode::OK, "Гимназия № 4");
    // What was chosen last is offered again.
    maria.submit(&account, "/sign-out", &[]).await.assert_leads_to("/sign-in?organisation=edu-112");
    let page = maria.get("/sign-in?organisation=edu-112").await;
    page.assert_says(StatusCode::OK, "Логин");
    page.assert_says(StatusCode::OK, "Вы вышли из системы.");
    assert!(!maria.get("/sign-in").await.says("Вы вышли из системы."), "it is said once");
}

#[tokio::test]
async fn one_user_name_in_two_organisations_is_two_accounts() {
    let portal = TestPortal::of(school()).await;
    portal.with_password(Some("edu-112"), "ivanova").await;
    let elsewhere = sign_in_with(&mut portal.visitor(), "edu-111", "ivanova", PASSWORD).await;
    elsewhere.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "is not right");
    portal.with_password(Some("edu-111"), "ivanova").await;
    let mut browser = portal.signed_in("edu-111", "ivanova").await;
    browser.get("/account").await.assert_says(StatusCode::OK, "школа № 1, Новозареченск");
}

#[tokio::test]
async fn without_an_organisation_nobody_is_asked_for_a_password() {
    let portal = TestPortal::of(school()).await;
    portal.with_password(Some("edu-112"), "ivanova").await;
    let mut browser = portal.visitor();
    let page = browser.get("/sign-in?organisation=edu-999").await;
    page.assert_says(StatusCode::OK, "Kind of organisation");
    assert!(!page.says("type=\"password\""));
    let chosen = browser.get("/sign-in?organisation=edu-112").await;
    let fields = [("organisation", "edu-999"), ("user_name", "ivanova"), ("password", PASSWORD)];
    browser.submit(&chosen, "/sign-in", &fields).await.assert_leads_to("/sign-in?return_to=%2F");
    assert!(!browser.is_signed_in().await);
}

#[test]
fn what_does_not_fit_together_is_asked_again() {
    let first = open(&Asked::default());
    assert_eq!((first.len(), first[0].field, first[0].missed), (1, "kind", false));
    let pressed = open(&asked(&[("kind", "")]));
    assert!(pressed[0].missed, "the button was pressed without a choice");
    // A town of another region, left over from before the region was changed.
    let moved = open(&asked(&[("kind", "school"), ("region", "stepnaya"), ("town", "novozarechsk")]));
    let last = moved.last().expect("a question");
    assert_eq!((last.field, last.chosen.as_str(), last.missed), ("town", "", false));
    let nonsense = open(&asked(&[("kind", "prison"), ("region", "stepnaya")]));
    assert_eq!(nonsense.len(), 1);
    let schools = open(&asked(&[("kind", "school"), ("region", "stepnaya"), ("town", "yasnogorka")]));
    let options = &schools.last().expect("a question").options;
    assert!(options.iter().all(|(code, _)| code != "edu-323"), "an authority is no school: {options:?}");
}

#[test]
fn a_list_of_one_is_no_question() {
    let town = asked(&[("kind", "authority"), ("region", "stepnaya"), ("town", "yasnogorka")]);
    let chosen = OrganisationChoice::of(OrganisationDirectory::sample(), &town);
    assert_eq!(chosen.code(), Some("edu-323"));
}
