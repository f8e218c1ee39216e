//! An authenticator of our own, with keys of `aws-lc-rs`, that says what it is told to say.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;

use crate::webauthn::RelyingParty;

pub(super) const PARTY: RelyingParty<'_> =
    RelyingParty { id: "vneid.localhost", origin: "http://vneid.localhost:8080" };
pub(super) const CHALLENGE: &[u8] = b"a challenge of sixteen or more bytes";
pub(super) const CREDENTIAL: &[u8] = b"credential";
pub(super) const HANDLE: &[u8] = b"account";

/// Present, verified.
pub(super) const FLAGS: u8 = 0x05;

pub(super) enum Key {
    Es256(Box<EcdsaKeyPair>),
    EdDsa(Ed25519KeyPair),
    /// As Windows Hello makes it where the computer's chip knows nothing newer.
    Rs256(Box<rsa::KeyPair>),
}

/// What is said, of which a test changes one thing.
#[derive(Clone)]
pub(super) struct Says {
    pub(super) kind: &'static str,
    pub(super) challenge: Vec<u8>,
    pub(super) origin: &'static str,
    pub(super) cross_origin: bool,
    pub(super) party: &'static str,
    pub(super) flags: u8,
    pub(super) counter: u32,
    pub(super) handle: Option<&'static [u8]>,
}

impl Says {
    pub(super) fn create() -> Self {
        Self { kind: "webauthn.create", flags: FLAGS | 0x40, ..Self::get() }
    }

    pub(super) fn get() -> Self {
        Self {
            kind: "webauthn.get",
            challenge: CHALLENGE.to_vec(),
            origin: PARTY.origin,
            cross_origin: false,
            party: PARTY.id,
            flags: FLAGS,
            counter: 0,
            handle: Some(HANDLE),
        }
    }

    fn client_data(&self) -> Vec<u8> {
        let challenge = URL_SAFE_NO_PAD.encode(&self.challenge);
        serde_json::json!({
            "type": self.kind, "challenge": challenge, "origin": self.origin, "crossOrigin": self.cross_origin,
            "other_keys_can_be_added_here": "do not compare clientDataJSON against a template",
        })
        .to_string()
        .into_bytes()
    }

    fn head(&self) -> Vec<u8> {
        let mut data = digest(&SHA256, self.party.as_bytes()).as_ref().to_vec();
        data.push(self.flags);
        data.extend(self.counter.to_be_bytes());
        data
    }
}

impl Key {
    pub(super) fn es256() -> Self {
        Self::Es256(Box::new(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key")))
    }

    pub(super) fn ed_dsa() -> Self {
        Self::EdDsa(Ed25519KeyPair::generate().expect("a key"))
    }

    pub(super) fn rs256() -> Self {
        Self::Rs256(Box::new(rsa::KeyPair::generate(rsa::KeySize::Rsa2048).expect("a key")))
    }

    pub(super) fn cose(&self) -> Vec<u8> {
        let int = |n: i64| Value::Integer(n.into());
        let map = match self {
            Self::Es256(key) => {
                let point = key.public_key().as_ref();
                vec![
                    (int(1), int(2)),
                    (int(3), int(-7)),
                    (int(-1), int(1)),
                    (int(-2), Value::Bytes(point[1..33].to_vec())),
                    (int(-3), Value::Bytes(point[33..].to_vec())),
                ]
            }
            Self::EdDsa(key) => vec![
                (int(1), int(1)),
                (int(3), int(-8)),
                (int(-1), int(6)),
                (int(-2), Value::Bytes(key.public_key().as_ref().to_vec())),
            ],
            Self::Rs256(key) => {
                // RSAPublicKey (RFC 8017 appendix A.1.1): 256 octets after a nought, then the exponent.
                let der = key.public_key().as_ref();
                let (modulus, exponent) = (&der[9..265], &der[der.len() - 3..]);
                vec![
                    (int(1), int(3)),
                    (int(3), int(-257)),
                    (int(-1), Value::Bytes(modulus.to_vec())),
                    (int(-2), Value::Bytes(exponent.to_vec())),
                ]
            }
        };
        cbor(&Value::Map(map))
    }

    /// The JSON of a registration.
    pub(super) fn registers(&self, says: &Says) -> String {
        let mut data = says.head();
        data.extend([0; 16]);
        data.extend(u16::try_from(CREDENTIAL.len()).expect("short").to_be_bytes());
        data.extend(CREDENTIAL);
        data.extend(self.cose());
        let attestation = cbor(&Value::Map(vec![
            (Value::Text("fmt".to_owned()), Value::Text("none".to_owned())),
            (Value::Text("attStmt".to_owned()), Value::Map(Vec::new())),
            (Value::Text("authData".to_owned()), Value::Bytes(data)),
        ]));
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        serde_json::json!({
            "id": encode(CREDENTIAL), "type": "public-key",
            "response": {
                "clientDataJSON": encode(&says.client_data()), "attestationObject": encode(&attestation),
            },
        })
        .to_string()
    }

    /// The JSON of a use.
    pub(super) fn signs(&self, says: &Says) -> String {
        let (data, client_data) = (says.head(), says.client_data());
        let mut message = data.clone();
        message.extend_from_slice(digest(&SHA256, &client_data).as_ref());
        let signature = match self {
            Self::Es256(key) => key.sign(&SystemRandom::new(), &message).expect("it signs").as_ref().to_vec(),
            Self::EdDsa(key) => key.sign(&message).as_ref().to_vec(),
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), &message, &mut signature)
                    .expect("it signs");
                signature
            }
        };
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        serde_json::json!({
            "id": encode(CREDENTIAL), "type": "public-key",
            "response": {
                "clientDataJSON": encode(&client_data), "authenticatorData": encode(&data),
                "signature": encode(&signature), "userHandle": says.handle.map(encode),
            },
        })
        .to_string()
    }
}

pub(super) fn cbor(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).expect("a vector takes everything");
    bytes
}
