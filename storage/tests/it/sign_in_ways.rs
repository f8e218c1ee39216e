use std::time::Duration;

use onedoor_base::{
    AccountId, BegunSignInId, ContactId, Country, DeviceId, Digest, IdentityLevel, Language, PasskeyId,
    Phone, Secret, Timestamp, TotpId,
};
use onedoor_people::factors::{Held, TextCodes};
use onedoor_people::{Account, AccountState, LoginName, PersonName};
use onedoor_storage::people::{self, BegunSignIn, Device, Inserted, NewAccount, Passkey, Totp};
use onedoor_storage::vault::{KeyFile, Vault};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    what_an_account_has_is_counted
    a_step_of_an_app_is_taken_once
    a_passkey_is_of_one_account_and_its_counter_grows
    a_recovery_code_opens_once_and_new_ones_end_the_old
    a_device_is_remembered_until_it_is_forgotten
    a_begun_sign_in_is_of_one_browser_and_ends_once
}

async fn account(world: &World, login: &str, phone: Option<&str>) -> AccountId {
    let id = AccountId::new(DAWN, &*world.random);
    let account = Account {
        id,
        login: LoginName::parse(login).expect("a login name"),
        name: PersonName::parse("Trần Văn An").expect("a name"),
        state: AccountState::Active,
        identity: IdentityLevel::Basic,
        language: Language::Vi,
        password_hash: "hash".to_owned(),
        password_changed_at: DAWN,
        number: None,
        created_at: DAWN,
    };
    let phone = phone.map(|phone| {
        let phone = Phone::parse(phone, Country::Vietnam).expect("a phone");
        (ContactId::new(DAWN, &*world.random), phone)
    });
    let new = NewAccount { account, number: None, phone };
    let made: Result<_, StorageError> = world
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move { Ok(Change::Unrecorded(people::insert(tx, &new).await?)) })
        })
        .await;
    assert_eq!(made, Ok(Inserted::Done));
    id
}

/// Runs some steps in one transaction.
macro_rules! within {
    ($world:expr, $([$($kept:ident),+])? |$tx:ident| $steps:expr) => {{
        let done: Result<_, StorageError> = $world
            .store
            .write(move |$tx| {
                $($(let $kept = $kept.clone();)+)?
                Box::pin(async move { Ok(Change::Unrecorded($steps)) })
            })
            .await;
        done.expect("the steps can be taken")
    }};
}

fn totp(world: &World) -> Totp {
    let id = TotpId::new(DAWN, &*world.random);
    Totp { id, label: "App".to_owned(), secret: vec![7], used_step: 5, created_at: DAWN, used_at: None }
}

fn passkey(world: &World, account: AccountId, credential: &[u8]) -> Passkey {
    Passkey {
        id: PasskeyId::new(DAWN, &*world.random),
        account,
        label: String::new(),
        credential: credential.to_vec(),
        public_key: vec![1, 2],
        counter: 4,
        backup_eligible: true,
        backed_up: false,
        created_at: DAWN,
        used_at: None,
        doubted_at: None,
    }
}

async fn what_an_account_has_is_counted(world: World) {
    let an = account(&world, "van.an", Some("0912345678")).await;
    let binh = account(&world, "van.binh", None).await;
    let (app, key) = (totp(&world), passkey(&world, an, b"one"));
    let held = within!(
        world,
        [app, key] | tx | {
            let before = people::held(tx, an).await?;
            people::add_totp(tx, an, &app).await?;
            people::add_passkey(tx, &key).await?;
            people::renew_recovery_codes(tx, an, &[Digest::of("1"), Digest::of("2")], DAWN).await?;
            people::choose_text_codes(tx, an, TextCodes::Always).await?;
            people::choose_text_codes(tx, an, TextCodes::Never).await?;
            let all = people::held(tx, an).await?;
            let doubt = (
                people::doubt_passkey(tx, (binh, key.id), DAWN).await?,
                people::doubt_passkey(tx, (an, key.id), DAWN).await?,
                people::doubt_passkey(tx, (an, key.id), DAWN).await?,
            );
            assert_eq!(doubt, (false, true, false), "its owner's, and known once");
            let doubted = people::held(tx, an).await?;
            assert_eq!((doubted.passkeys, doubted.doubted), (0, 1));
            (before, all, people::held(tx, binh).await?)
        }
    );
    let nothing = Held { phone: true, ..Held::default() };
    let all = Held {
        passkeys: 1,
        doubted: 0,
        totps: 1,
        recovery_codes: 2,
        phone: true,
        text_codes: TextCodes::Never,
    };
    assert_eq!(held, (nothing, all, Held::default()));
}

async fn a_step_of_an_app_is_taken_once(world: World) {
    let an = account(&world, "van.an", None).await;
    let binh = account(&world, "van.binh", None).await;
    let vault = Vault::load(&world.store, KeyFile::generate(&*world.random)).await.expect("the vault opens");
    let sealed = people::seal_totp(&vault, an, b"secret");
    assert_eq!(people::open_totp(&vault, an, &sealed).as_deref(), Ok(&b"secret"[..]));
    assert!(people::open_totp(&vault, binh, &sealed).is_err(), "in another account it does not open");

    let app = totp(&world);
    let id = app.id;
    let taken = within!(
        world,
        [app] | tx | {
            let added = [people::add_totp(tx, an, &app).await?, people::add_totp(tx, an, &app).await?];
            let mut taken = Vec::new();
            for (owner, step) in [(an, 5), (binh, 6), (an, 6), (an, 6), (an, 4), (an, 7)] {
                taken.push(people::totp_used(tx, (owner, id), step, DAWN).await?);
            }
            (added, taken)
        }
    );
    assert_eq!(taken, ([true, false], vec![false, false, true, false, false, true]));

    let others = within!(world, |tx| [
        people::rename_totp(tx, (binh, id), "mine").await?,
        people::remove_totp(tx, (binh, id)).await?,
        people::rename_totp(tx, (an, id), "Điện thoại").await?,
    ]);
    assert_eq!(others, [false, false, true]);
    let (shown, removed, left) = within!(world, |tx| {
        let shown = people::totps(tx, an).await?;
        (shown, people::remove_totp(tx, (an, id)).await?, people::totps(tx, an).await?)
    });
    assert_eq!((shown.len(), shown[0].label.as_str(), shown[0].used_step), (1, "Điện thoại", 7));
    assert_eq!((shown[0].used_at, removed, left.len()), (Some(DAWN), true, 0));
}

async fn a_passkey_is_of_one_account_and_its_counter_grows(world: World) {
    let an = account(&world, "van.an", None).await;
    let binh = account(&world, "van.binh", None).await;
    let key = passkey(&world, an, b"one");
    let (id, stolen, second) = (key.id, passkey(&world, binh, b"one"), passkey(&world, an, b"two"));
    let kept = key.clone();
    let done = within!(
        world,
        [key, stolen, second] | tx | {
            let added = [
                people::add_passkey(tx, &key).await?,
                people::add_passkey(tx, &stolen).await?,
                people::add_passkey(tx, &second).await?,
            ];
            let found = people::passkey(tx, b"one").await?;
            let used = [
                people::passkey_used(tx, (binh, id), (9, true), DAWN).await?,
                people::passkey_used(tx, (an, id), (3, true), DAWN).await?,
                people::passkey_used(tx, (an, id), (9, true), DAWN).await?,
            ];
            (added, found, used)
        }
    );
    assert_eq!(done, ([true, false, true], Some(kept), [false, false, true]));
    let (all, renamed, removed, left) = within!(world, |tx| {
        let renamed = [
            people::rename_passkey(tx, (binh, id), "x").await?,
            people::rename_passkey(tx, (an, id), "Khóa").await?,
        ];
        let all = people::passkeys(tx, an).await?;
        let removed =
            [people::remove_passkey(tx, (binh, id)).await?, people::remove_passkey(tx, (an, id)).await?];
        (all, renamed, removed, people::passkey(tx, b"one").await?)
    });
    assert_eq!((renamed, removed, left), ([false, true], [false, true], None));
    let used = all.iter().find(|key| key.id == id).expect("the first is still there");
    assert_eq!((all.len(), used.counter, used.backed_up, used.label.as_str()), (2, 9, true, "Khóa"));
}

async fn a_recovery_code_opens_once_and_new_ones_end_the_old(world: World) {
    let an = account(&world, "van.an", None).await;
    let binh = account(&world, "van.binh", None).await;
    let vault = Vault::load(&world.store, KeyFile::generate(&*world.random)).await.expect("the vault opens");
    let digest = |account, code| people::recovery_digest(&vault, account, &Secret::new(code));
    assert_ne!(digest(an, "1"), digest(binh, "1"));
    let (one, two, three) = (digest(an, "1"), digest(an, "2"), digest(an, "3"));
    let done = within!(world, |tx| {
        people::renew_recovery_codes(tx, an, &[one, two], DAWN).await?;
        let spent = [
            people::spend_recovery_code(tx, binh, one, DAWN).await?,
            people::spend_recovery_code(tx, an, one, DAWN).await?,
            people::spend_recovery_code(tx, an, one, DAWN).await?,
        ];
        let left = people::recovery_codes_left(tx, an).await?;
        people::renew_recovery_codes(tx, an, &[three], DAWN).await?;
        let old = people::spend_recovery_code(tx, an, two, DAWN).await?;
        (
            spent,
            left,
            old,
            people::recovery_codes_left(tx, an).await?,
            people::recovery_codes_left(tx, binh).await?,
        )
    });
    assert_eq!(done, ([false, true, false], (1, Some(DAWN)), false, (1, Some(DAWN)), (0, None)));
}

async fn a_device_is_remembered_until_it_is_forgotten(world: World) {
    let an = account(&world, "van.an", None).await;
    let binh = account(&world, "van.binh", None).await;
    let later = |minutes| DAWN.after(Duration::from_mins(minutes));
    let device = |value: &str, until: Timestamp| Device {
        id: DeviceId::new(DAWN, &*world.random),
        digest: Digest::of(value),
        user_agent: "Firefox".to_owned(),
        network: "192.0.2.1".to_owned(),
        created_at: DAWN,
        seen_at: DAWN,
        expires_at: until,
    };
    let (one, again, other) =
        (device("one", later(10)), device("one", later(20)), device("other", later(10)));
    let (first, second) = (one.id, other.id);
    let done = within!(
        world,
        [one, again, other] | tx | {
            for (account, device) in [(an, &one), (an, &again), (an, &other), (binh, &one)] {
                let id = if account == binh { again.id } else { device.id };
                people::remember_device(tx, account, &Device { id, ..device.clone() }).await?;
            }
            let seen = [
                people::device_seen(tx, an, Digest::of("one"), later(15)).await?,
                people::device_seen(tx, an, Digest::of("other"), later(15)).await?,
                people::device_seen(tx, an, Digest::of("nobody's"), later(1)).await?,
            ];
            let listed = people::devices(tx, an, later(1)).await?.iter().map(|d| d.id).collect::<Vec<_>>();
            let forgotten = [
                people::forget_device(tx, binh, second).await?,
                people::forget_device(tx, an, second).await?,
            ];
            (
                seen,
                listed,
                forgotten,
                people::forget_devices(tx, an).await?,
                people::devices(tx, binh, DAWN).await?.len(),
            )
        }
    );
    assert_eq!(done, ([true, false, false], vec![first, second], [false, true], 1, 1));
    let swept = within!(world, |tx| people::sweep_devices(tx, later(11)).await?);
    assert_eq!(swept, 1);
}

async fn a_begun_sign_in_is_of_one_browser_and_ends_once(world: World) {
    let an = account(&world, "van.an", None).await;
    let (here, there) = (Digest::of("here"), Digest::of("there"));
    let begun = BegunSignIn {
        id: BegunSignInId::new(DAWN, &*world.random),
        account: an,
        browser: here,
        session: None,
        password: Digest::of("hash"),
        return_to: "/account".to_owned(),
        created_at: DAWN,
        expires_at: DAWN.after(Duration::from_mins(10)),
    };
    let (id, kept, over) = (begun.id, begun.clone(), begun.expires_at);
    let done = within!(
        world,
        [begun] | tx | {
            people::begin_sign_in(tx, &begun).await?;
            let found = [
                people::begun_sign_in(tx, (id, here), DAWN).await?,
                people::begun_sign_in(tx, (id, there), DAWN).await?,
                people::begun_sign_in(tx, (id, here), over).await?,
            ];
            let spent =
                [people::spend_sign_in(tx, id, DAWN).await?, people::spend_sign_in(tx, id, DAWN).await?];
            (found, spent, people::begun_sign_in(tx, (id, here), DAWN).await?)
        }
    );
    assert_eq!(done, ([Some(kept), None, None], [true, false], None));
    let swept = within!(world, |tx| people::sweep_sign_ins(tx, over.after(Duration::from_secs(1))).await?);
    assert_eq!(swept, 1);
}
