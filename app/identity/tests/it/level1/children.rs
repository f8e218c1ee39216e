//! Whoever is under 14 does not apply alone.

use std::time::Duration;

use super::*;

/// Born on the day after the one on which the clock of a test begins; on that day, in Vietnam, they are 14.
const CHILD: [(&str, &str); 5] = [
    ("number", "001 312 000 018"),
    ("name", "Nguyễn Thị Hòa"),
    ("born", "22.11.2012"),
    ("sex", "female"),
    ("read", ""),
];

/// Sends a form that the page does not have.
async fn posts(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = browser.get("/account").await;
    let csrf = page.field("/sign-out", "csrf").expect("every page can be left");
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut all = vec![("csrf".to_owned(), csrf)];
    all.extend(fields.iter().copied().map(own));
    let origin = browser.origin().to_owned();
    browser.post(path, &all, &[("origin", &origin), ("sec-fetch-site", "same-origin")]).await
}

#[tokio::test]
async fn a_child_is_told_who_applies_before_anything_is_sent() {
    let said: Said = Arc::new(Mutex::new((Ok(vec![hoa()]), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    says_card(&mut browser, &CHILD).await.assert_leads_to(DATA);
    let data = browser.get(DATA).await;
    for shown in ["Whoever is under 14", "your guardian", "police of your commune", "Nothing has been sent"] {
        data.assert_says(StatusCode::OK, shown);
    }
    assert!(data.form(DATA).is_none(), "there is nothing to send");
    let forced = posts(&mut browser, DATA, &[("consent", "yes")]).await;
    forced.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Whoever is under 14");
    assert_eq!(said.lock().unwrap().1, 0, "the register was not asked");
    assert_eq!(application(&town.identity, me).await.state, State::AwaitingData);

    // 22 November begins in Vietnam while it still is the 21st in UTC.
    town.world.clock.advance(Duration::from_hours(11));
    let mut browser = town.an_in(town.browser()).await;
    browser.get(DATA).await.assert_says(StatusCode::OK, "Whoever is under 14");
    town.world.clock.advance(Duration::from_hours(1));
    let mut browser = town.an_in(town.browser()).await;
    assert!(browser.get(DATA).await.form(DATA).is_some(), "a birthday today counts");
    goes_on(&mut browser).await.assert_leads_to(FACE);
}

#[tokio::test]
async fn for_the_smallest_their_parents_apply() {
    let town = Town::new().await;
    let mut browser = town.an_in(town.browser()).await;
    let small = [("number", "001 322 000 018"), ("born", "29.2.2024"), CHILD[1], CHILD[3], CHILD[4]];
    says_card(&mut browser, &small).await.assert_leads_to(DATA);
    browser.get(DATA).await.assert_says(StatusCode::OK, "For a child under 6");
}

#[tokio::test]
async fn the_registers_birth_date_decides() {
    let young = Entry { born: Born { year: 2014, month: Some(3), day: Some(7) }, ..hoa() };
    let said: Said = Arc::new(Mutex::new((Ok(vec![young]), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    says_card(&mut browser, &TYPED).await.assert_leads_to(DATA);
    goes_on(&mut browser).await.assert_leads_to(FACE);
    browser.get(FACE).await.assert_leads_to(DATA);
    let data = browser.get(DATA).await;
    data.assert_says(StatusCode::OK, "Whoever is under 14");
    assert!(!data.says("Nothing has been sent"), "the register was asked");
    posts(&mut browser, "/app/level1/face/confirm", &[]).await.assert_leads_to(DATA);
    assert_eq!(application(&town.identity, me).await.state, State::AwaitingBiometrics);
}
