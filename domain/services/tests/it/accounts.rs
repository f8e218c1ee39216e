use onedoor_base::{Country, LocalAccountId, Phone, Timestamp};
use onedoor_services::accounts::{
    AccountState, AccountStep, Email, LocalAccount, Origin, PasswordCheck, ResetOutcome, SignInVerdict,
    UserName, UserNameRefused, decide_reset, decide_sign_in,
};

#[test]
fn user_names_of_all_scripts_are_accepted_and_compared_without_case() {
    for (text, key) in [
        ("nguyenvana", "nguyenvana"),
        ("Nguyễn.Văn-A", "nguyễn.văn-a"),
        ("ИвановИ1", "иванови1"),
        ("王小明88", "王小明88"),
        ("an@example.vn", "an@example.vn"),
        (" Ａｎ１２３ ", "an123"),
    ] {
        let name = UserName::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!((name.as_str(), name.key()), (text.trim(), key));
        assert_eq!(UserName::key_of(&text.to_uppercase()), key);
        assert_eq!(UserName::from_stored(name.as_str().to_owned()), name);
    }
    let decomposed = UserName::parse("Nguye\u{302}\u{303}n").unwrap();
    assert_eq!(decomposed.key(), UserName::parse("Nguyễn").unwrap().key());
}

#[test]
fn user_names_are_refused_with_a_reason() {
    for (text, why) in [
        ("", UserNameRefused::TooShort),
        ("an", UserNameRefused::TooShort),
        (&"a".repeat(65), UserNameRefused::TooLong),
        ("nguyen van a", UserNameRefused::Character),
        ("_nguyen", UserNameRefused::Character),
        ("<script>", UserNameRefused::Character),
        ("nguy\u{200b}en", UserNameRefused::Character),
        ("nguy\u{202e}en", UserNameRefused::Character),
        ("nguy\0en", UserNameRefused::Character),
    ] {
        assert_eq!(UserName::parse(text), Err(why), "{text:?}");
    }
    // Older systems allowed more; what nobody can see stays out.
    assert_eq!(UserName::imported("a").unwrap().key(), "a");
    assert_eq!(UserName::imported("Trần Thị B").unwrap().key(), "trần thị b");
    assert_eq!(UserName::imported("a\u{200b}b"), Err(UserNameRefused::Character));
    assert_eq!(UserName::key_of(&"x".repeat(1_000_000)).len(), 128);
}

#[test]
fn only_the_right_password_learns_how_an_account_stands() {
    let right = PasswordCheck::Right { replace: true };
    let states = [None, Some(AccountState::Active), Some(AccountState::Locked), Some(AccountState::Closed)];
    for state in states {
        for check in [PasswordCheck::Wrong, PasswordCheck::Unreadable] {
            assert_eq!(decide_sign_in(state, check), SignInVerdict::WrongNameOrPassword);
        }
    }
    let verdicts = states.map(|state| decide_sign_in(state, right));
    let expected = [
        SignInVerdict::WrongNameOrPassword,
        SignInVerdict::SignedIn { replace_hash: true },
        SignInVerdict::Locked,
        SignInVerdict::WrongNameOrPassword,
    ];
    assert_eq!(verdicts, expected);
}

#[test]
fn a_reset_goes_to_the_phone_on_record_or_nowhere() {
    let phone = Phone::parse("0912345678", Country::Vietnam).unwrap();
    let account = LocalAccount {
        id: LocalAccountId::from_bytes([1; 16]),
        user_name: UserName::parse("nguyenvana").unwrap(),
        organisation: None,
        display_name: "Nguyễn Văn A".into(),
        phone: Some(phone.clone()),
        email: None,
        state: AccountState::Active,
        origin: Origin::Imported,
        created_at: Timestamp::from_millis(0),
    };
    let mailbox = Email::parse("a@mail.example").unwrap();
    let sent = ResetOutcome::SendCode(phone);
    assert_eq!(decide_reset(Some(&account), None, false), sent);
    assert_eq!(decide_reset(Some(&account), Some(&mailbox), true), sent, "the phone is the better proof");
    let no_phone = LocalAccount { phone: None, ..account.clone() };
    for without in [
        LocalAccount { state: AccountState::Locked, ..account.clone() },
        LocalAccount { state: AccountState::Closed, ..account },
    ] {
        assert_eq!(decide_reset(Some(&without), Some(&mailbox), false), ResetOutcome::SendNothing);
    }
    assert_eq!(decide_reset(Some(&no_phone), None, false), ResetOutcome::SendNothing);
    assert_eq!(decide_reset(None, None, false), ResetOutcome::SendNothing);
    let letter = decide_reset(Some(&no_phone), Some(&mailbox), false);
    assert_eq!(letter, ResetOutcome::SendLetter(mailbox.clone()));
    assert_eq!(
        decide_reset(Some(&no_phone), Some(&mailbox), true),
        ResetOutcome::SendNothing,
        "a national identity opens it: that is the way in"
    );
}

#[test]
fn a_closed_account_stays_closed() {
    for step in [AccountStep::Lock, AccountStep::Unlock, AccountStep::Close] {
        assert!(AccountState::Closed.after(step).is_err());
    }
    let round = AccountState::Active.after(AccountStep::Lock).and_then(|s| s.after(AccountStep::Unlock));
    assert_eq!(round, Ok(AccountState::Active));
    assert!(AccountState::Active.after(AccountStep::Unlock).is_err());
    for state in [AccountState::Active, AccountState::Locked, AccountState::Closed] {
        assert_eq!(AccountState::from_name(state.name()), Some(state));
    }
    for origin in [Origin::Registered, Origin::Imported, Origin::NationalSignIn] {
        assert_eq!(Origin::from_name(origin.name()), Some(origin));
    }
}

#[test]
fn mail_addresses() {
    for (text, address, masked) in [
        (" An.Nguyen@Example.VN ", "An.Nguyen@example.vn", "A•••@example.vn"),
        ("почта@пример.рф", "почта@пример.рф", "п•••@пример.рф"),
    ] {
        let email = Email::parse(text).unwrap();
        assert_eq!((email.as_str(), email.masked().as_str()), (address, masked));
    }
    for bad in [
        "a\u{202e}@mail.example",
        "a\u{3164}@mail.example",
        "",
        "an",
        "an@",
        "@example.vn",
        "an@localhost",
        "an@-a.vn",
        "an@a..vn",
        "a n@example.vn",
        "an@exa mple.vn",
        "an\n@example.vn",
    ] {
        assert!(Email::parse(bad).is_err(), "{bad}");
    }
}
