use onedoor_base::{AccountId, ApplicationId, Country, Digest, IdentityLevel, Language, Timestamp};
use onedoor_people::{Account, AccountState, LoginName, PersonName, SealedNumber};
use onedoor_proofing::application::{ACTIVATION, By, DECISION_DAYS, Lock, NotAllowed, State, Step};
use onedoor_proofing::calendar::Calendar;
use onedoor_proofing::evidence::Record;
use onedoor_proofing::face::{Challenge, FaceVerdict, Gesture, Word};
use onedoor_proofing::passcode::Tries;
use onedoor_proofing::register::{Sought, Verdict};
use onedoor_storage::people::{self, Inserted, NewAccount, ProvenOwner};
use onedoor_storage::proofing::{
    self, AppDevice, Application, Doing, Frame, NewApplication, Queue, Stepped, UnlockState, Waiting,
};
use onedoor_storage::vault::{KeyFile, Vault, VaultError};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    one_application_of_an_account_at_a_time
    an_application_goes_only_where_its_states_lead_and_each_step_is_written_down
    the_queue_begins_with_what_is_due_first_and_goes_on_after_a_line
    a_part_of_the_queue_goes_on_after_a_line_too
    what_was_said_opens_in_its_own_application_only
    what_the_register_answered_is_kept_until_other_data_are_given
    several_may_claim_one_number
    officers_say_that_it_is_none_of_their_kin_and_the_first_approval_waits_for_a_second
    a_window_that_nobody_used_is_found
    pictures_are_taken_again_and_go_when_their_time_is_over
    gestures_and_a_providers_word_belong_to_one_application
    a_passcode_counts_on_one_device_and_wrong_ones_are_counted
    one_request_to_unlock_waits_at_a_time_and_opens_in_its_own_row_only
    while_it_is_locked_its_owner_counts_as_nobody_proven
    nothing_is_left_of_an_application_when_its_account_is_emptied
}

/// Runs some steps in one transaction.
macro_rules! within {
    ($world:expr, |$tx:ident| $steps:expr) => {{
        let done: Result<_, StorageError> =
            $world.store.write(move |$tx| Box::pin(async move { Ok(Change::Unrecorded($steps)) })).await;
        done.expect("the steps can be taken")
    }};
    ($world:expr, [$($kept:ident),+] |$tx:ident| $steps:expr) => {{
        $(let $kept = $kept.clone();)+
        let done: Result<_, StorageError> = $world
            .store
            .write(move |$tx| {
                $(let $kept = $kept.clone();)+
                Box::pin(async move { Ok(Change::Unrecorded($steps)) })
            })
            .await;
        done.expect("the steps can be taken")
    }};
}

async fn account(world: &World, login: &str) -> AccountId {
    let id = AccountId::new(DAWN, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Claimed,
        language: Language::Vi,
        password_hash: "hash".to_owned(),
        password_changed_at: DAWN,
        number: None,
        created_at: DAWN,
    };
    let new = NewAccount { account, number: None, phone: None };
    assert_eq!(within!(world, [new] | tx | people::insert(tx, &new).await?), Inserted::Done);
    id
}

async fn vault(world: &World) -> std::sync::Arc<Vault> {
    let file = KeyFile::generate(&*world.random);
    std::sync::Arc::new(Vault::load(&world.store, file).await.expect("the vault opens"))
}

fn calendar() -> Calendar {
    Calendar::new(Country::Vietnam, [], [])
}

fn later(millis: i64) -> Timestamp {
    Timestamp::from_millis(DAWN.millis() + millis)
}

async fn open(world: &World, account: AccountId) -> Option<ApplicationId> {
    let new =
        NewApplication { id: ApplicationId::new(DAWN, &*world.random), account, device: "Phone".to_owned() };
    let id = new.id;
    within!(world, [new] | tx | proofing::open(tx, &new, DAWN).await?).then_some(id)
}

async fn step(world: &World, id: ApplicationId, step: Step, by: By, now: Timestamp) -> Stepped {
    let doing = Doing { step, by, officer: None, reason: String::new() };
    within!(world, [doing] | tx | proofing::step(tx, id, &doing, now, &calendar()).await?)
}

async fn get(world: &World, id: ApplicationId) -> Application {
    within!(world, |tx| proofing::application(tx, id).await?).expect("it is there")
}

/// One that waits for an officer since `now`.
async fn in_review(world: &World, login: &str, now: Timestamp) -> ApplicationId {
    let owner = account(world, login).await;
    let id = open(world, owner).await.expect("the first");
    for one in [Step::Begin, Step::GiveData, Step::GiveFace] {
        assert!(matches!(step(world, id, one, By::Person, now).await, Stepped::Done(_)), "{one:?}");
    }
    id
}

fn sought(number: &str) -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some(number.to_owned()),
        former: None,
        name: Some("Trần Văn An".to_owned()),
        born: None,
        sex: None,
    }
}

async fn one_application_of_an_account_at_a_time(world: World) {
    let owner = account(&world, "nguyen.an").await;
    let first = open(&world, owner).await.expect("the first");
    assert_eq!(open(&world, owner).await, None);
    assert_eq!(step(&world, first, Step::Withdraw, By::Person, DAWN).await, Stepped::Done(State::Withdrawn));
    let second = open(&world, owner).await.expect("the first is over");
    let all = within!(world, |tx| proofing::applications_of(tx, owner).await?);
    let mut ids: Vec<_> = all.iter().map(|one| one.id).collect();
    ids.sort_unstable();
    let mut both = [first, second];
    both.sort_unstable();
    assert_eq!(ids, both);
}

async fn an_application_goes_only_where_its_states_lead_and_each_step_is_written_down(world: World) {
    let id = in_review(&world, "nguyen.an", DAWN).await;
    let due = calendar().due(DAWN, DECISION_DAYS);
    assert_eq!(get(&world, id).await.state, State::InReview { due });
    let refused = step(&world, id, Step::Approve, By::Person, DAWN).await;
    assert_eq!(refused, Stepped::NotAllowed(NotAllowed::NotYou));
    let refused = step(&world, id, Step::Activate, By::Person, DAWN).await;
    assert_eq!(refused, Stepped::NotAllowed(NotAllowed::NotNow));
    assert_eq!(get(&world, id).await.state, State::InReview { due }, "a refusal changes nothing");

    let approved = State::Approved { noticed: later(1) };
    assert_eq!(step(&world, id, Step::Approve, By::Officer, later(1)).await, Stepped::Done(approved));
    assert_eq!(get(&world, id).await.state, approved);
    step(&world, id, Step::Activate, By::Person, later(2)).await;
    step(&world, id, Step::Lock(Lock::Passcode), By::Site, later(3)).await;
    let Stepped::Done(locked) = step(&world, id, Step::Lock(Lock::Authority), By::Authority, later(4)).await
    else {
        panic!("a second lock");
    };
    assert_eq!(get(&world, id).await.state, locked);

    let acts = within!(world, |tx| proofing::acts(tx, id).await?);
    let steps: Vec<_> = acts.iter().map(|act| (act.doing.step, act.doing.by)).collect();
    assert_eq!(
        steps,
        [
            (Step::Begin, By::Person),
            (Step::GiveData, By::Person),
            (Step::GiveFace, By::Person),
            (Step::Approve, By::Officer),
            (Step::Activate, By::Person),
            (Step::Lock(Lock::Passcode), By::Site),
            (Step::Lock(Lock::Authority), By::Authority),
        ]
    );
    let nowhere = ApplicationId::new(DAWN, &*world.random);
    assert_eq!(step(&world, nowhere, Step::Begin, By::Person, DAWN).await, Stepped::Missing);
}

async fn the_queue_begins_with_what_is_due_first_and_goes_on_after_a_line(world: World) {
    let day = 24 * 3_600_000;
    let late = in_review(&world, "late", later(7 * day)).await;
    let early = in_review(&world, "early", DAWN).await;
    let done = in_review(&world, "done", DAWN).await;
    step(&world, done, Step::Refuse, By::Officer, DAWN).await;

    let first = within!(world, |tx| proofing::queue(tx, Queue::All, None, 1).await?);
    assert_eq!(first.iter().map(|one| one.id).collect::<Vec<_>>(), [early]);
    let State::InReview { due } = first[0].state else { panic!("it waits") };
    let after = Waiting { due, id: early };
    let rest = within!(world, |tx| proofing::queue(tx, Queue::All, Some(after), 9).await?);
    assert_eq!(rest.iter().map(|one| one.id).collect::<Vec<_>>(), [late]);

    let just_before = Timestamp::from_millis(due.millis() - 1);
    assert_eq!(within!(world, |tx| proofing::late_count(tx, just_before).await?), 0);
    assert_eq!(within!(world, |tx| proofing::late_count(tx, due).await?), 1);
}

async fn a_part_of_the_queue_goes_on_after_a_line_too(world: World) {
    let day = 24 * 3_600_000;
    let mut all = Vec::new();
    // Two pairs of one instant: the id says which of them is first.
    for (n, at) in [DAWN, DAWN, later(30 * day), later(30 * day), later(60 * day)].into_iter().enumerate() {
        all.push(in_review(&world, &format!("nguyen.{n}"), at).await);
    }
    let first = account(&world, "can.bo").await;
    for id in [all[1], all[3], all[4]] {
        let owner = get(&world, id).await.account;
        within!(world, |tx| proofing::propose_approval(tx, (id, owner), first, DAWN).await?);
    }
    let by_now = later(45 * day);
    let sorted = |ids: &[usize]| {
        let mut pairs: Vec<_> = ids.iter().map(|n| (n / 2, all[*n])).collect();
        pairs.sort_unstable();
        pairs.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    for (which, expected) in [
        (Queue::All, sorted(&[0, 1, 2, 3, 4])),
        (Queue::Late(by_now), sorted(&[0, 1, 2, 3])),
        (Queue::Second, sorted(&[1, 3, 4])),
    ] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = within!(world, |tx| proofing::queue(tx, which, after, 2).await?);
            let Some(last) = page.last() else { break };
            let State::InReview { due } = last.state else { panic!("it waits") };
            after = Some(Waiting { due, id: last.id });
            seen.extend(page.iter().map(|one| one.id));
        }
        assert_eq!(seen, expected, "{which:?}");
    }
    assert_eq!(within!(world, |tx| proofing::waiting(tx).await?), 5);
    assert_eq!(within!(world, |tx| proofing::late_count(tx, by_now).await?), 4);
    assert_eq!(within!(world, |tx| proofing::second_count(tx).await?), 3);
}

async fn what_was_said_opens_in_its_own_application_only(world: World) {
    let vault = vault(&world).await;
    let (one, other) =
        (in_review(&world, "nguyen.an", DAWN).await, in_review(&world, "nguyen.ba", DAWN).await);
    let said = sought("001090000001");
    let kept = within!(
        world,
        [vault, said] | tx | {
            proofing::keep_claimed(tx, &vault, one, (&said, None), DAWN).await?
                && proofing::keep_verdict(tx, &vault, one, (&Verdict::None, None), DAWN).await?
                && proofing::keep_record(tx, &vault, one, &Record::default(), DAWN).await?
        }
    );
    assert!(kept);
    let found = get(&world, one).await.sealed;
    assert_eq!(found.claimed(&vault, one), Ok(Some(said.clone())));
    assert_eq!(found.verdict(&vault, one), Ok(Some(Verdict::None)));
    assert_eq!(found.record(&vault, one), Ok(Some(Record::default())));
    assert_eq!(found.claimed(&vault, other), Err(VaultError::Damaged));
    assert_eq!(get(&world, other).await.sealed.claimed(&vault, other), Ok(None));

    // The register was asked about other data.
    within!(world, [vault, said] | tx | proofing::keep_claimed(tx, &vault, one, (&said, None), DAWN).await?);
    assert_eq!(get(&world, one).await.sealed.verdict(&vault, one), Ok(None));
}

async fn what_the_register_answered_is_kept_until_other_data_are_given(world: World) {
    let vault = vault(&world).await;
    let (one, other) =
        (in_review(&world, "nguyen.an", DAWN).await, in_review(&world, "nguyen.ba", DAWN).await);
    let officer = account(&world, "can.bo").await;
    let several = Verdict::Several(Vec::new());
    let nowhere = ApplicationId::new(DAWN, &*world.random);
    let none = within!(
        world,
        [vault] | tx | proofing::keep_verdict(tx, &vault, nowhere, (&Verdict::None, None), DAWN).await?
    );
    assert!(!none);
    within!(
        world,
        [vault, several] | tx | {
            assert!(proofing::keep_verdict(tx, &vault, one, (&several, None), DAWN).await?);
            assert!(
                proofing::keep_verdict(tx, &vault, one, (&Verdict::None, Some(officer)), later(9)).await?
            );
        }
    );
    let kept = within!(world, |tx| proofing::answers(tx, one).await?);
    let told: Vec<_> = kept.iter().map(|answer| (answer.position, answer.officer, answer.at)).collect();
    assert_eq!(told, [(2, Some(officer), later(9)), (1, None, DAWN)], "the newest first");
    assert_eq!(kept[0].verdict(&vault, one), Ok(Verdict::None));
    assert_eq!(kept[1].verdict(&vault, one), Ok(several));
    assert_eq!(kept[1].verdict(&vault, other), Err(VaultError::Damaged), "another application's");
    assert_eq!(get(&world, one).await.sealed.verdict(&vault, one), Ok(Some(Verdict::None)));
    assert_eq!(within!(world, |tx| proofing::answers(tx, other).await?), []);

    within!(
        world,
        [vault]
            | tx
            | for n in 0..20 {
                proofing::keep_verdict(tx, &vault, one, (&Verdict::None, None), later(10 + n)).await?;
            }
    );
    let kept = within!(world, |tx| proofing::answers(tx, one).await?);
    assert_eq!((kept.len(), kept[0].position), (10, 22), "the oldest go");
    assert_eq!(within!(world, |tx| proofing::last_answer(tx, one).await?), 22);

    let said = sought("001090000002");
    within!(
        world,
        [vault, said] | tx | proofing::keep_claimed(tx, &vault, one, (&said, None), later(99)).await?
    );
    assert_eq!(within!(world, |tx| proofing::last_answer(tx, one).await?), 0);
    assert_eq!(get(&world, one).await.sealed.verdict(&vault, one), Ok(None));
}

async fn several_may_claim_one_number(world: World) {
    let vault = vault(&world).await;
    let (one, other) =
        (in_review(&world, "nguyen.an", DAWN).await, in_review(&world, "nguyen.ba", DAWN).await);
    let number = Digest::of("001090000001");
    for id in [one, other] {
        let said = sought("001090000001");
        within!(
            world,
            [vault, said] | tx | {
                proofing::keep_claimed(tx, &vault, id, (&said, Some(number)), DAWN).await?
            }
        );
    }
    let found = within!(world, |tx| proofing::with_number(tx, number).await?);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|found| found.number == Some(number)));
    let waits = within!(world, |tx| proofing::in_review_with(tx, number, one).await?);
    assert_eq!(waits.iter().map(|found| found.id).collect::<Vec<_>>(), [other]);
    assert!(!within!(world, |tx| proofing::is_given(tx, (number, other), DAWN).await?));
    step(&world, one, Step::Approve, By::Officer, DAWN).await;
    assert!(within!(world, |tx| proofing::is_given(tx, (number, other), later(1)).await?));
    assert!(
        !within!(world, |tx| proofing::is_given(tx, (number, one), later(1)).await?),
        "its own is no other's"
    );
    let missed = DAWN.after(ACTIVATION);
    assert!(!within!(world, |tx| proofing::is_given(tx, (number, other), missed).await?));
    assert!(within!(world, |tx| proofing::in_review_with(tx, number, other).await?).is_empty());
}

async fn officers_say_that_it_is_none_of_their_kin_and_the_first_approval_waits_for_a_second(world: World) {
    let id = in_review(&world, "nguyen.an", DAWN).await;
    let owner = get(&world, id).await.account;
    let [one, two] = [1, 2].map(|byte| AccountId::from_bytes([byte; 16]));
    assert!(!within!(world, |tx| proofing::has_declared(tx, id, one, DAWN).await?));
    for _ in 0..2 {
        within!(world, |tx| proofing::declare_no_kin(tx, (id, owner), one, DAWN).await?);
    }
    assert!(within!(world, |tx| proofing::has_declared(tx, id, one, DAWN).await?));
    assert!(!within!(world, |tx| proofing::has_declared(tx, id, two, DAWN).await?));
    // What is asked for later wants a word of its own.
    assert!(!within!(world, |tx| proofing::has_declared(tx, id, one, later(1)).await?));
    within!(world, |tx| proofing::declare_no_kin(tx, (id, owner), one, later(1)).await?);
    assert!(within!(world, |tx| proofing::has_declared(tx, id, one, later(1)).await?));

    assert_eq!(within!(world, |tx| proofing::waiting(tx).await?), 1);
    assert!(within!(world, |tx| proofing::propose_approval(tx, (id, owner), one, DAWN).await?));
    assert!(!within!(world, |tx| proofing::propose_approval(tx, (id, owner), two, later(1)).await?));
    let first = proofing::Proposed { by: one, at: DAWN };
    assert_eq!(within!(world, |tx| proofing::proposed_approval(tx, id).await?), Some(first));
    within!(world, |tx| proofing::drop_proposed(tx, id).await?);
    assert_eq!(within!(world, |tx| proofing::proposed_approval(tx, id).await?), None);
}

async fn a_window_that_nobody_used_is_found(world: World) {
    let id = in_review(&world, "nguyen.an", DAWN).await;
    step(&world, id, Step::Approve, By::Officer, DAWN).await;
    let over = DAWN.after(ACTIVATION);
    let before = Timestamp::from_millis(over.millis() - 1);
    assert!(within!(world, |tx| proofing::missed(tx, before, 9).await?).is_empty());
    let missed = within!(world, |tx| proofing::missed(tx, over, 9).await?);
    assert_eq!(missed.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    step(&world, id, Step::OpenWindow, By::Officer, over).await;
    assert!(within!(world, |tx| proofing::missed(tx, over, 9).await?).is_empty());
}

async fn pictures_are_taken_again_and_go_when_their_time_is_over(world: World) {
    let vault = vault(&world).await;
    let id = in_review(&world, "nguyen.an", DAWN).await;
    let owner = get(&world, id).await.account;
    for (position, byte, end) in [(1, 1, 10), (2, 2, 20), (1, 3, 10)] {
        let frame = Frame {
            position,
            content_type: "image/jpeg".to_owned(),
            bytes: vec![byte],
            taken_at: DAWN,
            delete_after: later(end),
        };
        within!(world, [vault, frame] | tx | proofing::keep_frame(tx, &vault, (id, owner), &frame).await?);
    }
    let kept = within!(world, |tx| proofing::frames(tx, id).await?);
    let open: Vec<_> = kept.iter().map(|frame| proofing::open_frame(&vault, id, frame)).collect();
    assert_eq!(open, [Ok(vec![3]), Ok(vec![2])]);
    assert_ne!(kept[0].sealed, [3]);
    let moved = proofing::FrameRow { position: 2, ..kept[0].clone() };
    assert_eq!(proofing::open_frame(&vault, id, &moved), Err(VaultError::Damaged));

    assert_eq!(within!(world, |tx| proofing::sweep_frames(tx, later(9)).await?), 0);
    assert_eq!(within!(world, |tx| proofing::sweep_frames(tx, later(10)).await?), 1);
    assert_eq!(within!(world, |tx| proofing::drop_frames(tx, id).await?), 1);
}

async fn nothing_is_left_of_an_application_when_its_account_is_emptied(world: World) {
    let vault = vault(&world).await;
    let id = in_review(&world, "nguyen.an", DAWN).await;
    let owner = get(&world, id).await.account;
    let frame = Frame {
        position: 1,
        content_type: "image/jpeg".to_owned(),
        bytes: vec![1],
        taken_at: DAWN,
        delete_after: later(10),
    };
    within!(world, [vault, frame] | tx | proofing::keep_frame(tx, &vault, (id, owner), &frame).await?);
    within!(world, |tx| people::empty_account(tx, owner, "", DAWN).await?);
    assert_eq!(within!(world, |tx| proofing::application(tx, id).await?), None);
    assert!(within!(world, |tx| proofing::frames(tx, id).await?).is_empty());
    assert!(within!(world, |tx| proofing::acts(tx, id).await?).is_empty());
}

async fn gestures_and_a_providers_word_belong_to_one_application(world: World) {
    let vault = vault(&world).await;
    let owner = account(&world, "nguyen.an").await;
    let id = open(&world, owner).await.expect("the first");
    let other = in_review(&world, "tran.binh", DAWN).await;
    assert_eq!(within!(world, |tx| proofing::challenge(tx, id).await?), None);
    let drawn = |gestures, begun_at| Challenge { gestures, begun_at };
    let first = drawn([Gesture::Smile, Gesture::Lean, Gesture::LookUp], DAWN);
    let second = drawn([Gesture::TurnLeft, Gesture::OpenMouth, Gesture::LookDown], later(5));
    for challenge in [first, second] {
        within!(world, |tx| proofing::put_challenge(tx, (id, owner), &challenge).await?);
        assert_eq!(within!(world, |tx| proofing::challenge(tx, id).await?), Some(challenge));
    }
    let told = Word {
        verdict: FaceVerdict::Same,
        score: Some(0.5),
        provider: "faces".to_owned(),
        attack_detection: None,
        against: Some("register".to_owned()),
    };
    within!(
        world,
        [vault, told] | tx | proofing::keep_face_word(tx, &vault, (id, owner), &told, DAWN).await?
    );
    let row = within!(world, |tx| proofing::face_word(tx, id).await?).expect("it is there");
    assert_eq!(row.told_at, DAWN);
    assert_eq!(proofing::open_face_word(&vault, id, &row), Ok(told));
    assert_eq!(proofing::open_face_word(&vault, other, &row), Err(VaultError::Damaged));
    within!(world, |tx| proofing::drop_face_word(tx, id).await?);
    assert_eq!(within!(world, |tx| proofing::face_word(tx, id).await?), None);
}

async fn a_passcode_counts_on_one_device_and_wrong_ones_are_counted(world: World) {
    let owner = account(&world, "tran.an").await;
    let device = |value: &str, hash: &str| AppDevice {
        token: Digest::of(value),
        public_key: None,
        passcode_hash: hash.to_owned(),
        tries: Tries::default(),
        user_agent: "Phone".to_owned(),
        bound_at: DAWN,
        used_at: None,
    };
    let (first, second) = (device("one", "a"), device("two", "b"));
    let (former, latter) = (first.token, second.token);
    within!(world, [first] | tx | proofing::bind_device(tx, owner, &first).await?);
    for wrong in 1..=3 {
        let tries = within!(world, |tx| proofing::passcode_wrong(tx, (owner, "a")).await?);
        assert_eq!(tries, Some(Tries::from_count(wrong)));
    }
    assert!(within!(world, |tx| proofing::passcode_right(tx, (owner, "a"), later(1)).await?));
    let kept = within!(world, |tx| proofing::app_device(tx, owner).await?).expect("it is bound");
    assert_eq!((kept.tries, kept.used_at), (Tries::default(), Some(later(1))));
    let found = within!(world, |tx| proofing::owner_of_device(tx, former).await?);
    assert_eq!(found, Some((owner, kept)));
    // Another device takes its place, and the passcode before counts no more.
    within!(world, [second] | tx | proofing::bind_device(tx, owner, &second).await?);
    assert_eq!(within!(world, |tx| proofing::app_device(tx, owner).await?), Some(second));
    assert_eq!(within!(world, |tx| proofing::owner_of_device(tx, former).await?), None);
    assert!(within!(world, |tx| proofing::owner_of_device(tx, latter).await?).is_some());
    assert!(!within!(world, |tx| proofing::passcode_right(tx, (owner, "a"), later(2)).await?));
    assert_eq!(within!(world, |tx| proofing::passcode_wrong(tx, (owner, "a")).await?), None);
    assert!(within!(world, |tx| proofing::loose_device(tx, owner).await?));
    assert!(!within!(world, |tx| proofing::loose_device(tx, owner).await?));
}

async fn one_request_to_unlock_waits_at_a_time_and_opens_in_its_own_row_only(world: World) {
    let vault = vault(&world).await;
    let (an, binh) = (account(&world, "tran.an").await, account(&world, "le.binh").await);
    let (a, b) = (open(&world, an).await.expect("open"), open(&world, binh).await.expect("open"));
    let late = DAWN.after(ACTIVATION);
    let asked = within!(
        world,
        [vault] | tx | {
            let first = proofing::ask_unlock(tx, &vault, (a, an), "Máy đã tìm thấy", (DAWN, late)).await?;
            let again = proofing::ask_unlock(tx, &vault, (a, an), "Máy", (DAWN, late)).await?;
            proofing::ask_unlock(tx, &vault, (b, binh), "Thẻ mới", (DAWN, DAWN)).await?;
            (first, again)
        }
    );
    assert_eq!(asked, (true, false));
    let queue = within!(world, |tx| proofing::unlock_queue(tx, None, 10).await?);
    assert_eq!(queue.iter().map(|one| one.application).collect::<Vec<_>>(), [b, a]);
    assert_eq!(queue[1].reason(&vault).as_deref(), Ok("Máy đã tìm thấy"));
    let after = Waiting { due: queue[0].due_at, id: b };
    assert_eq!(within!(world, |tx| proofing::unlock_queue(tx, Some(after), 10).await?).len(), 1);
    assert_eq!(within!(world, |tx| proofing::unlocks_waiting(tx, DAWN).await?), (2, 1));
    let settled = within!(world, |tx| {
        let by = Some((binh, "Chưa thấy thẻ"));
        let first = proofing::settle_unlock(tx, a, UnlockState::Refused, by, DAWN).await?;
        (first, proofing::settle_unlock(tx, a, UnlockState::Granted, by, DAWN).await?)
    });
    assert_eq!(settled, (true, false));
    let kept = within!(world, |tx| proofing::unlock_request(tx, a).await?).expect("it is kept");
    assert_eq!((kept.state, kept.answer.as_deref()), (UnlockState::Refused, Some("Chưa thấy thẻ")));
    let again = within!(
        world,
        [vault] | tx | proofing::ask_unlock(tx, &vault, (a, an), "Thẻ đây", (DAWN, late)).await?
    );
    assert!(again, "what was refused may be asked for anew");
    let kept = within!(world, |tx| proofing::unlock_request(tx, a).await?).expect("it is kept");
    assert_eq!((kept.state, kept.answer), (UnlockState::Open, None));
}

async fn while_it_is_locked_its_owner_counts_as_nobody_proven(world: World) {
    let an = account(&world, "tran.an").await;
    let id = open(&world, an).await.expect("open");
    let proven = ProvenOwner {
        level: IdentityLevel::Basic,
        name: PersonName::parse("Trần Văn An").expect("a name"),
        number: SealedNumber { country: Country::Vietnam, sealed: vec![1] },
        fingerprint: Digest::of("001190000018"),
    };
    within!(world, [proven] | tx | people::prove_owner(tx, an, &proven).await?);
    let steps = [
        (Step::Begin, By::Person, IdentityLevel::Basic),
        (Step::GiveData, By::Person, IdentityLevel::Basic),
        (Step::GiveFace, By::Person, IdentityLevel::Basic),
        (Step::Approve, By::Officer, IdentityLevel::Basic),
        (Step::Activate, By::Person, IdentityLevel::Basic),
        (Step::Lock(Lock::Person), By::Person, IdentityLevel::Claimed),
        (Step::Lock(Lock::CardExpired), By::Site, IdentityLevel::Claimed),
        (Step::Unlock(Lock::Person), By::Person, IdentityLevel::Claimed),
        (Step::Unlock(Lock::CardExpired), By::Officer, IdentityLevel::Basic),
    ];
    for (one, by, counts) in steps {
        let done = step(&world, id, one, by, DAWN).await;
        assert!(matches!(done, Stepped::Done(_)), "{one:?}: {done:?}");
        let account = within!(world, |tx| people::by_id(tx, an).await?).expect("it is there");
        assert_eq!(account.identity, counts, "{one:?}");
    }
}
