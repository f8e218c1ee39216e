use std::time::Duration;

use onedoor_base::{AccountId, ClientKey, ConsentId, Digest, InteractionId, SessionId, SigningKeyId};
use onedoor_storage::provider::consents::Consent;
use onedoor_storage::provider::interactions::Interaction;
use onedoor_storage::provider::signing_keys::{KeyState, StoredKey};
use onedoor_storage::provider::tokens::NewToken;
use onedoor_storage::provider::{
    clients::{self, Source},
    consents, grants, interactions, pushed, signing_keys, sweep, tokens,
};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

mod fixtures;

use fixtures::{account, done, granted, token_of, write};

contract! {
    a_registration_is_put_changed_and_ended
    an_algorithm_has_one_key_in_each_state_that_counts
    a_pushed_request_is_taken_once
    an_interaction_is_answered_once
    a_consent_is_remembered_widened_and_ended
    of_many_that_bring_a_code_one_gets_tokens
    of_many_that_bring_a_refresh_token_one_rotates_it
    an_access_token_dies_with_its_grant
    a_session_ends_what_does_not_outlive_it
    what_is_over_is_swept
}

async fn a_registration_is_put_changed_and_ended(world: World) {
    let key = ClientKey::new(DAWN, &*world.random);
    let put = async |json: &'static str| {
        write(&world, move |tx| {
            Box::pin(async move {
                done!(clients::put(tx, key, "portal", (json, Source::Configuration), DAWN).await?)
            })
        })
        .await
    };
    assert!(put("{}").await);
    assert!(!put("{}").await, "the same again changes nothing");
    assert!(put(r#"{"name":"x"}"#).await);
    let read = async || {
        let found = world.store.read(|tx| Box::pin(async move { clients::registration(tx, "portal").await }));
        found.await.expect("read")
    };
    assert_eq!(read().await.as_deref(), Some(r#"{"name":"x"}"#));
    let ended =
        write(&world, |tx| Box::pin(async move { done!(clients::end(tx, "portal", DAWN).await?) })).await;
    assert!(ended);
    assert_eq!(read().await, None);
    let none = world.store.read(|tx| Box::pin(async move { clients::active(tx).await })).await;
    assert_eq!(none, Ok(vec![]));
    assert!(put(r#"{"name":"x"}"#).await, "an ended one comes back");
    assert!(read().await.is_some());
}

async fn an_algorithm_has_one_key_in_each_state_that_counts(world: World) {
    let key = |state| StoredKey {
        id: SigningKeyId::new(DAWN, &*world.random),
        algorithm: "ES256".to_owned(),
        state,
        sealed: vec![1, 2],
        created_at: DAWN,
        changed_at: DAWN,
    };
    let add = async |key: StoredKey| {
        write(&world, move |tx| {
            let key = key.clone();
            Box::pin(async move { done!(signing_keys::insert(tx, &key).await?) })
        })
        .await
    };
    let (first, second) = (key(KeyState::Active), key(KeyState::Next));
    assert!(add(first.clone()).await && add(second.clone()).await);
    assert!(!add(key(KeyState::Active)).await && !add(key(KeyState::Next)).await);
    let (old, new) = (first.id, second.id);
    let moved = write(&world, move |tx| {
        Box::pin(async move {
            let retired = signing_keys::advance(tx, old, KeyState::Active, KeyState::Retired, DAWN).await?;
            let active = signing_keys::advance(tx, new, KeyState::Next, KeyState::Active, DAWN).await?;
            done!((
                retired,
                active,
                signing_keys::advance(tx, new, KeyState::Next, KeyState::Active, DAWN).await?
            ))
        })
    });
    assert_eq!(moved.await, (true, true, false));
    let stored =
        world.store.read(|tx| Box::pin(async move { signing_keys::all(tx).await })).await.expect("read");
    assert!(stored.contains(&StoredKey { state: KeyState::Active, ..second }));
    let late = DAWN.after(Duration::from_secs(1));
    let gone = write(&world, move |tx| {
        Box::pin(async move { done!(signing_keys::forget_retired(tx, late).await?) })
    });
    assert_eq!(gone.await, 1);
    let states = world.store.read(|tx| Box::pin(async move { signing_keys::states(tx).await })).await;
    assert_eq!(states, Ok(vec![(new, KeyState::Active)]));
}

async fn a_pushed_request_is_taken_once(world: World) {
    let digest = Digest::of("reference");
    let until = DAWN.after(Duration::from_mins(1));
    write(&world, move |tx| {
        Box::pin(async move { done!(pushed::insert(tx, digest, "portal", "{}", DAWN, until).await?) })
    })
    .await;
    let take = async || {
        write(&world, move |tx| Box::pin(async move { done!(pushed::take(tx, digest, DAWN).await?) })).await
    };
    assert_eq!(take().await, Some(("{}".to_owned(), until)));
    assert_eq!(take().await, None);
}

async fn an_interaction_is_answered_once(world: World) {
    let new = Interaction {
        id: InteractionId::new(DAWN, &*world.random),
        client_id: "portal".to_owned(),
        request: "{}".to_owned(),
        browser: Digest::of("browser"),
        session_before: Some(SessionId::from_bytes([1; 16])),
        session_chosen: None,
        created_at: DAWN,
        expires_at: DAWN.after(Duration::from_mins(30)),
        answered_at: None,
    };
    let (id, chosen) = (new.id, SessionId::from_bytes([2; 16]));
    let kept = new.clone();
    let noted = write(&world, move |tx| {
        let kept = kept.clone();
        Box::pin(async move {
            interactions::insert(tx, &kept).await?;
            done!(interactions::choose(tx, id, chosen).await?)
        })
    });
    assert!(noted.await);
    let found = world.store.read(move |tx| Box::pin(async move { interactions::get(tx, id).await })).await;
    assert_eq!(found, Ok(Some(Interaction { session_chosen: Some(chosen), ..new })));
    let answer = async || {
        write(&world, move |tx| Box::pin(async move { done!(interactions::answer(tx, id, DAWN).await?) }))
            .await
    };
    assert!(answer().await);
    assert!(!answer().await);
    let too_late =
        write(&world, move |tx| Box::pin(async move { done!(interactions::choose(tx, id, chosen).await?) }));
    assert!(!too_late.await);
}

async fn a_consent_is_remembered_widened_and_ended(world: World) {
    let person = account(&world).await;
    let consent = Consent {
        id: ConsentId::new(DAWN, &*world.random),
        client_id: "portal".to_owned(),
        scopes: "openid".to_owned(),
        claims: String::new(),
        given_at: DAWN,
        changed_at: DAWN,
    };
    let (id, kept) = (consent.id, consent.clone());
    let later = DAWN.after(Duration::from_hours(1));
    let remembered = write(&world, move |tx| {
        let kept = kept.clone();
        Box::pin(async move {
            consents::insert(tx, person, &kept).await?;
            consents::widen(tx, id, "openid phone", "email", later).await?;
            done!(consents::remembered(tx, person, "portal").await?)
        })
    });
    let widened = Consent {
        scopes: "openid phone".to_owned(),
        claims: "email".to_owned(),
        changed_at: later,
        ..consent
    };
    assert_eq!(remembered.await.as_ref(), Some(&widened));
    let all = async || {
        world.store.read(move |tx| Box::pin(async move { consents::of_account(tx, person).await })).await
    };
    assert_eq!(all().await, Ok(vec![(widened.clone(), None)]), "to a client that is not registered");
    let key = ClientKey::new(DAWN, &*world.random);
    write(&world, move |tx| {
        Box::pin(
            async move { done!(clients::put(tx, key, "portal", ("{}", Source::Configuration), DAWN).await?) },
        )
    })
    .await;
    assert_eq!(all().await, Ok(vec![(widened, Some("{}".to_owned()))]));
    let stranger = AccountId::new(DAWN, &*world.random);
    let end = async |who| {
        write(&world, move |tx| Box::pin(async move { done!(consents::end(tx, id, who, later).await?) }))
            .await
    };
    assert_eq!(end(stranger).await, None, "only one's own");
    assert_eq!(end(person).await.as_deref(), Some("portal"));
    assert_eq!(end(person).await, None);
    assert_eq!(all().await, Ok(vec![]));
}

async fn of_many_that_bring_a_code_one_gets_tokens(world: World) {
    let person = account(&world).await;
    let grant = granted(&world, person, "code", false).await;
    let found =
        world.store.read(|tx| Box::pin(async move { grants::by_code(tx, Digest::of("code")).await })).await;
    assert_eq!(found, Ok(Some(grant.clone())));
    let id = grant.id;
    let tries = (0..16).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let spent: Result<bool, StorageError> = store
                .write(move |tx| Box::pin(async move { done!(grants::spend_code(tx, id, DAWN).await?) }))
                .await;
            spent.expect("tried")
        })
    });
    let mut winners = 0;
    for attempt in tries.collect::<Vec<_>>() {
        winners += usize::from(attempt.await.expect("ran"));
    }
    assert_eq!(winners, 1);
}

async fn of_many_that_bring_a_refresh_token_one_rotates_it(world: World) {
    let person = account(&world).await;
    let grant = granted(&world, person, "code", true).await;
    let token = token_of(&grant, "refresh");
    write(&world, move |tx| Box::pin(async move { done!(tokens::insert_refresh(tx, &token).await?) })).await;
    let tries = (0..16).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move {
            let rotated: Result<bool, StorageError> = store
                .write(move |tx| {
                    Box::pin(async move { done!(tokens::rotate(tx, token.digest, DAWN).await?) })
                })
                .await;
            rotated.expect("tried")
        })
    });
    let mut winners = 0;
    for attempt in tries.collect::<Vec<_>>() {
        winners += usize::from(attempt.await.expect("ran"));
    }
    assert_eq!(winners, 1);
    let found = world.store.read(move |tx| {
        Box::pin(async move {
            let token_alone = tokens::refresh(tx, token.digest).await?.expect("there");
            let grant_alone = grants::get(tx, token_alone.grant).await?.expect("there");
            let both = tokens::refresh_and_grant(tx, token.digest).await?;
            let nothing = tokens::refresh_and_grant(tx, Digest::of("another")).await?;
            Ok::<_, StorageError>(((token_alone, grant_alone), both, nothing))
        })
    });
    let (alone, both, nothing) = found.await.expect("read");
    assert_eq!(alone.0.rotated_at, Some(DAWN));
    assert_ne!(alone.0.expires_at, alone.1.expires_at, "so that one cannot be taken for the other");
    assert_eq!((Some(alone), None), (both, nothing));
}

async fn an_access_token_dies_with_its_grant(world: World) {
    let person = account(&world).await;
    let grant = granted(&world, person, "code", false).await;
    let (token, id) = (token_of(&grant, "access"), grant.id);
    write(&world, move |tx| {
        Box::pin(async move { done!(tokens::insert_access(tx, &token, "openid").await?) })
    })
    .await;
    let look = async || {
        let found =
            world.store.read(move |tx| Box::pin(async move { tokens::access(tx, token.digest).await }));
        found.await.expect("read")
    };
    let found = look().await.expect("there");
    assert_eq!((found.client_id.as_str(), found.subject.as_str()), ("portal", "pairwise"));
    assert_eq!((found.account, found.scopes.as_str()), (person, "openid"));
    let ended =
        write(&world, move |tx| Box::pin(async move { done!(grants::end(tx, id, "test", DAWN).await?) }));
    assert!(ended.await);
    assert_eq!(look().await, None);
    let spent =
        write(&world, move |tx| Box::pin(async move { done!(grants::spend_code(tx, id, DAWN).await?) }));
    assert!(!spent.await, "a code dies with its grant too");
    let gone =
        write(&world, move |tx| Box::pin(async move { done!(tokens::end_access(tx, token.digest).await?) }));
    assert!(gone.await);
}

async fn a_session_ends_what_does_not_outlive_it(world: World) {
    let person = account(&world).await;
    let (online, offline) =
        (granted(&world, person, "one", false).await, granted(&world, person, "two", true).await);
    let session = online.session;
    let told = async || {
        let told = world
            .store
            .read(move |tx| Box::pin(async move { grants::clients_of_session(tx, session).await }));
        told.await.expect("read")
    };
    assert_eq!(told().await, vec![], "whose code was never exchanged knows nothing");
    let (one, two) = (online.id, offline.id);
    let ended = write(&world, move |tx| {
        Box::pin(async move {
            grants::spend_code(tx, one, DAWN).await?;
            grants::spend_code(tx, two, DAWN).await?;
            done!(grants::end_of_session(tx, session, "session", DAWN).await?)
        })
    });
    assert_eq!(ended.await, 1);
    assert_eq!(told().await.len(), 1, "one client, however many grants");
    let (next, stranger) = (SessionId::from_bytes([8; 16]), AccountId::new(DAWN, &*world.random));
    let moved = write(&world, move |tx| {
        Box::pin(async move {
            let others = grants::move_session(tx, session, next, stranger).await?;
            done!((others, grants::move_session(tx, session, next, person).await?))
        })
    });
    assert_eq!(moved.await, (0, 2));
    assert_eq!(told().await, vec![], "the session that took its place has them now");
    let kept =
        world.store.read(move |tx| Box::pin(async move { grants::get(tx, two).await })).await.expect("read");
    assert_eq!(kept.expect("there").ended_at, None);
    let all = write(&world, move |tx| {
        Box::pin(async move { done!(grants::end_of_client(tx, person, "portal", "consent", DAWN).await?) })
    });
    assert_eq!(all.await, 1);
}

async fn what_is_over_is_swept(world: World) {
    let person = account(&world).await;
    let grant = granted(&world, person, "code", true).await;
    let (access, long) = (token_of(&grant, "access"), grant.expires_at.after(Duration::from_hours(1)));
    let refresh = NewToken { expires_at: long, ..token_of(&grant, "refresh") };
    write(&world, move |tx| {
        Box::pin(async move {
            tokens::insert_access(tx, &access, "openid").await?;
            done!(tokens::insert_refresh(tx, &refresh).await?)
        })
    })
    .await;
    let clean =
        async |then| write(&world, move |tx| Box::pin(async move { done!(sweep(tx, then).await?) })).await;
    assert_eq!(clean(DAWN).await, 0);
    assert_eq!(clean(long).await, 1, "the access token; the grant waits for its refresh token");
    assert_eq!(clean(long.after(Duration::from_secs(1))).await, 1, "the refresh token");
    let week = Duration::from_hours(24 * 7);
    assert_eq!(clean(DAWN.after(week)).await, 0, "the grant may be the proof of a link");
    assert_eq!(clean(long.after(week)).await, 1);
}
