use super::PASSWORD;
use crate::*;

const LEGACY: [(&str, Format); 19] = [
    ("$2a$05$JvPg3Rfd8qO95hwJkLc/R.ZUoqfLQhe2IVljW3OAFCQ5p6AWa9Hjq", Format::Bcrypt),
    ("$2b$05$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm", Format::Bcrypt),
    ("$2y$05$fXXxcwSeo1ayjeVPSi1jXuuYTMVuLmhDw1y0Rg7vXhQm1AwTtJFGu", Format::Bcrypt),
    ("{CRYPT}$2b$05$abcdefghijklmnopqrstuuhnvayPinIeh/mqkJQpKaeeo9Z0idG3W", Format::Bcrypt),
    (
        "$pbkdf2-sha256$i=1000,l=32$c2l4dGVlbiBieXRlIHNsdA$cDwglLbbGlEMz4xEOBoNOUtQFmubkkKXGGf3R8P0ui0",
        Format::Pbkdf2Sha256,
    ),
    (
        "$pbkdf2-sha256$1000$idHa.98bI8Q455xTas2Zkw$aBMQHoXns.vK/l9wisWtwwwwGGS.bvhtqAE0bYq.r3k",
        Format::Pbkdf2Sha256,
    ),
    (
        "$pbkdf2-sha512$i=1000,l=64$c2l4dGVlbiBieXRlIHNsdA$UjsRQfNjka2YWJzZEfkhsfexq7W6nV0iOOYwjhzZzQT2L2D7bHXhio+tGO5Zcfjug6aCSporxi4pN8Rha8NKjA",
        Format::Pbkdf2Sha512,
    ),
    (
        "$pbkdf2-sha512$1000$9l4rxThnTMnZuxci5LzXGg$mqetD/R3DM8hZ5XbkUNwlHP5a0FaBvbHJmtdtPgvfY6V/0anBtDBNiS7Xa5M/.zzdjWYNclyhfiX4/7bslytHg",
        Format::Pbkdf2Sha512,
    ),
    ("pbkdf2_sha256$1000$Cn6W9Z21CVU2$aogtQ9CjllhvnOYCy5olopV4Ib96al91kZw3Lqe9kO8=", Format::Pbkdf2Sha256),
    ("pbkdf2_sha256$2000$djangosalt$fOWdavDwaL0oGRN157635gz6JpEvF+5gDvXlN25hsAs=", Format::Pbkdf2Sha256),
    ("{SSHA}lNu8rTzKyiG60bdPl9tzxjiWmOiZMyZk", Format::Ssha),
    ("{SSHA}6oPzszjOJTwAL+PcqeIRwUYYVxRzYWx0c2FsdA==", Format::Ssha),
    ("{ssha}6oPzszjOJTwAL+PcqeIRwUYYVxRzYWx0c2FsdA", Format::Ssha),
    ("{SSHA256}qtVR7WgVSYdhn0hmXADXuOAdUTMn/BplUt5M67UWplvofa91Tuk9Bw==", Format::Ssha256),
    ("{SSHA256}+Qs2fp1zd1uFI9YPQtPMyzku2pUmF6Hb6/qGhmxzQUNzYWx0c2FsdA==", Format::Ssha256),
    (
        "{SSHA512}E5dBTyT966CrMzO772UKk5HEvEV3SSJnHBN0mWQhNqesTfU//FK5vDQa+MPyqYzMWLni9bqtuuKs72z4GlRZCCCE8P7/n1Oq",
        Format::Ssha512,
    ),
    ("$1$ROjGfG2T$UIn9lybyYKcjRD05Le3uR0", Format::Md5Crypt),
    ("$1$abcdefgh$MI1lbHcHIVqQgiKJgjjWM.", Format::Md5Crypt),
    ("{crypt}$1$abcdefgh$MI1lbHcHIVqQgiKJgjjWM.", Format::Md5Crypt),
];

#[test]
fn legacy_hashes_are_right_and_to_be_replaced() {
    let mut workspace = Workspace::new();
    for (text, format) in LEGACY {
        assert_eq!(classify(text), Ok(format), "{text}");
        assert_eq!(verify(text, PASSWORD, &mut workspace), Verdict::Right { replace: true }, "{text}");
        assert_eq!(verify(text, b"wrong", &mut workspace), Verdict::Wrong, "{text}");
    }
}

#[test]
fn what_fails_costs_the_same_with_every_kind_of_hash_and_without_one() {
    let hashes: Vec<&str> = LEGACY.iter().map(|(text, _)| *text).collect();
    let kinds: Vec<Kind> = hashes.iter().map(|text| Kind::of(text).unwrap()).collect();
    let work = |hash: Option<&str>| {
        let mut workspace = Workspace::new();
        assert_eq!(verify_among(hash, &kinds, b"wrong", &mut workspace), Verdict::Wrong);
        workspace.checked().clone()
    };
    let nobodys = work(None);
    assert_eq!(nobodys[&Kind::OURS], 1);
    assert_eq!(nobodys.len(), 9, "{nobodys:?}");
    assert!(nobodys.values().all(|count| *count == 1));
    let ours = hash(PASSWORD, [3; SALT_BYTES], &mut Workspace::new()).unwrap();
    for hash in hashes.into_iter().chain([ours.as_str()]) {
        assert_eq!(work(Some(hash)), nobodys, "{hash}");
    }
}

#[test]
fn a_kind_is_written_and_read() {
    for (text, format) in LEGACY {
        let kind = Kind::of(text).unwrap();
        assert!(kind.to_string().starts_with(format.name()));
        assert_eq!(kind.to_string().parse(), Ok(kind), "{text}");
    }
    assert_eq!(Kind::OURS.to_string(), "argon2id 19456 2 1");
    for text in
        ["", "bcrypt", "bcrypt 31 0 0", "bcrypt 5 0", "bcrypt 5 1 0", "pbkdf2-sha256 1000 4000000000 0"]
    {
        assert_eq!(text.parse::<Kind>(), Err(NoKind), "{text}");
    }
}

#[test]
fn md5_crypt_takes_passwords_of_every_length() {
    let mut workspace = Workspace::new();
    for (password, text) in [
        ("", "$1$ab$rn6aQS/o7141mj179E/zA."),
        ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "$1$saltsalt$lTT80f5GEB.8cfLv43D0D1"),
    ] {
        assert_eq!(verify(text, password.as_bytes(), &mut workspace), Verdict::Right { replace: true });
    }
}

#[test]
fn hashes_that_are_weapons_are_refused() {
    for (text, format) in [
        ("$argon2id$v=19$m=4294967295,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=131073,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=8,t=4294967295,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=131072,t=16,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=4096,t=1,p=500$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$2b$31$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm", Format::Bcrypt),
        ("pbkdf2_sha256$4294967295$salt$aogtQ9CjllhvnOYCy5olopV4Ib96al91kZw3Lqe9kO8=", Format::Pbkdf2Sha256),
        ("$pbkdf2-sha256$i=4000001$c2FsdA$aBMQHoXns.vK/l9wisWtwwwwGGS.bvhtqAE0bYq.r3k", Format::Pbkdf2Sha256),
    ] {
        assert_eq!(classify(text), Err(Unreadable::TooCostly(format)), "{text}");
    }
}

#[test]
fn damaged_hashes_are_unreadable() {
    for (text, format) in [
        ("$argon2id$v=16$m=4096,t=1,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$t=1,m=4096,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=4096,t=1,p=1,x=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=0,t=0,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5Q", Format::Argon2id),
        ("$argon2id$v=19$m=4096,t=1,p=1$$", Format::Argon2id),
        ("$2b$03$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm", Format::Bcrypt),
        ("$2b$05$tooshort", Format::Bcrypt),
        ("pbkdf2_sha256$0$salt$aogtQ9CjllhvnOYCy5olopV4Ib96al91kZw3Lqe9kO8=", Format::Pbkdf2Sha256),
        ("pbkdf2_sha256$1000$salt", Format::Pbkdf2Sha256),
        ("$pbkdf2-sha512$i=1000$c2FsdA$!!!", Format::Pbkdf2Sha512),
        ("{SSHA}", Format::Ssha),
        ("{SSHA}6oPzszjOJTwAL+PcqeIRwUYYVxQ=", Format::Ssha),
        ("{SSHA256}6oPzszjOJTwAL+PcqeIRwUYYVxRzYWx0c2FsdA==", Format::Ssha256),
        ("$1$abcdefghi$MI1lbHcHIVqQgiKJgjjWM.", Format::Md5Crypt),
        ("$1$abcdefgh$MI1lbHcHIVqQgiKJgjjWM=", Format::Md5Crypt),
        ("$1$abcdefgh", Format::Md5Crypt),
    ] {
        assert_eq!(classify(text), Err(Unreadable::Malformed(format)), "{text}");
    }
    let mut workspace = Workspace::new();
    for text in
        ["", "!", "password", "$2x$05$abc", "{MD5}abc", "$6$salt$abc", "$pbkdf2-sha256x$1$a$b", "ế{SSHA}"]
    {
        assert_eq!(classify(text), Err(Unreadable::UnknownFormat), "{text}");
        assert_eq!(verify(text, PASSWORD, &mut workspace), Verdict::Unreadable, "{text}");
    }
}

/// Every cut of every hash, and every single byte overwritten, is read without a panic.
#[test]
fn nothing_makes_the_reader_panic() {
    for (text, _) in LEGACY {
        for cut in 0..text.len() {
            let _ = classify(&text[..cut]);
            for byte in ["$", "ế", "\0", "9", "="] {
                let _ = classify(&format!("{}{byte}{}", &text[..cut], &text[cut + 1..]));
            }
        }
    }
}
