//! What must hold for any octets, tried on octets that are the same in every run.

use crate::*;

/// A repeatable stream (Knuth's linear congruential generator, its upper half).
struct Stream(u64);

impl Stream {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn octet(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    fn word(&mut self) -> String {
        (0..self.below(12)).map(|_| char::from(b'!' + u8::try_from(self.below(90)).unwrap())).collect()
    }

    fn address(&mut self) -> Address {
        Address { kind: self.octet(), plan: self.octet(), text: self.word() }
    }

    fn body(&mut self) -> Body {
        match self.below(9) {
            0 => Body::BindTransceiver(Bind {
                system_id: self.word(),
                password: self.word(),
                system_type: self.word(),
            }),
            1 => Body::SubmitSm(Submit {
                from: self.address(),
                to: self.address(),
                has_header: self.below(2) == 0,
                coding: self.octet(),
                text: (0..self.below(255)).map(|_| self.octet()).collect(),
                receipt: self.below(2) == 0,
            }),
            2 => Body::SubmitSmResp(self.word()),
            3 => Body::DeliverSm(Deliver {
                from: self.address(),
                to: self.address(),
                is_receipt: self.below(2) == 0,
                text: format!("id:{} stat:{}", self.word(), self.word()),
                about: (self.below(2) == 0).then(|| self.word()),
                state: (self.below(2) == 0).then(|| self.octet()),
            }),
            4 => Body::DeliverSmResp,
            5 => Body::EnquireLink,
            6 => Body::UnbindResp,
            7 => Body::GenericNack,
            _ => Body::BindTransceiverResp(self.word()),
        }
    }
}

#[test]
fn what_is_written_is_read_again() {
    let mut stream = Stream(1);
    for round in 0..20_000 {
        let pdu = Pdu { status: Status(round), sequence: round ^ 0x55AA, body: stream.body() };
        let mut frames = Frames::new();
        frames.push(&pdu.write());
        let frame = frames.take().unwrap().unwrap();
        assert_eq!(Pdu::read(&frame).as_ref(), Ok(&pdu));
        assert_eq!(frames.take(), Ok(None));
    }
}

#[test]
fn no_octets_make_it_panic() {
    let mut stream = Stream(2);
    let (mut read, mut malformed) = (0, 0);
    for _ in 0..60_000 {
        let mut octets = Pdu::new(1, stream.body()).write();
        for _ in 0..=stream.below(4) {
            let at = stream.below(octets.len());
            match stream.below(3) {
                0 => octets[at] = stream.octet(),
                1 => octets.truncate(at.max(1)),
                _ => octets.insert(at, stream.octet()),
            }
        }
        // Most with a length that is right, so that what stands behind it is looked at.
        if stream.below(4) > 0 && octets.len() >= 16 {
            let length = u32::try_from(octets.len()).unwrap().to_be_bytes();
            octets[..4].copy_from_slice(&length);
        }
        let mut frames = Frames::new();
        frames.push(&octets);
        while let Ok(Some(frame)) = frames.take() {
            match Pdu::read(&frame) {
                Ok(Pdu { body: Body::DeliverSm(deliver), .. }) => {
                    read += 1;
                    if let Some(receipt) = Receipt::read(&deliver) {
                        assert!(!receipt.id.is_empty() && receipt.id.len() <= 65);
                    }
                }
                Ok(_) => read += 1,
                Err(_) => malformed += 1,
            }
        }
    }
    assert!(read > 5_000 && malformed > 5_000, "{read} {malformed}");
}

#[test]
fn the_parts_of_any_text_fit_and_lose_nothing() {
    let letters: Vec<char> = "aZ0 @€[~ạếữ验证码Ящ🎻\n\u{1b}\u{301}".chars().collect();
    let mut stream = Stream(3);
    for _ in 0..4_000 {
        let few = if stream.below(2) == 0 { 8 } else { letters.len() };
        let text: String = (0..stream.below(500)).map(|_| letters[stream.below(few)]).collect();
        let parts = segments(&text, 1).unwrap();
        let without = |part: &Segment| part.octets[if part.has_header { 6 } else { 0 }..].to_vec();
        let whole: Vec<u8> = parts.iter().flat_map(without).collect();
        let wanted: Vec<u8> = match parts[0].coding {
            Coding::Gsm => text.chars().flat_map(|c| default_alphabet(c).unwrap()).collect(),
            Coding::Ucs2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        assert_eq!(whole, wanted);
        for part in &parts {
            let most = if part.coding == Coding::Ucs2 { 140 } else { 160 };
            assert!(part.octets.len() <= most);
            // No letter is taken apart: each part can be read by itself.
            if part.coding == Coding::Ucs2 {
                let units: Vec<u16> =
                    without(part).chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
                String::from_utf16(&units).unwrap();
            } else {
                assert_ne!(without(part).last(), Some(&0x1B));
            }
        }
    }
}
