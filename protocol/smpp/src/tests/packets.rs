use crate::*;

fn frame(octets: &[u8]) -> Frame {
    let mut frames = Frames::new();
    frames.push(octets);
    let frame = frames.take().unwrap().unwrap();
    assert_eq!(frames.take(), Ok(None));
    frame
}

/// The example of the specification, section 3.2.3 in spirit: a bind, octet by octet.
#[test]
fn a_bind_is_written_as_the_specification_has_it() {
    let bind = Bind {
        system_id: "SMPP3TEST".to_owned(),
        password: "secret08".to_owned(),
        system_type: "SUBMIT1".to_owned(),
    };
    let octets = Pdu::new(1, Body::BindTransceiver(bind)).write();
    let wanted = [
        &[0, 0, 0, 0x2F, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 1][..],
        b"SMPP3TEST\0secret08\0SUBMIT1\0",
        &[0x34, 0, 0, 0],
    ];
    assert_eq!(octets, wanted.concat());
}

#[test]
fn a_message_is_written_as_the_specification_has_it() {
    let submit = Submit {
        from: Address::sender("VNeID"),
        to: Address::phone("+84912345678"),
        has_header: false,
        coding: 8,
        text: vec![0x1E, 0xA1],
        receipt: true,
    };
    let octets = Pdu::new(7, Body::SubmitSm(submit)).write();
    let wanted = [
        &[0, 0, 0, 0x37, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 7, 0][..],
        b"\x05\x00VNeID\0",
        b"\x01\x0184912345678\0",
        &[0, 0, 0, 0, 0, 1, 0, 8, 0, 2, 0x1E, 0xA1],
    ];
    let mut wanted = wanted.concat();
    wanted[3] = u8::try_from(wanted.len()).unwrap();
    assert_eq!(octets, wanted);
}

#[test]
fn a_sender_is_a_number_a_short_number_or_a_name() {
    for (name, kind, plan, text) in [
        ("+84912345678", 1, 1, "84912345678"),
        ("8069", 3, 0, "8069"),
        ("VNeID", 5, 0, "VNeID"),
        ("+", 5, 0, "+"),
        ("", 0, 0, ""),
    ] {
        assert_eq!(Address::sender(name), Address { kind, plan, text: text.to_owned() }, "{name}");
    }
}

#[test]
fn packets_come_in_pieces_and_several_at_once() {
    let one = Pdu::new(1, Body::EnquireLink);
    let two = Pdu::answer(2, Status::OK, Body::SubmitSmResp("a7".to_owned()));
    let octets = [one.write(), two.write()].concat();
    for cut in 0..octets.len() {
        let mut frames = Frames::new();
        let mut found = Vec::new();
        for piece in [&octets[..cut], &octets[cut..]] {
            frames.push(piece);
            while let Some(frame) = frames.take().unwrap() {
                found.push(Pdu::read(&frame).unwrap());
            }
        }
        assert_eq!(found, [one.clone(), two.clone()], "cut at {cut}");
    }
}

#[test]
fn a_length_that_cannot_be_ends_the_stream() {
    for length in [0_u32, 1, 15, 66_001, u32::MAX] {
        let mut frames = Frames::new();
        frames.push(&length.to_be_bytes());
        assert_eq!(frames.take(), Err(LostStream(length)));
    }
    let mut frames = Frames::new();
    frames.push(&16_u32.to_be_bytes());
    assert_eq!(frames.take(), Ok(None));
}

#[test]
fn an_answer_that_says_no_may_come_without_fields() {
    let octets = [0, 0, 0, 16, 0x80, 0, 0, 4, 0, 0, 0, 0x58, 0, 0, 0, 9];
    let pdu = Pdu::read(&frame(&octets)).unwrap();
    assert_eq!(pdu, Pdu::answer(9, Status::THROTTLED, Body::SubmitSmResp(String::new())));
    assert_eq!(pdu.status.meaning(), Meaning::Slower);
}

#[test]
fn a_packet_that_breaks_off_is_told_and_the_next_is_read() {
    let mut octets = Pdu::answer(3, Status::OK, Body::SubmitSmResp("a7".to_owned())).write();
    // The nought at the end of the id is missing.
    octets.pop();
    octets[3] -= 1;
    assert_eq!(Pdu::read(&frame(&octets)), Err(MalformedPdu::Endless));
    let mut frames = Frames::new();
    frames.push(&octets);
    frames.push(&Pdu::new(4, Body::Unbind).write());
    assert!(Pdu::read(&frames.take().unwrap().unwrap()).is_err());
    assert_eq!(Pdu::read(&frames.take().unwrap().unwrap()), Ok(Pdu::new(4, Body::Unbind)));
}

#[test]
fn what_an_answer_means() {
    for (status, meaning) in [
        (0x00, Meaning::Taken),
        (0x01, Meaning::Refused),
        (0x08, Meaning::Later),
        (0x0B, Meaning::Refused),
        (0x0E, Meaning::NotBound),
        (0x14, Meaning::Slower),
        (0x58, Meaning::Slower),
        (0x0400, Meaning::Strange),
    ] {
        assert_eq!(Status(status).meaning(), meaning, "{status:x}");
    }
    assert_eq!(Status(0x58).to_string(), "SMPP status 0x00000058");
}

#[test]
fn neither_password_nor_message_is_printed() {
    let bind = Bind { system_id: "us".to_owned(), password: "hidden".to_owned(), system_type: String::new() };
    let submit = Submit {
        from: Address::default(),
        to: Address::phone("+84912345678"),
        has_header: false,
        coding: 0,
        text: b"hidden".to_vec(),
        receipt: false,
    };
    let told = format!("{bind:?} {submit:?} {:?}", Pdu::new(1, Body::BindTransceiver(bind.clone())));
    assert!(!told.contains("hidden") && !told.contains("849"), "{told}");
}
