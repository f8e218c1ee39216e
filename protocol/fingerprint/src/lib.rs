#![doc = include_str!("../README.md")]

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as TEXT;
use rand_core_06::{CryptoRng, Error as DiceError, RngCore};
use voprf::{
    BlindedElement, EvaluationElement, Group, Proof, Ristretto255 as Suite, VoprfClient, VoprfServer,
};

/// How many numbers are evaluated in one call.
pub const MOST: usize = 200;

/// A point of the group, as it is sent: a blinded number, an evaluated one, a public key.
pub type Element = [u8; 32];
/// A fingerprint.
pub type Print = [u8; 32];
/// Overwrites bytes with unpredictable ones.
pub type Dice<'a> = &'a dyn Fn(&mut [u8]);

/// Why there are no fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// What should be a point of the group is none.
    #[error("not a point of the group")]
    NoElement,
    /// None, or more than [`MOST`].
    #[error("none, or too many at once")]
    HowMany,
    /// The proof does not show that the published key was used.
    #[error("the proof does not hold for the published key")]
    OtherKey,
}

/// The identity's key for one portal.
pub struct Key(VoprfServer<Suite>);

/// What the identity answers to blinded numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated {
    /// One for each, in their order.
    pub elements: Vec<Element>,
    /// That all of them were evaluated with the published key.
    pub proof: [u8; 64],
}

impl Key {
    /// The key that belongs to this seed and name (RFC 9497 section 3.2.1).
    pub fn derive(seed: &[u8; 32], name: &str) -> Result<Self, Refused> {
        VoprfServer::new_from_seed(seed, name.as_bytes()).map(Self).map_err(|_| Refused::NoElement)
    }

    /// What is published of it.
    pub fn public(&self) -> Element {
        Suite::serialize_elem(self.0.get_public_key()).into()
    }

    /// The fingerprint of a number that the identity knows.
    pub fn print(&self, number: &str) -> Result<Print, Refused> {
        let output = self.0.evaluate(number.as_bytes()).map_err(|_| Refused::NoElement)?;
        Ok(first_half(&output))
    }

    /// Evaluates blinded numbers, and proves it. What they are is not to be seen.
    pub fn evaluate(&self, blinded: &[Element], dice: Dice<'_>) -> Result<Evaluated, Refused> {
        if blinded.is_empty() || blinded.len() > MOST {
            return Err(Refused::HowMany);
        }
        let read = |one: &Element| BlindedElement::<Suite>::deserialize(one).map_err(|_| Refused::NoElement);
        let blinded = blinded.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let done = self.0.batch_blind_evaluate(&mut Thrown(dice), &blinded).map_err(|_| Refused::HowMany)?;
        let mut proof = [0; 64];
        proof.copy_from_slice(&done.proof.serialize());
        Ok(Evaluated { elements: done.messages.iter().map(|one| one.serialize().into()).collect(), proof })
    }
}

/// Numbers, blinded anew each time, and what unblinds them.
pub struct Blinded {
    numbers: Vec<String>,
    clients: Vec<VoprfClient<Suite>>,
    elements: Vec<Element>,
}

impl Blinded {
    /// Blinds numbers.
    pub fn of(numbers: Vec<String>, dice: Dice<'_>) -> Result<Self, Refused> {
        if numbers.is_empty() || numbers.len() > MOST {
            return Err(Refused::HowMany);
        }
        let (mut clients, mut elements) = (Vec::new(), Vec::new());
        for number in &numbers {
            let blind = VoprfClient::<Suite>::blind(number.as_bytes(), &mut Thrown(dice));
            let blind = blind.map_err(|_| Refused::NoElement)?;
            elements.push(blind.message.serialize().into());
            clients.push(blind.state);
        }
        Ok(Self { numbers, clients, elements })
    }

    /// What is sent to the identity.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// The fingerprints, in the order of the numbers, if the answer was made with the key of this public one.
    pub fn prints(self, public: &Element, answer: &Evaluated) -> Result<Vec<Print>, Refused> {
        if answer.elements.len() != self.numbers.len() {
            return Err(Refused::HowMany);
        }
        let public = Suite::deserialize_elem(public).map_err(|_| Refused::NoElement)?;
        let read =
            |one: &Element| EvaluationElement::<Suite>::deserialize(one).map_err(|_| Refused::NoElement);
        let elements = answer.elements.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let proof = Proof::<Suite>::deserialize(&answer.proof).map_err(|_| Refused::OtherKey)?;
        let inputs: Vec<&[u8]> = self.numbers.iter().map(String::as_bytes).collect();
        let outputs = VoprfClient::batch_finalize(&inputs, &self.clients, &elements, &proof, public)
            .map_err(|_| Refused::OtherKey)?;
        outputs
            .map(|output| output.map(|output| first_half(&output)).map_err(|_| Refused::NoElement))
            .collect()
    }
}

/// As it stands in messages: base64url without padding (RFC 4648 section 5).
pub fn to_text(bytes: &[u8]) -> String {
    TEXT.encode(bytes)
}

/// From a message; `None` if it is not exactly so many bytes.
pub fn from_text<const N: usize>(text: &str) -> Option<[u8; N]> {
    TEXT.decode(text).ok()?.try_into().ok()
}

/// The output has 64 bytes; half of them tell numbers apart as well, and are kept as other fingerprints are.
fn first_half(output: &[u8]) -> Print {
    let mut print = [0; 32];
    print.copy_from_slice(&output[..32]);
    print
}

/// Randomness that is passed in, as the library wants it.
struct Thrown<'a>(Dice<'a>);

impl RngCore for Thrown<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        (self.0)(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        (self.0)(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        (self.0)(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), DiceError> {
        (self.0)(bytes);
        Ok(())
    }
}

impl CryptoRng for Thrown<'_> {}

#[cfg(test)]
mod tests;
