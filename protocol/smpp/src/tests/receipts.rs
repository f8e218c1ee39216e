use crate::*;

fn deliver(text: &str) -> Deliver {
    Deliver {
        from: Address::phone("+84912345678"),
        to: Address::sender("VNeID"),
        is_receipt: true,
        text: text.to_owned(),
        about: None,
        state: None,
    }
}

fn read(text: &str) -> Option<(String, Fate)> {
    Receipt::read(&deliver(text)).map(|receipt| (receipt.id, receipt.fate))
}

#[test]
fn the_text_of_a_receipt_says_what_became_of_it() {
    let rest = "sub:001 dlvrd:001 submit date:2611221430 done date:2611221431";
    let cases = [
        (
            format!("id:0123456789 {rest} stat:DELIVRD err:000 text:stat:UNDELIV"),
            "0123456789",
            Fate::Delivered,
        ),
        (
            format!("id:a7-b {rest} stat:UNDELIV err:0A1 Text:Ma"),
            "a7-b",
            Fate::Failed("UNDELIV 0A1".to_owned()),
        ),
        (format!("ID:7 {rest} Stat:expired Err:000"), "7", Fate::Failed("EXPIRED".to_owned())),
        (format!("id:7 {rest} stat:ACCEPTD err:000 text:"), "7", Fate::UnderWay),
        (
            format!("id:7 {rest} stat:<SCRIPT>alert(1)</SCRIPT> err:000 text:"),
            "7",
            Fate::Failed("SCRIPTalert1SCRI".to_uppercase()),
        ),
    ];
    for (text, id, fate) in cases {
        assert_eq!(read(&text), Some((id.to_owned(), fate)), "{text}");
    }
}

#[test]
fn what_says_nothing_of_a_message_is_none() {
    for text in ["", "id:", "stat:DELIVRD", "id:7", "valid:7 stat:DELIVRD", "text:id:7 stat:DELIVRD", "é id:"]
    {
        assert_eq!(read(text), None, "{text}");
    }
    let long = format!("id:{} stat:DELIVRD", "7".repeat(66));
    assert_eq!(read(&long), None);
    let spoken = Deliver { is_receipt: false, ..deliver("id:7 stat:DELIVRD") };
    assert_eq!(Receipt::read(&spoken), None);
}

#[test]
fn the_fields_of_the_packet_go_before_its_text() {
    let both =
        Deliver { about: Some("tlv".to_owned()), state: Some(5), ..deliver("id:7 stat:DELIVRD err:001") };
    let fate = Fate::Failed("UNDELIV 001".to_owned());
    assert_eq!(Receipt::read(&both), Some(Receipt { id: "tlv".to_owned(), fate }));
    let octets = Pdu::new(5, Body::DeliverSm(both.clone())).write();
    let mut frames = Frames::new();
    frames.push(&octets);
    let read = Pdu::read(&frames.take().unwrap().unwrap()).unwrap();
    assert_eq!(read.body, Body::DeliverSm(both));
}

#[test]
fn a_number_is_the_same_however_it_is_written() {
    for (answered, told) in [
        ("a7", "a7"),
        ("00A7", "a7"),
        ("A7", "167"),
        ("000000A7", "0000000167"),
        ("167", "A7"),
        ("0000167", "0xA7".trim_start_matches("0x")),
        ("0", "000"),
        ("4F3C2B1A09876543", "5709485818427958595"),
        ("op-1", "op-1"),
        ("0197f3c2-0000-7000", "0197f3c2-0000-7000"),
    ] {
        assert!(spellings(told).contains(&plain_id(answered)), "{answered} {told} {:?}", spellings(told));
    }
    // Exactly as it was answered comes first.
    assert_eq!(spellings("0010"), ["10", "a", "16"]);
    for (answered, told) in [("op-1", "OP-1"), ("a7", "a8"), ("-0a", "a"), ("+7", "7")] {
        assert!(!spellings(told).contains(&plain_id(answered)), "{answered} {told}");
    }
    // No number of this world: never a panic.
    assert_eq!(spellings(&"f".repeat(64)), ["f".repeat(64)]);
    assert_eq!(spellings(""), [""]);
}
