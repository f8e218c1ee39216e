use url::form_urlencoded;

/// The longest parameter list that is read, in bytes, before decoding.
const LONGEST_LIST: usize = 32 * 1024;
/// The most parameters in one list.
const MOST_PARAMETERS: usize = 64;
/// The one parameter that may be repeated (RFC 8707 section 2); we take no notice of it.
const REPEATABLE: &str = "resource";

/// A decoded list of parameters, none repeated, none empty.
///
/// A parameter without a value counts as not sent (RFC 6749 section 3.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

/// The list of parameters cannot be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParametersError {
    /// Longer than anybody needs.
    #[error("the parameter list is too long")]
    TooLong,
    /// The same name twice (RFC 6749 sections 3.1 and 3.2 forbid it).
    #[error("a parameter is repeated")]
    Repeated,
    /// A control character in a name or value.
    #[error("a parameter contains a control character")]
    ControlCharacter,
}

impl Parameters {
    /// Reads `application/x-www-form-urlencoded` bytes: a query string or a form body.
    pub fn parse(encoded: impl AsRef<[u8]>) -> Result<Self, ParametersError> {
        let encoded = encoded.as_ref();
        if encoded.len() > LONGEST_LIST {
            return Err(ParametersError::TooLong);
        }
        Self::from_pairs(
            form_urlencoded::parse(encoded).map(|(name, value)| (name.into_owned(), value.into_owned())),
        )
    }

    /// From pairs that are already decoded; the same rules apply.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, ParametersError> {
        let mut list: Vec<(String, String)> = Vec::with_capacity(12);
        for (name, value) in pairs {
            if list.len() == MOST_PARAMETERS {
                return Err(ParametersError::TooLong);
            }
            if name.chars().chain(value.chars()).any(char::is_control) {
                return Err(ParametersError::ControlCharacter);
            }
            if name != REPEATABLE && list.iter().any(|(known, _)| *known == name) {
                return Err(ParametersError::Repeated);
            }
            list.push((name, value));
        }
        Ok(Self(list))
    }

    /// The value of a parameter, if it was sent with one.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// All pairs in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
