use axum::http::StatusCode;
use onedoor_base::Subject;
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::{Change, Statement, StorageError, audit, params};

use crate::tests::actors::{TestPortal, national, school};

const BIRTH: &str = "/submit/1.001193?place=10525";
const FILLED: [(&str, &str); 3] =
    [("applicant", "Nguyễn Thị Minh Khai"), ("phone", "0912 345 678"), ("request", "Khai sinh cho con.")];

/// Fills in the form of a birth and sends it: the answer.
async fn write(person: &mut Browser) -> Answer {
    let form = person.visit(BIRTH).await;
    person.submit(&form, "/submit/1.001193", &FILLED).await
}

/// Where an answer leads.
#[track_caller]
fn location(answer: &Answer) -> String {
    answer.location().unwrap_or_else(|| panic!("{} leads nowhere: {}", answer.path, answer.body)).to_owned()
}

#[tokio::test]
async fn whoever_is_not_signed_in_comes_back_with_the_place_chosen() {
    let portal = TestPortal::of(national()).await;
    let answer = portal.visitor().get(BIRTH).await;
    answer.assert_leads_to("/sign-in?return_to=%2Fsubmit%2F1.001193%3Fplace%3D10525");
}

#[tokio::test]
async fn an_application_is_written_checked_and_submitted() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, account) = portal.person("Khai").await;
    let form = khai.visit(BIRTH).await;
    form.assert_says(StatusCode::OK, "Phường Hải Dương, Thành phố Hải Phòng");
    assert_eq!(form.field("/submit/1.001193", "applicant").as_deref(), Some("Khai"));
    let saved = khai.submit(&form, "/submit/1.001193", &FILLED).await;
    let review = khai.follow(saved).await;
    review.assert_says(StatusCode::OK, "Check before you submit");
    assert!(
        review.says("Khai sinh cho con.") && review.says("+84\u{a0}912\u{a0}345\u{a0}678"),
        "{}",
        review.body
    );
    let submitted = khai.submit(&review, &review.path, &[]).await;
    submitted.assert_leads_to("/submitted/000.00.00.G01-261121-0001");
    let page = khai.follow(submitted).await;
    page.assert_says(StatusCode::OK, "000.00.00.G01-261121-0001");
    assert!(page.says("What happens next") && page.says("up to 1 working day"), "{}", page.body);
    let records = portal.site().store.read(move |tx| {
        Box::pin(async move {
            audit::of_subject(
                tx,
                Subject::LocalAccount(account),
                onedoor_base::Timestamp::from_seconds(4_000_000_000),
                50,
            )
            .await
        })
    });
    let records = records.await.expect("the audit can be read");
    let actions: Vec<_> =
        records.iter().map(|r| r.action.as_str()).filter(|a| a.contains("dossier")).collect();
    assert_eq!(actions.len(), 2, "{actions:?}");
    assert!(actions.contains(&"services.dossier.begun") && actions.contains(&"services.dossier.submitted"));
    assert!(records.iter().all(|r| !format!("{r:?}").contains("Khai sinh")), "no word of it in the audit");
}

#[tokio::test]
async fn submitted_twice_or_come_back_to_it_is_one_dossier() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let form = khai.visit(BIRTH).await;
    let one = khai.submit(&form, "/submit/1.001193", &FILLED).await;
    let other = khai.submit(&form, "/submit/1.001193", &FILLED).await;
    assert_eq!(location(&one), location(&other), "the same form is the same draft");
    // Back from the review: what was written is there.
    let again = khai.get(&form.path).await;
    assert_eq!(again.field("/submit/1.001193", "request").as_deref(), Some("Khai sinh cho con."));
    let review = khai.follow(one).await;
    let first = khai.submit(&review, &review.path, &[]).await;
    let second = khai.submit(&review, &review.path, &[]).await;
    assert_eq!(location(&first), location(&second), "one number");
    // Back to the form or the review after submitting: the dossier.
    khai.get(&form.path).await.assert_leads_to(&location(&first));
    khai.get(&review.path).await.assert_leads_to(&location(&first));
    khai.submit(&form, "/submit/1.001193", &FILLED).await.assert_leads_to(&location(&first));
    let list = khai.get("/dossiers").await;
    assert_eq!(list.body.matches("href=\"/dossiers/000.").count(), 1, "{}", list.body);
}

#[tokio::test]
async fn two_submissions_at_once_give_one_number() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let written = write(&mut khai).await;
    let review = khai.follow(written).await;
    let (mut tab, mut other) = (khai.clone(), khai.clone());
    let (one, two) =
        tokio::join!(tab.submit(&review, &review.path, &[]), other.submit(&review, &review.path, &[]));
    assert_eq!(location(&one), location(&two));
    let next = write(&mut khai).await;
    let next = khai.follow(next).await;
    let next = khai.submit(&next, &next.path, &[]).await;
    assert!(location(&next).ends_with("-0002"), "no number was lost: {}", location(&next));
}

#[tokio::test]
async fn bad_input_keeps_what_was_typed_and_says_what_to_do_beside_the_field() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let form = khai.visit(BIRTH).await;
    let typed = [("applicant", "  "), ("phone", "12 <3"), ("email", "khai@"), ("request", "Dòng 1\nDòng 2")];
    let again = khai.submit(&form, "/submit/1.001193", &typed).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the applicant’s name.");
    assert!(again.title().starts_with("Error"), "{}", again.title());
    for (field, value) in [("phone", "12 <3"), ("email", "khai@"), ("request", "Dòng 1\nDòng 2")] {
        assert_eq!(again.field("/submit/1.001193", field).as_deref(), Some(value));
    }
    assert!(again.body.contains("id=\"phone-error\"") && again.body.contains("href=\"#email\""));
    // Put right, it goes on under the same key.
    let saved = khai.submit(&again, "/submit/1.001193", &[FILLED[0], FILLED[1], ("email", "")]).await;
    assert!(location(&saved).starts_with("/review/"));
    let long = "x".repeat(4001);
    let again = khai.submit(&form, "/submit/1.001193", &[FILLED[0], FILLED[1], ("request", &long)]).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "at most 4000 characters");
}

#[tokio::test]
async fn s1_1a_what_was_sent_with_a_mistake_is_kept_as_the_draft_that_the_page_promises() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let form = khai.visit(BIRTH).await;
    let long = "Dòng rất dài. ".repeat(400);
    let typed = [("applicant", "Khai"), ("phone", "12"), ("request", long.as_str())];
    let told = khai.submit(&form, "/submit/1.001193", &typed).await;
    told.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "What you write is kept as a draft.");
    assert_eq!(told.field("/submit/1.001193", "request").as_deref(), Some(long.as_str()), "as it was typed");
    // She closes the page: it waits among her dossiers, as much of it as an application may have.
    let list = khai.get("/dossiers").await;
    list.assert_says(StatusCode::OK, "Begun and not submitted");
    let href =
        list.body.split("href=\"/submit/1.001193?draft=").nth(1).and_then(|rest| rest.split('"').next());
    let draft = khai.get(&format!("/submit/1.001193?draft={}", href.expect("a draft"))).await;
    let kept = draft.field("/submit/1.001193", "request").expect("a field");
    assert!(long.starts_with(&kept) && kept.chars().count() == 4000, "{} characters", kept.chars().count());
    assert_eq!(
        draft.field("/submit/1.001193", "phone").as_deref(),
        Some(""),
        "what cannot be read is left out"
    );
    // A second mistake and the right thing at last: one dossier.
    khai.submit(&form, "/submit/1.001193", &typed).await;
    let saved = khai.submit(&form, "/submit/1.001193", &FILLED).await;
    let review = khai.follow(saved).await;
    let submitted = khai.submit(&review, &review.path, &[]).await;
    let list = khai.get("/dossiers").await;
    assert_eq!(list.body.matches("href=\"/dossiers/000.").count(), 1, "{}", list.body);
    assert!(!list.says("Begun and not submitted"));
    // The form once more, with a mistake: it was submitted.
    khai.submit(&form, "/submit/1.001193", &typed).await.assert_leads_to(&location(&submitted));
}

#[tokio::test]
async fn a_place_that_is_not_one_leads_to_choosing_it() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    for without in ["/submit/1.001193", "/submit/1.001193?place=30", "/submit/1.001193?place=31"] {
        khai.get(without).await.assert_leads_to("/procedures/1.001193/place");
    }
    let form = khai.visit(BIRTH).await;
    let again = khai
        .submit(&form, "/submit/1.001193", &[FILLED[0], FILLED[1], FILLED[2], ("place", "1; DROP")])
        .await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose where you apply");
}

#[tokio::test]
async fn the_place_can_be_changed_without_losing_what_was_written() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let form = khai.visit(BIRTH).await;
    let typed = [("request", "Khai sinh cho con."), ("phone", ""), ("go", "place")];
    let answer = khai.submit(&form, "/submit/1.001193", &typed).await;
    let place = location(&answer);
    assert!(place.starts_with("/procedures/1.001193/place?draft=doss_"), "{place}");
    let page = khai.get(&place).await;
    assert!(page.body.contains("name=\"draft\""));
    let form = khai.visit(&format!("{place}&province=31&ward=10507")).await;
    assert_eq!(form.field("/submit/1.001193", "request").as_deref(), Some("Khai sinh cho con."));
    assert_eq!(form.field("/submit/1.001193", "place").as_deref(), Some("10507"));
}

#[tokio::test]
async fn an_earlier_place_is_kept_with_its_time() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let start = "/submit/2.000635?place=10525";
    khai.get(start).await.assert_leads_to("/procedures/2.000635/former?place=10525");
    let chosen = "/procedures/2.000635/former?place=10525&when=before&province=30&district=288&ward=10507";
    let form = khai.visit(chosen).await;
    form.assert_says(StatusCode::OK, "Thành phố Hải Dương, Tỉnh Hải Dương");
    let saved = khai.submit(&form, "/submit/2.000635", &FILLED).await;
    let review = khai.follow(saved).await;
    review.assert_says(StatusCode::OK, "Thành phố Hải Dương, Tỉnh Hải Dương");
    assert!(review.says("Phường Hải Dương, Thành phố Hải Phòng"));
}

#[tokio::test]
async fn a_school_asks_for_no_place() {
    let portal = TestPortal::of(school()).await;
    let (mut anna, _) = portal.person("Анна").await;
    let form = anna.visit("/submit/school-certificate").await;
    let typed = [("phone", "8 912 345-67-89"), ("request", "Справка для налоговой.")];
    let saved = anna.submit(&form, "/submit/school-certificate", &typed).await;
    let review = anna.follow(saved).await;
    let submitted = anna.submit(&review, &review.path, &[]).await;
    assert!(location(&submitted).starts_with("/submitted/000.00.01.S01-"));
}

#[tokio::test]
async fn a_draft_is_its_owners_alone() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    let (mut lan, _) = portal.person("Lan").await;
    let form = khai.visit(BIRTH).await;
    let saved = khai.submit(&form, "/submit/1.001193", &FILLED).await;
    let review = location(&saved);
    let id = review.rsplit('/').next().unwrap_or_default().to_owned();
    assert_eq!(lan.get(&review).await.status, StatusCode::NOT_FOUND);
    assert_eq!(lan.get(&format!("/submit/1.001193?draft={id}")).await.status, StatusCode::NOT_FOUND);
    let own = write(&mut lan).await;
    let own = lan.follow(own).await;
    let csrf = own.field(&own.path, "csrf").unwrap_or_default();
    let fields = [("csrf".to_owned(), csrf.clone())];
    assert_eq!(lan.post(&review, &fields, &[]).await.status, StatusCode::NOT_FOUND);
    lan.post(&format!("{review}/discard"), &fields, &[]).await;
    assert_eq!(khai.get(&review).await.status, StatusCode::OK, "it is still there");
    // The key of somebody else's form opens nothing and overwrites nothing.
    let key = form.field("/submit/1.001193", "form").unwrap_or_default();
    let opened = lan.get(&format!("{BIRTH}&form={key}")).await;
    assert_eq!(opened.field("/submit/1.001193", "request").as_deref(), Some(""));
    let stolen = lan.submit(&opened, "/submit/1.001193", &[("request", "Mine"), FILLED[1]]).await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND);
    assert!(khai.get(&review).await.says("Khai sinh cho con."));
}

#[tokio::test]
async fn what_is_written_is_sealed_in_the_database() {
    let portal = TestPortal::of(national()).await;
    let (mut khai, _) = portal.person("Khai").await;
    write(&mut khai).await;
    portal.site().store.close();
    let mut seen = false;
    for file in std::fs::read_dir(portal.world.directory()).expect("the directory can be read") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("the file can be read");
        let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
        seen |= holds("1.001193");
        assert!(!holds("Khai sinh cho con.") && !holds("+84912345678"));
    }
    assert!(seen, "the dossier is there");
}

/// From now on the sessions of an account are worth no more than its owner's word.
async fn knows_less(portal: &TestPortal, account: onedoor_base::LocalAccountId) {
    const LESS: Statement =
        Statement::new("test.less", "UPDATE sessions SET identity_level = 0 WHERE subject_id = $1");
    let done: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            Box::pin(async move {
                assert_eq!(tx.execute(&LESS, params![account]).await?, 1, "one session");
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    done.expect("written");
}

#[tokio::test]
async fn a_procedure_for_people_who_are_known_is_not_opened_by_a_user_name() {
    let portal = TestPortal::of(national()).await;
    portal.with_password(None, "khai").await;
    let mut khai = portal.signed_in("", "khai").await;
    let page = khai.get("/procedures/1.004222").await;
    assert!(page.says("Details matched with the population register"), "{}", page.body);
    // Residence is registered of people whose data matched; a birth is reported by anybody.
    let needed = khai.get("/submit/1.004222?place=10525").await;
    needed.assert_says(StatusCode::FORBIDDEN, "We need to be surer who you are");
    assert!(needed.says("Details matched with the population register"), "{}", needed.body);
    khai.visit(BIRTH).await.assert_says(StatusCode::OK, "Phường Hải Dương, Thành phố Hải Phòng");
    // What was begun when more was known stays a draft: only who is known as well submits it.
    let (mut known, account) = portal.person("Lan").await;
    let start = "/submit/1.004222?place=10525";
    let form = known.visit(start).await;
    let saved = known.submit(&form, "/submit/1.004222", &FILLED).await;
    let review = known.follow(saved).await;
    review.assert_says(StatusCode::OK, "Check before you submit");
    knows_less(&portal, account).await;
    let refused = known.submit(&review, &review.path, &[]).await;
    refused.assert_says(StatusCode::FORBIDDEN, "We need to be surer who you are");
    known.get(&review.path).await.assert_says(StatusCode::OK, "Check before you submit");
}
