//! Readers of bytes that come from outside, one function each, as a fuzzer calls them. A reader may refuse whatever it
//! likes; it must not panic, and what it has read must hold.
//!
//! `scripts/fuzz.sh` lets libFuzzer look for what breaks one; `cargo test` in this directory gives each of them what such
//! runs found worth keeping (`corpus/NAME`), and the seeds below, spoilt some thousand times in the same way in every run.

use onedoor_authenticators::webauthn::{Assertion, PublicKey, Registration};
use onedoor_base::{Country, Email, Language, Phone};
use onedoor_national_id::{self as national_id, FormerNumber};
use onedoor_oidc::authorize::{Endpoint, entry, read};
use onedoor_oidc::keys::Jwks;
use onedoor_oidc::logout::LogoutRequest;
use onedoor_oidc::{Parameters, bearer, jwt, relying_party};
use onedoor_people::{ClaimForm, Identifier, LoginName, NumberClaim, PersonName, read_day};

mod outside;

pub use outside::{captcha, discovery, places, rows, sms_packets, sms_texts};

/// A reader: its name, what it is tried with, and itself.
pub struct Reader {
    /// The name of its target.
    pub name: &'static str,
    /// Inputs that it takes, to begin with.
    pub seeds: &'static [&'static [u8]],
    /// Reads.
    pub read: fn(&[u8]),
}

impl Reader {
    /// How often each seed is spoilt in a test.
    pub fn rounds(&self) -> usize {
        // It looks through ten thousand units each time.
        if self.name == "places" { 60 } else { 5_000 }
    }
}

/// All of them.
pub const READERS: &[Reader] = &[
    Reader { name: "national_id", seeds: &[b"001 090 123 456", b"11010519491231002x", b"112-233-445 95"], read: national_id },
    Reader { name: "names", seeds: &["Nguy\u{1ec5}n Th\u{1ecb} Khai".as_bytes(), b"minh.khai", b"7.3.1990", b"+84 912 345 678"], read: names },
    Reader { name: "contacts", seeds: &[b"+84912345678", b"an@mail.example", b"vi-VN,vi;q=0.9,en;q=0.5"], read: contacts },
    Reader { name: "webauthn", seeds: &[WEBAUTHN, COSE], read: webauthn },
    Reader { name: "jose", seeds: &[b"eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.e30.AAAA", b"{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\"}]}"], read: jose },
    Reader { name: "forms", seeds: &[b"client_id=a&redirect_uri=https%3A%2F%2Fa.example%2F&scope=openid&state=s&response_type=code"], read: forms },
    Reader { name: "documents", seeds: &[b"{\"issuer\":\"https://id.example\",\"jwks_uri\":\"https://id.example/jwks\"}", b"{\"part\":{\"number\":1,\"standing\":\"confirmed\"},\"heard\":{\"number\":0,\"standing\":\"unknown\"}}"], read: documents },
    Reader { name: "hashes", seeds: &[b"$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA", b"$2b$12$abcdefghijklmnopqrstuu", b"$1$salt$hash"], read: hashes },
    Reader { name: "sms_packets", seeds: &[BIND_ANSWER, RECEIPT], read: sms_packets },
    Reader { name: "sms_texts", seeds: &["Mã của bạn là 123456".as_bytes(), b"a plain text", "🎻€[".as_bytes()], read: sms_texts },
    Reader { name: "places", seeds: &["hoan kiem ha noi".as_bytes(), "济南历下".as_bytes(), "vn\nAn\n0912 345 678\n1 Tràng Tiền\n00070\n\n10000".as_bytes(), b"Ba Vi"], read: places },
    Reader { name: "discovery", seeds: &[DISCOVERY], read: discovery },
    Reader { name: "rows", seeds: &[b"user_name;national_number\r\nan;001090123456\r\n\"b\nc\";\"\"\"\"\r\n", b"a,b\n1,\"2", b"\xef\xbb\xbfa\tb\n\"1\"\t2"], read: rows },
    Reader { name: "captcha", seeds: &[b"{\"purpose\":\"sign-in\",\"digits\":\"01234\",\"seed\":7,\"until\":1795244709000,\"risk\":1}", b"token\n12,7,93", "０１２ 3-4".as_bytes()], read: captcha },
    Reader { name: "elements", seeds: &[b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"], read: elements },
];

const WEBAUTHN: &[u8] = b"{\"id\":\"AAAA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"e30\",\
    \"attestationObject\":\"o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUEA\",\"authenticatorData\":\"AAAA\",\"signature\":\"AAAA\"}}";
const COSE: &[u8] = &[0xa3, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06];

/// A provider's document with all that a sign-in needs.
const DISCOVERY: &[u8] = b"{\"issuer\":\"https://id.example\",\"authorization_endpoint\":\"https://id.example/a\",\
    \"token_endpoint\":\"https://id.example/t\",\"jwks_uri\":\"https://id.example/j\",\"scopes_supported\":[\"openid\"],\
    \"authorization_response_iss_parameter_supported\":true}";
/// An operator's answer to a bind, and what it says of a message (SMPP 3.4, sections 4.1.6 and 4.6.1).
const BIND_ANSWER: &[u8] = b"\0\0\0\x13\x80\0\0\x09\0\0\0\0\0\0\0\x01op\0";
const RECEIPT: &[u8] = b"\0\0\0\x47\0\0\0\x05\0\0\0\0\0\0\0\x02\0\x01\x0184912345678\0\x05\0VNeID\0\
    \x04\0\0\0\0\0\0\0\0\x17id:7 stat:DELIVRD text:";

const COUNTRIES: [Country; 3] = [Country::Vietnam, Country::China, Country::Russia];

/// Personal numbers of the three countries, and the former number of Vietnam.
pub fn national_id(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for country in [national_id::Country::Vietnam, national_id::Country::China, national_id::Country::Russia]
    {
        if let Ok(number) = national_id::parse_claimed(country, text) {
            assert_eq!(number.as_str().len(), country.length());
            assert_eq!(national_id::parse_claimed(country, &number.grouped()).as_ref(), Ok(&number));
            let _ = (number.says(), number.masked());
        }
        let _ = national_id::parse(country, text);
    }
    let _ = FormerNumber::parse(text);
}

/// Names of people, login names, days, and what is typed at the door.
pub fn names(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(name) = PersonName::parse(text) {
        assert_eq!(PersonName::parse(name.as_str()).as_ref(), Ok(&name), "read again, it is the same");
    }
    if let Ok(login) = LoginName::choose(text) {
        assert_eq!(LoginName::parse(login.as_str()).as_ref(), Ok(&login));
        assert!(login.others_like_it().iter().all(|other| *other != login));
    }
    let _ = read_day(text);
    let (number, born) =
        text.split_at(text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at));
    for country in COUNTRIES {
        let _ = Identifier::read(text, country);
        let _ = NumberClaim::check(ClaimForm { number, country, born });
    }
}

/// Telephone numbers, mail addresses, languages.
pub fn contacts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for country in COUNTRIES {
        if let Ok(phone) = Phone::parse(text, country) {
            assert_eq!(Phone::parse(phone.as_str(), country).as_ref(), Ok(&phone));
            let _ = (phone.prefix(), phone.at_home());
        }
    }
    if let Ok(email) = Email::parse(text) {
        assert_eq!(Email::parse(email.as_str()).as_ref(), Ok(&email));
        let _ = email.masked();
    }
    let _ = Language::from_accept(text);
}

/// What an authenticator says: JSON around CBOR and COSE.
pub fn webauthn(bytes: &[u8]) {
    let _ = PublicKey::read(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Assertion::parse(text);
    let _ = Registration::parse(text);
}

/// Signed tokens and sets of keys.
pub fn jose(bytes: &[u8]) {
    let _ = Jwks::parse(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = jwt::CompactJws::parse(text);
    let _ = bearer::token(Some(text));
}

/// Queries and forms of OAuth 2 and OpenID Connect.
pub fn forms(bytes: &[u8]) {
    let Ok(params) = Parameters::parse(bytes) else { return };
    let _ = entry(&params);
    let _ = read(Endpoint::Authorize, &params, None);
    let _ = LogoutRequest::read(&params);
    let _ = relying_party::Answer::read(&params);
}

/// What other sites publish of themselves, and what they say of links.
pub fn documents(bytes: &[u8]) {
    let _ = relying_party::read_tokens(200, bytes);
    let _ = serde_json::from_slice::<onedoor_linking_protocol::Told>(bytes);
    let _ = serde_json::from_slice::<onedoor_linking_protocol::Report>(bytes);
    let _ = serde_json::from_slice::<onedoor_linking_protocol::Description>(bytes);
}

/// Stored hashes of passwords, which an import brings, and filters of known ones.
pub fn hashes(bytes: &[u8]) {
    if let Ok(filter) = onedoor_password::PasswordFilter::read(bytes.to_vec().into()) {
        let _ = filter.holds("password");
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = onedoor_password::classify(text);
}

/// Group elements in text, as two sites exchange them.
pub fn elements(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(element) = onedoor_fingerprint::from_text::<32>(text) {
        assert_eq!(
            onedoor_fingerprint::from_text::<32>(&onedoor_fingerprint::to_text(&element)),
            Some(element)
        );
    }
}
