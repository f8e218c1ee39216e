//! Whatever an operator's side says: no panic, and what can be read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onedoor_smpp::{Body, Frames, Pdu, Receipt};

fuzz_target!(|octets: &[u8]| {
    let mut frames = Frames::new();
    for piece in octets.chunks(61) {
        frames.push(piece);
        while let Ok(Some(frame)) = frames.take() {
            let Ok(pdu) = Pdu::read(&frame) else { continue };
            if let Body::DeliverSm(deliver) = &pdu.body {
                let _ = Receipt::read(deliver);
            }
            let mut again = Frames::new();
            again.push(&pdu.write());
            let frame = again.take().expect("our own packet").expect("a whole one");
            assert!(Pdu::read(&frame).is_ok());
        }
    }
});
