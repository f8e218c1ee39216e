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
