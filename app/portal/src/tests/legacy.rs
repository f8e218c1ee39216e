//! Hashes of older systems: good for one sign-in, which replaces them.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use onedoor_password::{Format, Kind, classify};
use onedoor_storage::services::password_kinds;

use super::actors::{TestPortal, one_stop, sign_in_with};

const OLD_PASSWORD: &str = "Mật khẩu số 1";

/// The same password in each of the accepted formats.
const HASHES: [(Format, &str); 7] = [
    (Format::Bcrypt, "$2b$05$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm"),
    (
        Format::Pbkdf2Sha256,
        "$pbkdf2-sha256$i=1000,l=32$c2l4dGVlbiBieXRlIHNsdA$cDwglLbbGlEMz4xEOBoNOUtQFmubkkKXGGf3R8P0ui0",
    ),
    (Format::Pbkdf2Sha256, "pbkdf2_sha256$1000$Cn6W9Z21CVU2$aogtQ9CjllhvnOYCy5olopV4Ib96al91kZw3Lqe9kO8="),
    (Format::Ssha, "{SSHA}lNu8rTzKyiG60bdPl9tzxjiWmOiZMyZk"),
    (Format::Ssha256, "{SSHA256}qtVR7WgVSYdhn0hmXADXuOAdUTMn/BplUt5M67UWplvofa91Tuk9Bw=="),
    (
        Format::Ssha512,
        "{SSHA512}E5dBTyT966CrMzO772UKk5HEvEV3SSJnHBN0mWQhNqesTfU//FK5vDQa+MPyqYzMWLni9bqtuuKs72z4GlRZCCCE8P7/n1Oq",
    ),
    (Format::Md5Crypt, "$1$ROjGfG2T$UIn9lybyYKcjRD05Le3uR0"),
];

#[tokio::test]
async fn every_format_signs_in_once_and_is_replaced() {
    let portal = TestPortal::of(one_stop()).await;
    for (place, (format, hash)) in HASHES.into_iter().enumerate() {
        assert_eq!(classify(hash), Ok(format));
        let name = format!("user{place}");
        let mut record = portal.record(None, &name);
        record.password_hash = Some(hash.to_owned());
        let id = portal.keep(record).await;
        let wrong = sign_in_with(&mut portal.visitor(), "", &name, "Mật khẩu số 2").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(portal.kept(id).await.password_hash.as_deref(), Some(hash), "{name} was not signed in");
        sign_in_with(&mut portal.visitor(), "", &name, OLD_PASSWORD).await.assert_leads_to("/");
        let replaced = portal.kept(id).await.password_hash.expect("a hash");
        assert_eq!(classify(&replaced), Ok(Format::Argon2id), "{name}");
        sign_in_with(&mut portal.visitor(), "", &name, OLD_PASSWORD).await.assert_leads_to("/");
        assert_eq!(portal.kept(id).await.password_hash, Some(replaced), "once is enough");
    }
}

#[tokio::test]
async fn two_sign_ins_at_once_both_succeed() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.password_hash = Some(HASHES[0].1.to_owned());
    portal.keep(record).await;
    let (mut one, mut two) = (portal.visitor(), portal.visitor());
    let (first, second) = tokio::join!(
        sign_in_with(&mut one, "", "lan", OLD_PASSWORD),
        sign_in_with(&mut two, "", "lan", OLD_PASSWORD)
    );
    first.assert_leads_to("/");
    second.assert_leads_to("/");
}

#[tokio::test]
async fn hashes_from_before_their_kinds_were_noted_are_found() {
    let portal = TestPortal::of(one_stop()).await;
    for (place, (_, hash)) in HASHES.into_iter().enumerate() {
        let mut record = portal.record(None, &format!("user{place}"));
        record.password_hash = Some(hash.to_owned());
        portal.keep_alone(record).await;
    }
    portal.with_password(None, "lan").await;
    let noted = async || {
        let store = &portal.site().store;
        store.read(|tx| Box::pin(async move { password_kinds::all(tx).await })).await.expect("they are read")
    };
    assert_eq!(noted().await, Vec::<String>::new());
    onedoor_site::upkeep::note_kinds(portal.site()).await.expect("they are noted");
    let of_imported: BTreeSet<String> =
        HASHES.into_iter().map(|(_, hash)| Kind::of(hash).expect("a kind").to_string()).collect();
    assert_eq!(noted().await, of_imported.into_iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn a_password_is_the_same_however_a_keyboard_composes_it() {
    // "Mật khẩu" as some keyboards of Windows send it, with its marks apart, and with a space that does not break.
    let apart = "M\u{e2}\u{323}t\u{a0}kh\u{e2}\u{309}u s\u{f4}\u{301} 1";
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    let mut record = portal.record(None, "hoa");
    record.password_hash = Some(HASHES[0].1.to_owned());
    portal.keep(record).await;
    sign_in_with(&mut portal.visitor(), "", "hoa", apart).await.assert_leads_to("/");
    // What an older system hashed as it came is good for one sign-in, too, and then is like any other.
    let mut record = portal.record(None, "an");
    let as_it_came = onedoor_password::hash(apart, [1; 16], &mut onedoor_password::Workspace::new());
    record.password_hash = Some(as_it_came.expect("a hash"));
    let came = portal.keep(record).await;
    let before = portal.kept(came).await.password_hash;
    sign_in_with(&mut portal.visitor(), "", "an", apart).await.assert_leads_to("/");
    assert_ne!(portal.kept(came).await.password_hash, before, "it is replaced");
    sign_in_with(&mut portal.visitor(), "", "an", OLD_PASSWORD).await.assert_leads_to("/");
    let wrong = sign_in_with(&mut portal.visitor(), "", "lan", apart).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(portal.kept(id).await.password_hash.is_some());
}

#[tokio::test]
async fn a_nul_is_refused_before_it_reaches_the_database() {
    let portal = TestPortal::of(one_stop()).await;
    let answer = sign_in_with(&mut portal.visitor(), "", "lan\0", OLD_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = portal.visitor().get("/procedures?q=khai%00sinh").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
