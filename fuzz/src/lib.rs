//! Readers of bytes that come from outside, one function each, as a fuzzer calls them. A reader may refuse whatever it
//! likes; it must not panic, and what it has read must hold.
//!
//! `scripts/fuzz.sh` lets libFuzzer look for what breaks one; `cargo test` in this directory gives each of them what such
//! runs found worth keeping (`corpus/NAME`), and the seeds below, spoilt some thousand times in the same way in every run.

use onedoor_authenticators::webauthn::{
    Assertion, Backup, Known, PublicKey, Refused, Registration, RelyingParty, verify_assertion,
    verify_registration,
};
use onedoor_base::{Country, Email, Language, Phone};
use onedoor_national_id::{self as national_id, FormerNumber, card};
use onedoor_oidc::authorize::{Endpoint, entry, read};
use onedoor_oidc::keys::Jwks;
use onedoor_oidc::logout::LogoutRequest;
use onedoor_oidc::{Parameters, bearer, jwt, relying_party};
use onedoor_people::{ClaimForm, Identifier, LoginName, NumberClaim, PersonName, read_day};

mod outside;
mod proofing;

pub use outside::{captcha, discovery, places, rows, sms_packets, sms_texts};
pub use proofing::{card_code, face_answer, face_picture, register_answer, register_file, register_portrait};

/// A reader: its name, what it is tried with, and itself.
pub struct Reader {
    /// The name of its target.
    pub name: &'static str,
    /// Inputs that it takes, to begin with; a test asks for that.
    pub seeds: &'static [&'static [u8]],
    /// Reads; whether there was anything that it takes.
    pub read: fn(&[u8]) -> bool,
}

impl Reader {
    /// How often each seed is spoilt in a test.
    pub fn rounds(&self) -> usize {
        match self.name {
            // It looks through ten thousand units each time.
            "places" => 60,
            // A whole picture is unpacked each time.
            "card_code" | "face_picture" => 200,
            _ => 5_000,
        }
    }
}

/// All of them.
pub const READERS: &[Reader] = &[
    Reader { name: "national_id", seeds: &[b"001 090 123 456", b"11010519491231002x", b"112-233-445 95"], read: national_id },
    Reader { name: "cards", seeds: &["001190000018|012345678|Nguy\u{1ec5}n Th\u{1ecb} H\u{f2}a|07031990|N\u{1eef}|S\u{1ed1} 3, H\u{e0} N\u{1ed9}i|12052021".as_bytes(), "001190000018||An|07031990|Nam|H\u{e0} N\u{1ed9}i|12052021|Em||".as_bytes(), "001190000018|An|07031990|Nam|Hue|12052021".as_bytes()], read: cards },
    Reader { name: "names", seeds: &["Nguy\u{1ec5}n Th\u{1ecb} Khai".as_bytes(), b"minh.khai", b"7.3.1990", b"+84 912 345 678"], read: names },
    Reader { name: "contacts", seeds: &[b"+84912345678", b"an@mail.example", b"vi-VN,vi;q=0.9,en;q=0.5"], read: contacts },
    Reader { name: "webauthn", seeds: &[include_bytes!("../seeds/webauthn-made.json"), include_bytes!("../seeds/webauthn-used.json"), include_bytes!("../seeds/key-es256.cose"), include_bytes!("../seeds/key-rs256.cose"), include_bytes!("../seeds/key-eddsa.cose")], read: webauthn },
    Reader { name: "jose", seeds: &[b"eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.e30.AAAA", include_bytes!("../seeds/jwks.json"), b"Bearer abc.def"], read: jose },
    Reader { name: "forms", seeds: &[b"client_id=a&redirect_uri=https%3A%2F%2Fa.example%2F&scope=openid&state=s&response_type=code"], read: forms },
    Reader { name: "documents", seeds: &[include_bytes!("../seeds/tokens.json"), include_bytes!("../seeds/told.json"), include_bytes!("../seeds/description.json")], read: documents },
    Reader { name: "hashes", seeds: &[b"$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", b"$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzABCDC", b"$1$salt$UsdFqFVB.FsuinRDK5eE..", b"{SSHA}MTIzNDU2Nzg5MDEyMzQ1Njc4OTBzYWx0c2FsdA=="], read: hashes },
    Reader { name: "sms_packets", seeds: &[BIND_ANSWER, RECEIPT], read: sms_packets },
    Reader { name: "sms_texts", seeds: &["Mã của bạn là 123456".as_bytes(), b"a plain text", "🎻€[".as_bytes()], read: sms_texts },
    Reader { name: "places", seeds: &["hoan kiem ha noi".as_bytes(), "济南历下".as_bytes(), "vn\nAn\n0912 345 678\n1 Tràng Tiền\n00070\n\n10000".as_bytes(), b"Ba Vi"], read: places },
    Reader { name: "discovery", seeds: &[DISCOVERY], read: discovery },
    Reader { name: "rows", seeds: &[b"user_name;national_number\r\nan;001090123456\r\n\"b\nc\";\"\"\"\"\r\n", b"a,b\n1,2\n3,\"4", b"\xef\xbb\xbfa\tb\n\"1\"\t2"], read: rows },
    Reader { name: "captcha", seeds: &[b"{\"purpose\":\"sign-in\",\"digits\":\"01234\",\"seed\":7,\"until\":1795244709000,\"risk\":1}", b"token\n6,10,36"], read: captcha },
    Reader { name: "elements", seeds: &[b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], read: elements },
    Reader { name: "register_portrait", seeds: &[br#"{"portrait":"/9j/4A=="}"#], read: register_portrait },
    Reader { name: "face_answer", seeds: &[include_bytes!("../seeds/face-answer.json")], read: face_answer },
    Reader { name: "register_answer", seeds: &[include_bytes!("../seeds/register-answer.json")], read: register_answer },
    Reader { name: "register_file", seeds: &[include_bytes!("../seeds/register.csv"), b"number,name,born\n001190000018,An,1990-03-07\n"], read: register_file },
    Reader { name: "card_code", seeds: &[include_bytes!("../seeds/card-code.png")], read: card_code },
    Reader { name: "face_picture", seeds: &[include_bytes!("../seeds/face.png")], read: face_picture },
];

/// A provider's document with all that a sign-in needs.
const DISCOVERY: &[u8] = b"{\"issuer\":\"https://id.example\",\"authorization_endpoint\":\"https://id.example/a\",\
    \"token_endpoint\":\"https://id.example/t\",\"jwks_uri\":\"https://id.example/j\",\"scopes_supported\":[\"openid\"],\
    \"authorization_response_iss_parameter_supported\":true}";
/// An operator's answer to a bind, and what it says of a message (SMPP 3.4, sections 4.1.6 and 4.6.1).
const BIND_ANSWER: &[u8] = b"\0\0\0\x13\x80\0\0\x09\0\0\0\0\0\0\0\x01op\0";
const RECEIPT: &[u8] = b"\0\0\0\x48\0\0\0\x05\0\0\0\0\0\0\0\x02\0\x01\x0184912345678\0\x05\0VNeID\0\
    \x04\0\0\0\0\0\0\0\0\x17id:7 stat:DELIVRD text:";

const COUNTRIES: [Country; 3] = [Country::Vietnam, Country::China, Country::Russia];

/// Personal numbers of the three countries, and the former number of Vietnam.
pub fn national_id(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut taken = FormerNumber::parse(text).is_ok();
    for country in [national_id::Country::Vietnam, national_id::Country::China, national_id::Country::Russia]
    {
        if let Ok(number) = national_id::parse_claimed(country, text) {
            assert_eq!(number.as_str().len(), country.length());
            assert_eq!(national_id::parse_claimed(country, &number.grouped()).as_ref(), Ok(&number));
            let _ = (number.says(), number.masked());
            taken = true;
        }
        let _ = national_id::parse(country, text);
    }
    taken
}

/// The text of the code on an identity card.
pub fn cards(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Ok(card) = card::read(text) else { return false };
    let today = card::Day { year: 2026, month: 11, day: 22 };
    assert!(!card.name.is_empty() && !card.name.contains('|'));
    assert_eq!(card.more.is_empty(), card.layout != card::Layout::Like2024);
    let _ = card::check(&card, today, card::LEAST_AGE);
    true
}

/// Names of people, login names, days, and what is typed at the door.
pub fn names(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut taken = read_day(text).is_some();
    if let Ok(name) = PersonName::parse(text) {
        assert_eq!(PersonName::parse(name.as_str()).as_ref(), Ok(&name), "read again, it is the same");
        taken = true;
    }
    if let Ok(login) = LoginName::choose(text) {
        assert_eq!(LoginName::parse(login.as_str()).as_ref(), Ok(&login));
        assert!(login.others_like_it().iter().all(|other| *other != login));
        taken = true;
    }
    let (number, born) =
        text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
    for country in COUNTRIES {
        taken |=
            matches!(Identifier::read(text, country), Some(Identifier::Phone(_) | Identifier::Number(_)));
        let _ = NumberClaim::check(ClaimForm { number, country, born });
    }
    taken
}

/// Telephone numbers, mail addresses, languages.
pub fn contacts(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut taken = Language::from_accept(text).is_some();
    for country in COUNTRIES {
        if let Ok(phone) = Phone::parse(text, country) {
            assert_eq!(Phone::parse(phone.as_str(), country).as_ref(), Ok(&phone));
            let _ = (phone.prefix(), phone.at_home());
            taken = true;
        }
    }
    if let Ok(email) = Email::parse(text) {
        assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email));
        let _ = email.masked();
        taken = true;
    }
    taken
}

/// What an authenticator says: JSON around CBOR and COSE.
pub fn webauthn(bytes: &[u8]) -> bool {
    const PARTY: RelyingParty<'_> = RelyingParty { id: "id.example", origin: "https://id.example" };
    if PublicKey::read(bytes).is_ok() {
        return true;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let made = Registration::parse(text).and_then(|made| verify_registration(&made, b"challenge", PARTY));
    if let Ok(made) = &made {
        assert!(PublicKey::read(&made.public_key).is_ok());
    }
    let backup = Backup { eligible: false, done: false };
    let public_key = include_bytes!("../seeds/key-es256.cose");
    let known = Known { public_key, counter: 0, backup, user_handle: b"account" };
    let used = Assertion::parse(text).map(|used| verify_assertion(&used, b"challenge", PARTY, known));
    // Everything is right but the signature, which nobody guesses.
    made.is_ok() || matches!(used, Ok(Err(Refused::Signature)))
}

/// Signed tokens and sets of keys.
pub fn jose(bytes: &[u8]) -> bool {
    let taken = Jwks::parse(bytes).is_ok();
    let Ok(text) = std::str::from_utf8(bytes) else { return taken };
    taken | jwt::CompactJws::parse(text).is_ok() | bearer::token(Some(text)).is_ok()
}

/// Queries and forms of OAuth 2 and OpenID Connect.
pub fn forms(bytes: &[u8]) -> bool {
    let Ok(params) = Parameters::parse(bytes) else { return false };
    let _ = read(Endpoint::Authorize, &params, None);
    let _ = LogoutRequest::read(&params);
    let answers = relying_party::Answer::read(&params).is_ok();
    entry(&params).is_ok() | answers
}

/// What other sites say of links, and what token endpoints answer.
pub fn documents(bytes: &[u8]) -> bool {
    relying_party::read_tokens(200, bytes).is_ok()
        | serde_json::from_slice::<onedoor_linking_protocol::Told>(bytes).is_ok()
        | serde_json::from_slice::<onedoor_linking_protocol::Description>(bytes).is_ok()
}

/// Stored hashes of passwords, which an import brings, and filters of known ones.
pub fn hashes(bytes: &[u8]) -> bool {
    let filter = onedoor_password::PasswordFilter::read(bytes.to_vec().into());
    if let Ok(filter) = &filter {
        let _ = filter.holds("password");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return filter.is_ok() };
    filter.is_ok() | onedoor_password::classify(text).is_ok()
}

/// Group elements in text, as two sites exchange them.
pub fn elements(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Some(element) = onedoor_fingerprint::from_text::<32>(text) else { return false };
    assert_eq!(onedoor_fingerprint::from_text::<32>(&onedoor_fingerprint::to_text(&element)), Some(element));
    true
}
