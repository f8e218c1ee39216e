//! Wrong data: the person asks, an officer works on it, what the register has flows back.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use onedoor_base::{AccountId, Country, IdentityLevel};
use onedoor_identity::console::roles::StaffRole;
use onedoor_proofing::evidence::{Act, Decision, Record, Who};
use onedoor_proofing::register::{Born, Entry, Standing};
use onedoor_site::register::Register;
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld, messages};
use onedoor_storage::{Change, StorageError, people};
use onedoor_ui::Look;

use crate::actors::{NUMBER, Town, account_of, agreeing, khai};
use crate::console::{hire, staff};

const PATH: &str = "/account/corrections";
const NEW: &str = "/account/corrections/new";

/// Asks for another value of a field; where that leads.
/// A number that is somebody else's.
const OTHERS: &str = "036188009999";

async fn asks(browser: &mut Browser, field: &str, value: &str) -> Answer {
    let page = browser.get(&format!("{NEW}?field={field}")).await;
    browser.submit(&page, NEW, &[("value", value), ("words", "Giấy khai sinh ghi khác")]).await
}

/// The address of the request that an answer leads to, without its notice.
fn one(answer: &Answer) -> String {
    let to = answer.location().unwrap_or_else(|| panic!("nothing was sent: {answer:?}"));
    to.split('?').next().unwrap_or_default().to_owned()
}

/// The same at the desk.
fn at_desk(one: &str) -> String {
    one.replace("/account/", "/console/")
}

async fn takes(browser: &mut Browser, desk: &str, kin: &str) -> Answer {
    let page = browser.get(desk).await;
    browser.submit(&page, &format!("{desk}/take"), &[("kin", kin)]).await
}

async fn decides(browser: &mut Browser, desk: &str, filled: &[(&str, &str)]) -> Answer {
    let page = browser.get(desk).await;
    browser.submit(&page, &format!("{desk}/decide"), filled).await
}

async fn town() -> Town {
    let town = Town::new().await;
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    town
}

async fn name(town: &Town, id: AccountId) -> String {
    let store = &town.identity.site.store;
    let read =
        store.read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_id(tx, id).await }));
    read.await.expect("accounts can be read").expect("it is there").name.as_str().to_owned()
}

#[tokio::test]
async fn s3_12_what_is_wrong_goes_to_the_police_and_the_right_name_flows_back() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    khai.get(PATH).await.assert_says(StatusCode::OK, "No requests yet");
    let sent = asks(&mut khai, "name", "Nguyễn Thị Minh Khải").await;
    let here = one(&sent);
    let page = khai.get(&here).await;
    for shown in ["Nguyễn Thị Minh Khải", "Answer by the end of", "Giấy khai sinh ghi khác"] {
        page.assert_says(StatusCode::OK, shown);
    }
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "1 waiting, 0 late");
    officer.get("/console/corrections").await.assert_says(StatusCode::OK, "working days left");
    let desk = at_desk(&here);
    let before = officer.get(&desk).await;
    before.assert_says(StatusCode::OK, "somebody of your kin");
    assert!(!before.says("Minh Khải") && !before.says("036"), "nothing before it is taken");
    takes(&mut officer, &desk, "").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose an answer");
    takes(&mut officer, &desk, "no").await.assert_leads_to(&desk);
    let works = officer.get(&desk).await;
    for shown in ["What the account has", "Nguyễn Thị Minh Khải", "036"] {
        works.assert_says(StatusCode::OK, shown);
    }
    khai.get(&here).await.assert_says(StatusCode::OK, "In work");
    let done = decides(&mut officer, &desk, &[("verdict", "corrected")]).await;
    done.assert_leads_to("/console/corrections?notice=corrected");
    assert_eq!(name(&town, town.khai).await, "Nguyễn Thị Minh Khải");
    khai.get(&here).await.assert_says(StatusCode::OK, "The register was put right");
    khai.get("/account").await.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khải");
    let told = messages(&town.identity.site).await;
    assert!(told.iter().any(|message| message.text.contains("đã được đính chính")), "they are told");
    let actions = town.actions_of(town.khai).await;
    for action in ["sent", "taken", "looked_at", "corrected"] {
        let action = format!("people.correction.{action}");
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
    // A second click does nothing a second time.
    let twice = officer.submit(&works, &format!("{desk}/decide"), &[("verdict", "corrected")]).await;
    twice.assert_leads_to("/console/corrections?notice=not-again");
}

#[tokio::test]
async fn a_refusal_has_a_reason_that_the_person_reads_and_a_request_can_be_taken_back() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "born", "31/12/1988").await);
    asks(&mut khai, "born", "30/12/1988").await.assert_says(StatusCode::CONFLICT, "is under way");
    let mut officer = staff(&town, "can.bo").await;
    let desk = at_desk(&here);
    takes(&mut officer, &desk, "no").await.assert_leads_to(&desk);
    decides(&mut officer, &desk, &[("verdict", "refused")])
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose why it is refused");
    decides(&mut officer, &desk, &[("verdict", "corrected"), ("value", "31.2.1988")])
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter a day that there was");
    decides(&mut officer, &desk, &[("verdict", "refused"), ("reason", "paper-wanting")])
        .await
        .assert_leads_to("/console/corrections?notice=refused");
    khai.get(&here).await.assert_says(StatusCode::OK, "A paper that shows it is missing");
    let here = one(&asks(&mut khai, "born", "30/12/1988").await);
    let page = khai.get(&here).await;
    khai.submit(&page, &format!("{here}/withdraw"), &[]).await;
    khai.get(&here).await.assert_says(StatusCode::OK, "You took it back");
    let over = khai.submit(&page, &format!("{here}/withdraw"), &[]).await;
    over.assert_leads_to(&format!("{here}?notice=over"));
}

#[tokio::test]
async fn a_paper_is_a_picture_and_seen_by_its_owner_and_whoever_works_on_it() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "name", "Nguyễn Thị Minh Khải").await);
    let (give, desk) = (format!("{here}/paper"), at_desk(&here));
    let page = khai.get(&here).await;
    let html = khai.send_file(&page, &give, ("paper", "a.png", b"<script>alert(1)</script>")).await;
    html.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose a JPEG or PNG picture");
    let large = vec![0xff; 6_000_000];
    let large = khai.send_file(&page, &give, ("paper", "a.jpg", &large)).await;
    large.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "too large");
    let picture = b"\x89PNG\r\n\x1a\npicture";
    let kept = khai.send_file(&page, &give, ("paper", "a.png", picture)).await;
    kept.assert_leads_to(&format!("{here}?notice=paper"));
    let seen = khai.get(&give).await;
    assert_eq!(seen.header("content-type"), Some("image/png"));
    assert_eq!(seen.header("x-content-type-options"), Some("nosniff"));
    let mut officer = staff(&town, "can.bo").await;
    let paper = format!("{desk}/paper");
    assert_eq!(officer.get(&paper).await.status, StatusCode::NOT_FOUND, "before it is taken");
    takes(&mut officer, &desk, "no").await;
    assert_eq!(officer.get(&paper).await.status, StatusCode::OK);
    let mut an = town.an_in(town.browser()).await;
    for path in [&here, &give] {
        assert_eq!(an.get(path).await.status, StatusCode::NOT_FOUND, "not An's: {path}");
    }
    // A month after the decision nobody needs it any more.
    let papers = |days: u64| {
        town.world.clock.advance(std::time::Duration::from_hours(24 * days));
        let (store, before) = (&town.identity.site.store, town.identity.site.now());
        store.write::<_, StorageError, _>(move |tx| {
            let settled = before.before(std::time::Duration::from_hours(24 * 30));
            Box::pin(async move { Ok(Change::Unrecorded(people::sweep_papers(tx, settled).await?)) })
        })
    };
    assert_eq!(papers(31).await, Ok(0), "nothing is decided yet");
    let mut officer = staff(&town, "can.bo").await;
    decides(&mut officer, &desk, &[("verdict", "corrected")]).await;
    assert_eq!(papers(29).await, Ok(0));
    assert_eq!(papers(2).await, Ok(1));
}

#[tokio::test]
async fn nobody_works_on_their_own_request_or_on_that_of_their_kin() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "sex", "male").await);
    let desk = at_desk(&here);
    let mut officer = staff(&town, "can.bo").await;
    let kin = takes(&mut officer, &desk, "yes").await;
    kin.assert_leads_to("/console/corrections?notice=handed-on");
    let closed = officer.get(&desk).await;
    closed.assert_says(StatusCode::OK, "You said that this is your kin");
    assert!(!closed.says("Minh Khai"), "no look after that");
    hire(&town, "can.bo.hai", "0903 000 012", &[StaffRole::Officer]).await;
    let mut other = staff(&town, "can.bo.hai").await;
    takes(&mut other, &desk, "no").await.assert_leads_to(&desk);
    // In work with somebody else now; the relative still sees nothing of it.
    assert!(!officer.get(&desk).await.says("Minh Khai"));
    let actions = town.actions_of(town.khai).await;
    assert!(actions.contains(&"people.correction.handed_on".to_owned()), "{actions:?}");
}

#[tokio::test]
async fn what_is_late_says_so_and_is_counted() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "residence", "12 phố Huế, Hà Nội").await);
    town.world.clock.advance(std::time::Duration::from_hours(20 * 24));
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "1 waiting, 1 late");
    officer.get("/console/corrections").await.assert_says(StatusCode::OK, "Late: 1");
    let mut khai = town.khai_in(town.browser()).await;
    khai.get(&here).await.assert_says(StatusCode::OK, "Late");
}

#[tokio::test]
async fn whoever_never_gave_a_number_is_asked_for_it_first() {
    let town = town().await;
    let mut an = town.an_in(town.browser()).await;
    an.get(PATH).await.assert_says(StatusCode::OK, "Say first which one is yours");
    an.get(&format!("{NEW}?field=name")).await.assert_leads_to(PATH);
    an.get(&format!("{NEW}?field=shoes")).await.assert_leads_to(PATH);
}

/// A town whose register has Khai under a name that can be put right, and who does that.
async fn registered() -> (Town, Arc<Mutex<Entry>>) {
    let entry = Arc::new(Mutex::new(Entry {
        country: Country::Vietnam,
        number: NUMBER.to_owned(),
        former_numbers: Vec::new(),
        name: "Nguyễn Thị Minh Khai".to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1988, month: Some(3), day: Some(7) },
        sex: None,
        residence: None,
        standing: Standing::Living,
    }));
    let (world, there) = (TestWorld::new(), Arc::clone(&entry));
    let register =
        Register::Played(Arc::new(move |_| Ok(vec![there.lock().expect("one at a time").clone()])));
    let about = TestSite { key: "vneid", look: Look::Vneid, register: Some(register), ..TestSite::default() };
    let identity = agreeing(world.site(about).await, &[]).await.expect("it opens");
    let khai = account_of(&identity, &khai()).await;
    let town = Town { world, identity, khai };
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    (town, entry)
}

#[tokio::test]
async fn s3_12_an_officers_word_counts_once_the_register_has_it() {
    let (town, entry) = registered().await;
    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "name", "Nguyễn Thị Minh Khải").await);
    let (mut officer, desk) = (staff(&town, "can.bo").await, at_desk(&here));
    takes(&mut officer, &desk, "no").await.assert_leads_to(&desk);
    let right = [("verdict", "corrected")];
    let early = decides(&mut officer, &desk, &right).await;
    early.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "have it so yet");
    assert_eq!(name(&town, town.khai).await, "Nguyễn Thị Minh Khai", "nothing is taken over");
    entry.lock().expect("one at a time").standing = Standing::Deceased;
    let dead = decides(&mut officer, &desk, &right).await;
    dead.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "nobody who is surely this person");
    {
        let mut entry = entry.lock().expect("one at a time");
        entry.standing = Standing::Living;
        entry.name = "Nguyễn Thị Minh Khải".to_owned();
    }
    let done = decides(&mut officer, &desk, &right).await;
    done.assert_leads_to("/console/corrections?notice=corrected");
    assert_eq!(name(&town, town.khai).await, "Nguyễn Thị Minh Khải");
}

#[tokio::test]
async fn s3_12_a_corrected_birth_date_stands_in_the_record_and_its_decision_stays() {
    let town = town().await;
    let (site, id) = (Arc::clone(&town.identity.site), town.khai);
    let decided = Decision {
        given: Some(IdentityLevel::Substantial),
        reasons: Vec::new(),
        act: Act { by: Who::Site, at: site.now() },
    };
    let record = Record { decisions: vec![decided.clone()], ..Record::default() };
    let proofing = people::Proofing::seal(&site.vault, id, &record).expect("a level was given");
    let kept = site.store.write::<_, StorageError, _>(move |tx| {
        let proofing = proofing.clone();
        Box::pin(async move { Ok(Change::Unrecorded(people::keep_proofing(tx, id, &proofing).await?)) })
    });
    kept.await.expect("kept");

    let mut khai = town.khai_in(town.browser()).await;
    let here = one(&asks(&mut khai, "born", "30/12/1988").await);
    let (mut officer, desk) = (staff(&town, "can.bo").await, at_desk(&here));
    takes(&mut officer, &desk, "no").await.assert_leads_to(&desk);
    decides(&mut officer, &desk, &[("verdict", "corrected")])
        .await
        .assert_leads_to("/console/corrections?notice=corrected");

    let read = site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::proofing(tx, id).await }));
    let kept = read.await.expect("read").expect("it is there").open(&site.vault, id).expect("it opens");
    assert_eq!(kept.attributes.born, Some(Born { year: 1988, month: Some(12), day: Some(30) }));
    assert_eq!(kept.decisions, [decided]);
}

#[tokio::test]
async fn a_colleague_sees_and_decides_nothing_before_their_own_word_on_kinship() {
    let town = town().await;
    let mut khai = town.khai_in(town.browser()).await;
    let desk = at_desk(&one(&asks(&mut khai, "sex", "male").await));
    hire(&town, "can.bo.hai", "0903 000 012", &[StaffRole::Officer]).await;
    let (mut first, mut second) = (staff(&town, "can.bo").await, staff(&town, "can.bo.hai").await);
    takes(&mut first, &desk, "no").await.assert_leads_to(&desk);
    let works = first.get(&desk).await;
    let seen = second.get(&desk).await;
    seen.assert_says(StatusCode::OK, "A colleague is working on this request");
    assert!(!seen.says("036 188") && seen.field(&format!("{desk}/decide"), "csrf").is_none());
    assert_eq!(second.get(&format!("{desk}/paper")).await.status, StatusCode::NOT_FOUND);
    // The form of the first, in the browser of the second.
    let csrf = seen.field(&format!("{desk}/take"), "csrf").expect("it may be taken over");
    let all = [("csrf", csrf.as_str()), ("verdict", "corrected"), ("value", "male")];
    let all: Vec<_> = all.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let origin = second.origin().to_owned();
    let headers = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    let refused = second.post(&format!("{desk}/decide"), &all, &headers).await;
    refused.assert_leads_to("/console/corrections?notice=not-again");
    // Taken over, it is the second's, and no more the first's.
    takes(&mut second, &desk, "no").await.assert_leads_to(&desk);
    let late = first.submit(&works, &format!("{desk}/decide"), &[("verdict", "corrected")]).await;
    late.assert_leads_to("/console/corrections?notice=not-again");
    decides(&mut second, &desk, &[("verdict", "corrected")])
        .await
        .assert_leads_to("/console/corrections?notice=corrected");
}

#[tokio::test]
async fn nobody_gets_the_number_of_somebody_else_as_a_correction() {
    let (town, entry) = registered().await;
    let mut khai = town.khai_in(town.browser()).await;
    let desk = at_desk(&one(&asks(&mut khai, "number", OTHERS).await));
    let mut officer = staff(&town, "can.bo").await;
    takes(&mut officer, &desk, "no").await.assert_leads_to(&desk);
    {
        let mut entry = entry.lock().expect("one at a time");
        entry.number = OTHERS.to_owned();
        entry.name = "Trần Thị Bưởi".to_owned();
    }
    let refused = decides(&mut officer, &desk, &[("verdict", "corrected")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "nobody who is surely this person");
    entry.lock().expect("one at a time").name = "Nguyễn Thị Minh Khai".to_owned();
    let own = decides(&mut officer, &desk, &[("verdict", "corrected")]).await;
    own.assert_leads_to("/console/corrections?notice=corrected");
}
