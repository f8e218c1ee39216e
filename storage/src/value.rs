use onedoor_base::{Digest, Timestamp};

/// A parameter of a statement. These four are all that a database holds here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Absent.
    Null,
    /// A number, a truth value (0 or 1) or a time in milliseconds.
    Int(i64),
    /// Text in UTF-8.
    Text(String),
    /// Bytes: ids, digests, sealed values.
    Bytes(Vec<u8>),
}

/// The parameters of a statement, each turned into a [`Value`]: `params![account.id, &name, now]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$($crate::Value::from($value)),*] as &[$crate::Value]
    };
}

macro_rules! from {
    ($($kind:ty => |$value:ident| $make:expr;)+) => {$(
        impl From<$kind> for Value {
            fn from($value: $kind) -> Self {
                $make
            }
        }
    )+};
}

from! {
    i64 => |value| Self::Int(value);
    i32 => |value| Self::Int(value.into());
    u32 => |value| Self::Int(value.into());
    bool => |value| Self::Int(value.into());
    &str => |value| Self::Text(value.to_owned());
    String => |value| Self::Text(value);
    &String => |value| Self::Text(value.clone());
    Vec<u8> => |value| Self::Bytes(value);
    &[u8] => |value| Self::Bytes(value.to_vec());
    &Vec<u8> => |value| Self::Bytes(value.clone());
    Timestamp => |value| Self::Int(value.millis());
    Digest => |value| Self::Bytes(value.0.to_vec());
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Value {
    fn from(value: &[u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
