//! Two accounts become one and two again, the same on both engines.

use std::collections::BTreeSet;
use std::time::Duration;

use onedoor_base::{
    AccountId, ConsentId, ContactId, Country, Digest, Email, Factor, IdentityLevel, Language, MergeId, Phone,
    PostalAddressId, SessionId, Timestamp,
};
use onedoor_people::merging::Waits;
use onedoor_people::merging::{Choices, Holding, Plan, Several, UNDO_LIFE, Whose, plan, undo};
use onedoor_people::{Account, AccountState, ClosingState, LoginName, PersonName, Personal};
use onedoor_places::Address;
use onedoor_storage::people::merges::{self, BegunMerge, MergeDone, MergeState, Record};
use onedoor_storage::people::{self, Both, Inserted, NewAccount};
use onedoor_storage::provider::consents::{self, Consent};
use onedoor_storage::{Change, Statement, StorageError, Tx, params};

use crate::contract::contract;
use crate::world::{DAWN, World};

const NUMBERED: Statement = Statement::new(
    "testing.account.numbered",
    "UPDATE accounts SET number_country = 'vn', number_sealed = id, number_fingerprint = $2 WHERE id = $1",
);

contract! {
    merged_and_undone_the_rows_are_as_before
    of_two_merges_of_one_account_at_once_one_wins
    what_was_begun_is_of_one_browser_and_gives_way_to_the_next
    whose_account_is_merged_is_found_and_clients_keep_their_name
    after_its_time_a_merge_is_settled_and_lets_contacts_go
    what_is_about_to_be_closed_waits
    whoever_closes_the_account_takes_along_what_was_merged_into_it
}

fn address(street: &str) -> Address {
    Address {
        country: None,
        label: String::new(),
        recipient: "An".to_owned(),
        phone: String::new(),
        place: String::new(),
        town: "Town".to_owned(),
        street: street.to_owned(),
        postcode: String::new(),
    }
}

async fn account(world: &World, login: &str, phone: &str, language: Language) -> AccountId {
    let id = AccountId::new(DAWN, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Claimed,
        language,
        password_hash: "hash".to_owned(),
        password_changed_at: DAWN,
        number: None,
        created_at: DAWN,
    };
    let phone = Phone::parse(phone, Country::Vietnam).expect("a phone");
    let new =
        NewAccount { account, number: None, phone: Some((ContactId::new(DAWN, &*world.random), phone)) };
    let email = Email::parse(&format!("{login}@mail.example")).expect("an address");
    let (contact, consent) = (ContactId::new(DAWN, &*world.random), ConsentId::new(DAWN, &*world.random));
    let client = format!("client-{login}");
    let postal = [PostalAddressId::new(DAWN, &*world.random), PostalAddressId::new(DAWN, &*world.random)];
    let addresses = [address("one for both"), address(login)];
    let said = Personal { employer: format!("Works as {login}"), ..Personal::default() };
    within(world, move |tx| {
        let (new, email, client) = (new.clone(), email.clone(), client.clone());
        let (addresses, said) = (addresses.clone(), said.clone());
        Box::pin(async move {
            assert_eq!(people::insert(tx, &new).await?, Inserted::Done);
            people::add_email(tx, id, (contact, &email), DAWN).await?;
            for (n, address) in addresses.iter().enumerate() {
                people::add_address(tx, id, (postal[n], address), DAWN).await?;
            }
            people::main_address(tx, id, postal[1]).await?;
            people::keep_personal(tx, id, &said, DAWN).await?;
            let consent = Consent {
                id: consent,
                client_id: client,
                scopes: "openid".to_owned(),
                claims: String::new(),
                given_at: DAWN,
                changed_at: DAWN,
            };
            consents::insert(tx, id, &consent).await
        })
    })
    .await;
    id
}

type Steps<'t, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 't>>;

async fn within<T: Send + 'static>(
    world: &World,
    steps: impl for<'t, 'x> Fn(&'t mut Tx<'x>) -> Steps<'t, T> + Send + Sync + 'static,
) -> T {
    let steps = std::sync::Arc::new(steps);
    let done: Result<T, StorageError> = world
        .store
        .write(move |tx| {
            let steps = std::sync::Arc::clone(&steps);
            Box::pin(async move { Ok(Change::Unrecorded(steps(tx).await?)) })
        })
        .await;
    done.expect("the steps can be taken")
}

fn begun(world: &World, first: AccountId) -> BegunMerge {
    BegunMerge {
        id: MergeId::new(DAWN, &*world.random),
        first,
        browser: Digest::of("browser"),
        session: SessionId::new(DAWN, &*world.random),
        factors: vec![Factor::Pwd, Factor::Sms],
        authenticated_at: DAWN,
        password: Digest::of("hash"),
        begun_at: DAWN,
        expires_at: DAWN.after(Duration::from_mins(10)),
    }
}

fn done(both: Both, plan: Plan) -> MergeDone {
    MergeDone {
        kept: both.kept,
        absorbed: both.absorbed,
        record: Record { plan, named: Vec::new() },
        at: DAWN,
        undo_until: DAWN.after(UNDO_LIFE),
    }
}

async fn holdings(world: &World, both: Both) -> (Holding, Holding) {
    within(world, move |tx| {
        Box::pin(async move {
            let kept = people::holding(tx, both.kept).await?.expect("an account");
            Ok((kept, people::holding(tx, both.absorbed).await?.expect("an account")))
        })
    })
    .await
}

async fn two(world: &World) -> Both {
    let kept = account(world, "van.an", "0912345678", Language::Vi).await;
    Both { kept, absorbed: account(world, "an.moi", "0977111222", Language::En).await }
}

/// Begins and does one; false if the absorbed account did not open doors any more.
async fn merge(world: &World, both: Both, choices: Choices, undo: &'static str) -> (MergeId, bool) {
    let new = begun(world, both.kept);
    let id = new.id;
    let merged = within(world, move |tx| {
        let new = new.clone();
        Box::pin(async move {
            merges::begin(tx, &new).await?;
            let kept = people::holding(tx, both.kept).await?.expect("an account");
            let absorbed = people::holding(tx, both.absorbed).await?.expect("an account");
            let plan = plan(&kept, &absorbed, &choices);
            if !people::absorb(tx, both, &plan, DAWN).await? {
                return Ok(false);
            }
            merges::done(tx, new.id, &done(both, plan), Digest::of(undo)).await
        })
    })
    .await;
    (id, merged)
}

async fn merged_and_undone_the_rows_are_as_before(world: World) {
    let both = two(&world).await;
    let before = holdings(&world, both).await;
    for whose in [Whose::Kept, Whose::Absorbed] {
        let emails = if whose == Whose::Kept { Several::Both } else { Several::Of(whose) };
        let choices = Choices {
            login: whose,
            name: whose,
            phone: whose,
            emails,
            addresses: emails,
            born: whose,
            sex: whose,
            employer: whose,
            language: whose,
        };
        let undo_with = if whose == Whose::Kept { "key 1" } else { "key 2" };
        let (id, merged) = merge(&world, both, choices, undo_with).await;
        assert!(merged);
        let (kept, absorbed) = holdings(&world, both).await;
        let taken = whose == Whose::Absorbed;
        assert_eq!(kept.login, if taken { "an.moi" } else { "van.an" });
        assert_eq!(absorbed.login, if taken { "van.an" } else { "an.moi" });
        assert_eq!((kept.consents.len(), absorbed.consents.len()), (2, 0));
        let streets = |of: &Holding| -> Vec<(String, bool)> {
            of.addresses.iter().map(|one| (one.written.clone(), one.main)).collect()
        };
        let main = if taken { "An, an.moi, Town" } else { "An, van.an, Town" };
        let own = streets(&kept);
        assert_eq!(own.iter().filter(|(_, main)| *main).collect::<Vec<_>>(), [&(main.to_owned(), true)]);
        assert_eq!((own.len(), absorbed.addresses.len()), if taken { (2, 2) } else { (3, 1) });
        assert_eq!(kept.said.employer, if taken { "Works as an.moi" } else { "Works as van.an" });
        let parted = within(&world, move |tx| {
            Box::pin(async move {
                let state = people::by_id(tx, both.absorbed).await?.expect("an account").state;
                assert_eq!(state, AccountState::Merged);
                let found = merges::by_undo(tx, Digest::of(undo_with)).await?.expect("a merge");
                assert_eq!((found.begun.id, found.state), (id, MergeState::Done));
                let record = found.done.expect("done").record;
                let kept = people::holding(tx, both.kept).await?.expect("an account");
                let absorbed = people::holding(tx, both.absorbed).await?.expect("an account");
                let undo = undo(&record.plan, &kept, &absorbed, &BTreeSet::new());
                let undone =
                    merges::undone(tx, id, DAWN).await? && people::part(tx, both, &undo, DAWN).await?;
                assert!(!merges::undone(tx, id, DAWN).await?, "once");
                assert!(!people::part(tx, both, &undo, DAWN).await?, "once");
                Ok(undone)
            })
        })
        .await;
        assert!(parted);
        assert_eq!(holdings(&world, both).await, before);
    }
}

async fn of_two_merges_of_one_account_at_once_one_wins(world: World) {
    let both = two(&world).await;
    let third = account(&world, "an.nua", "0966111222", Language::Vi).await;
    let other = Both { kept: third, absorbed: both.absorbed };
    let (one, two) = tokio::join!(
        merge(&world, both, Choices::default(), "key 1"),
        merge(&world, other, Choices::default(), "key 2")
    );
    assert!(one.1 != two.1, "{} {}", one.1, two.1);
    let kept = if one.1 { both.kept } else { third };
    let absorbed = both.absorbed;
    let now = within(&world, move |tx| Box::pin(async move { merges::now_is(tx, absorbed).await })).await;
    assert_eq!(now, kept);
    // In a circle: what was absorbed absorbs nothing, and nothing is half done.
    let circle = Both { kept: absorbed, absorbed: kept };
    let before = holdings(&world, circle).await;
    let done = within(&world, move |tx| {
        Box::pin(async move { people::absorb(tx, Both { kept, absorbed }, &Plan::default(), DAWN).await })
    })
    .await;
    assert!(!done);
    assert_eq!(holdings(&world, circle).await, before);
}

async fn what_was_begun_is_of_one_browser_and_gives_way_to_the_next(world: World) {
    let both = two(&world).await;
    let (earlier, later) = (begun(&world, both.kept), begun(&world, both.kept));
    let ids = (earlier.id, later.id);
    within(&world, move |tx| {
        let (earlier, later) = (earlier.clone(), later.clone());
        Box::pin(async move {
            merges::begin(tx, &earlier).await?;
            merges::begin(tx, &later).await?;
            let found = merges::get(tx, ids.0).await?.expect("a merge");
            assert_eq!((found.state, found.begun), (MergeState::Replaced, earlier));
            let found = merges::get(tx, ids.1).await?.expect("a merge");
            assert_eq!((found.state, found.begun, found.done), (MergeState::Begun, later, None));
            assert!(!merges::done(tx, ids.0, &done(both, Plan::default()), Digest::of("key")).await?);
            assert!(!merges::cancel(tx, ids.1, Digest::of("another browser")).await?);
            assert!(merges::cancel(tx, ids.1, Digest::of("browser")).await?);
            assert!(!merges::cancel(tx, ids.1, Digest::of("browser")).await?);
            merges::settle(tx, DAWN.after(Duration::from_mins(11)), 10).await?;
            assert_eq!(merges::get(tx, ids.1).await?, None, "what came to nothing is forgotten");
            Ok(())
        })
    })
    .await;
}

async fn whose_account_is_merged_is_found_and_clients_keep_their_name(world: World) {
    let both = two(&world).await;
    let last = account(&world, "an.nua", "0966111222", Language::Vi).await;
    let (id, _) = merge(&world, both, Choices::default(), "key 1").await;
    merge(&world, Both { kept: last, absorbed: both.kept }, Choices::default(), "key 2").await;
    within(&world, move |tx| {
        Box::pin(async move {
            for account in [both.absorbed, both.kept, last] {
                assert_eq!(merges::now_is(tx, account).await?, last);
            }
            assert_eq!(merges::all_absorbed(tx, last).await?, [both.kept, both.absorbed]);
            assert_eq!(merges::of_kept(tx, last).await?.len(), 1);
            let listed = merges::listed(tx, last).await?;
            assert_eq!(listed.iter().map(|one| one.login.as_str()).collect::<Vec<_>>(), ["van.an"]);
            assert_eq!(merges::named_as(tx, last, "house").await?, None);
            for named in [Some(both.kept), Some(both.absorbed), None] {
                merges::name(tx, (last, "house"), named, id).await?;
                assert_eq!(merges::named_as(tx, last, "house").await?, named);
            }
            merges::name(tx, (last, "house"), Some(both.kept), id).await?;
            let met: Vec<String> = people::met(tx, last).await?.into_iter().collect();
            assert_eq!(met, ["client-an.moi", "client-an.nua", "client-van.an", "house"]);
            Ok(())
        })
    })
    .await;
}

async fn after_its_time_a_merge_is_settled_and_lets_contacts_go(world: World) {
    let both = two(&world).await;
    within(&world, move |tx| {
        Box::pin(async move {
            assert_eq!(tx.execute(&NUMBERED, params![both.absorbed, Digest::of("n")]).await?, 1);
            Ok(())
        })
    })
    .await;
    let (id, _) = merge(&world, both, Choices::default(), "key").await;
    let at = |then: Timestamp| {
        let world = &world;
        async move {
            within(world, move |tx| Box::pin(async move { Ok(merges::settle(tx, then, 10).await?.len()) }))
                .await
        }
    };
    let late = DAWN.after(UNDO_LIFE);
    assert_eq!(at(late.before(Duration::from_millis(1))).await, 0);
    assert_eq!(holdings(&world, both).await.1.contacts.len(), 1, "the phone rests");
    assert_eq!(at(late).await, 1);
    assert_eq!(at(late).await, 0);
    let (kept, absorbed) = holdings(&world, both).await;
    assert_eq!((kept.contacts.len(), absorbed.contacts.len()), (3, 0));
    assert_eq!((kept.addresses.len(), absorbed.addresses.len()), (3, 0));
    assert_eq!(absorbed.said, Personal::default(), "nothing that was said is kept for ever");
    within(&world, move |tx| {
        Box::pin(async move {
            let settled = merges::get(tx, id).await?.expect("a merge");
            assert_eq!(settled.state, MergeState::Settled);
            assert_eq!(settled.done.expect("done").record.plan, Plan::default(), "nor what moved");
            assert_eq!(merges::by_undo(tx, Digest::of("key")).await?, None);
            assert!(people::by_number(tx, Digest::of("n")).await?.is_none(), "the number can be proven anew");
            assert!(!merges::undone(tx, id, DAWN).await?);
            assert_eq!(merges::now_is(tx, both.absorbed).await?, both.kept);
            Ok(())
        })
    })
    .await;
}

async fn what_is_about_to_be_closed_waits(world: World) {
    let both = two(&world).await;
    within(&world, move |tx| {
        Box::pin(async move {
            assert_eq!(people::waits(tx, both.kept).await?, None);
            assert!(people::ask_closing(tx, both.kept, DAWN.after(UNDO_LIFE), DAWN).await?);
            assert_eq!(people::waits(tx, both.kept).await?, Some(Waits::Closing));
            assert_eq!(people::waits(tx, both.absorbed).await?, None);
            let stays = (ClosingState::Waiting, ClosingState::Stayed);
            assert!(people::move_closing(tx, both.kept, stays, DAWN, DAWN).await?);
            assert_eq!(people::waits(tx, both.kept).await?, None);
            Ok(())
        })
    })
    .await;
}

async fn whoever_closes_the_account_takes_along_what_was_merged_into_it(world: World) {
    let both = two(&world).await;
    let last = account(&world, "an.nua", "0966111222", Language::Vi).await;
    let (first, _) = merge(&world, both, Choices::default(), "key 1").await;
    let (second, _) =
        merge(&world, Both { kept: last, absorbed: both.kept }, Choices::default(), "key 2").await;
    within(&world, move |tx| {
        Box::pin(async move {
            assert!(people::shut_account(tx, last).await?);
            people::empty_account(tx, last, "nobody's", DAWN).await?;
            for account in [last, both.kept, both.absorbed] {
                let left = people::holding(tx, account).await?.expect("the row stays");
                assert_eq!((left.contacts.len(), left.addresses.len(), left.name.as_str()), (0, 0, ""));
                assert_eq!(left.said, Personal::default());
            }
            for merge in [first, second] {
                assert_eq!(merges::get(tx, merge).await?.expect("a merge").state, MergeState::Settled);
                assert!(!merges::undone(tx, merge, DAWN).await?);
            }
            people::free_login(tx, last).await?;
            for login in ["van.an", "an.moi", "an.nua"] {
                let login = LoginName::parse(login).expect("a login name");
                assert_eq!(people::by_login(tx, &login).await?, None, "free for others");
            }
            Ok(())
        })
    })
    .await;
}

/// A record that was written before postal addresses and personal data moved along.
#[test]
fn a_record_of_before_is_read() {
    let old = r#"{"plan":{"login":null,"name":null,"language":null,"moved":[]},"named":[]}"#;
    let record: Record = serde_json::from_str(old).expect("a record");
    assert_eq!(record, Record { plan: Plan::default(), named: Vec::new() });
}
