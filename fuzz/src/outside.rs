//! What operators, other providers, spreadsheets and visitors write.

use onedoor_base::{Country, plain_digit};
use onedoor_captcha::{Check, Work};
use onedoor_csv::{Endless, LONGEST_ROW, RowEnds};
use onedoor_oidc::discovery::ProviderMetadata;
use onedoor_places::{AddressForm, check_address, write_out};
use onedoor_smpp::{Body, Coding, Frames, MOST_PARTS, Pdu, Receipt, segments};

use crate::COUNTRIES;

/// Whatever an operator's side says: what can be read can be written and read again.
pub fn sms_packets(bytes: &[u8]) -> bool {
    let (mut frames, mut taken) = (Frames::new(), false);
    for piece in bytes.chunks(61) {
        frames.push(piece);
        while let Ok(Some(frame)) = frames.take() {
            let Ok(pdu) = Pdu::read(&frame) else { continue };
            taken = true;
            if let Body::DeliverSm(deliver) = &pdu.body
                && let Some(receipt) = Receipt::read(deliver)
            {
                assert!(!receipt.id.is_empty() && !receipt.spellings().is_empty());
            }
            let mut again = Frames::new();
            again.push(&pdu.write());
            let frame = again.take().expect("our own packet").expect("a whole one");
            assert!(Pdu::read(&frame).is_ok());
        }
    }
    taken
}

/// Whatever a message says: its parts fit.
pub fn sms_texts(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let Ok(parts) = segments(text, 7) else { return false };
    assert!((1..=MOST_PARTS).contains(&parts.len()));
    for part in &parts {
        let most = if part.coding == Coding::Ucs2 { 140 } else { 160 };
        assert!(part.octets.len() <= most && part.has_header == (parts.len() > 1));
    }
    true
}

/// Names of places as visitors look for them, and addresses, a field a line.
pub fn places(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut taken = false;
    for country in COUNTRIES {
        let tables = onedoor_places::places(country);
        let found = tables.search(text, 20);
        assert!(found.places.len() <= 20 && found.former.len() <= 20);
        assert!(found.places.iter().all(|place| tables.path(place.code).contains(place)));
        let _ = tables.within(Some(text));
        taken |= !found.places.is_empty();
    }
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let country = match line() {
        "vn" => Some(Country::Vietnam),
        "cn" => Some(Country::China),
        "ru" => Some(Country::Russia),
        _ => None,
    };
    let form = AddressForm {
        country,
        recipient: line(),
        phone: line(),
        street: line(),
        place: line(),
        town: line(),
        postcode: line(),
        label: line(),
    };
    if let Ok(address) = check_address(form) {
        assert!(!write_out(&address).is_empty());
        taken = true;
    }
    taken
}

/// What a provider says of itself.
pub fn discovery(bytes: &[u8]) -> bool {
    let Ok(metadata) = ProviderMetadata::parse(bytes, "https://id.example") else { return false };
    assert_eq!(metadata.issuer, "https://id.example");
    let written = serde_json::to_vec(&metadata).expect("texts can be written");
    assert_eq!(ProviderMetadata::parse(&written, "https://id.example").as_ref(), Ok(&metadata));
    let _ = metadata.check_response_issuer(Some("https://id.example"));
    true
}

/// CSV files: no row without an end is read, and whoever follows the file in pieces says the same.
pub fn rows(bytes: &[u8]) -> bool {
    let mut file = onedoor_csv::open(bytes).expect("bytes can be read");
    let mut record = csv::StringRecord::new();
    // An error is told once.
    let (mut rows, mut endless) = match file.headers() {
        Ok(heading) => (usize::from(!heading.is_empty()), None),
        Err(error) => (0, Endless::of(&error)),
    };
    while endless.is_none() {
        match file.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                assert!(record.as_slice().len() <= LONGEST_ROW);
                rows += 1;
            }
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {}
            Err(error) => {
                endless = Some(Endless::of(&error).expect("nothing else is wrong with bytes"));
            }
        }
    }
    let mut ends = RowEnds::of(bytes);
    let followed = bytes.chunks(7).try_for_each(|piece| ends.follow(piece)).and_then(|()| ends.end());
    assert_eq!(followed.err(), endless);
    rows > 0
}

/// What a check holds, what is typed for it, and the work that stands for it: a token and numbers, a line each.
pub fn captcha(bytes: &[u8]) -> bool {
    if let Some(check) = Check::read(bytes) {
        assert_eq!(Check::read(&check.written()), Some(check));
        return true;
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    assert!(text.chars().map(plain_digit).all(|c| !('０'..='９').contains(&c)));
    let Some((token, done)) = text.split_once('\n') else { return false };
    let right = Work { puzzles: 3, bits: 4 }.is_done(token, done);
    if right {
        assert_eq!(done.split(',').count(), 3);
    }
    right
}
