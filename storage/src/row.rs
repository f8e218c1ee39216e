use std::sync::Arc;

use onedoor_base::{
    AbsorptionId, AccountId, AlarmId, ApplicationId, ArrivalId, AuditId, BatchId, BegunSignInId, ClientKey,
    CodeId, ConsentId, ContactId, CorrectionId, DataKeyId, DeviceId, Digest, DossierId, EventId, GrantId,
    InteractionId, JobId, LinkId, LinkProofId, LocalAccountId, LookId, MergeId, MessageId, PasskeyId,
    PhoneSignInId, PostalAddressId, ProposalId, RecoveryId, ReferralId, RegisterImportId, SessionId,
    SigninId, SigningKeyId, StaffProposalId, SystemStepId, Timestamp, TotpId,
};

use crate::{StorageError, Value};

/// One row of an answer. Columns are read by name; a value of the wrong kind, an absent value where
/// one is needed and a missing column are [`StorageError::BadRow`], naming statement and column.
#[derive(Debug)]
pub struct Row {
    statement: &'static str,
    cells: Cells,
}

#[derive(Debug)]
enum Cells {
    Sqlite { columns: Arc<[Box<str>]>, values: Vec<Value> },
    Postgres(tokio_postgres::Row),
}

/// A value as it lies in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'r> {
    Null,
    Int(i64),
    Text(&'r str),
    Bytes(&'r [u8]),
}

impl Row {
    pub(crate) fn sqlite(statement: &'static str, columns: Arc<[Box<str>]>, values: Vec<Value>) -> Self {
        Self { statement, cells: Cells::Sqlite { columns, values } }
    }

    pub(crate) fn postgres(statement: &'static str, row: tokio_postgres::Row) -> Self {
        Self { statement, cells: Cells::Postgres(row) }
    }

    /// A [`StorageError::BadRow`] about a column of this row, for values whose meaning the caller
    /// knows: `Level::from_rank(rank).ok_or_else(|| row.bad("level", "no such rank"))`.
    pub fn bad(&self, column: &'static str, problem: impl Into<String>) -> StorageError {
        StorageError::BadRow { statement: self.statement, column, problem: problem.into() }
    }

    /// A number.
    pub fn int(&self, column: &'static str) -> Result<i64, StorageError> {
        self.present(column, self.opt_int(column)?)
    }

    /// A number, if there is one.
    pub fn opt_int(&self, column: &'static str) -> Result<Option<i64>, StorageError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Int(value) => Ok(Some(value)),
            Cell::Text(_) | Cell::Bytes(_) => Err(self.bad(column, "not a number")),
        }
    }

    /// A truth value, held as 0 or 1.
    pub fn bool(&self, column: &'static str) -> Result<bool, StorageError> {
        self.present(column, self.opt_bool(column)?)
    }

    /// A truth value, if there is one.
    pub fn opt_bool(&self, column: &'static str) -> Result<Option<bool>, StorageError> {
        match self.opt_int(column)? {
            None => Ok(None),
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            Some(_) => Err(self.bad(column, "neither 0 nor 1")),
        }
    }

    /// Text, borrowed.
    pub fn str(&self, column: &'static str) -> Result<&str, StorageError> {
        self.present(column, self.opt_str(column)?)
    }

    /// Text, borrowed, if there is any.
    pub fn opt_str(&self, column: &'static str) -> Result<Option<&str>, StorageError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Text(value) => Ok(Some(value)),
            Cell::Int(_) | Cell::Bytes(_) => Err(self.bad(column, "not a text")),
        }
    }

    /// Text.
    pub fn text(&self, column: &'static str) -> Result<String, StorageError> {
        self.str(column).map(str::to_owned)
    }

    /// Text, if there is any.
    pub fn opt_text(&self, column: &'static str) -> Result<Option<String>, StorageError> {
        Ok(self.opt_str(column)?.map(str::to_owned))
    }

    /// Bytes.
    pub fn bytes(&self, column: &'static str) -> Result<Vec<u8>, StorageError> {
        self.present(column, self.opt_bytes(column)?)
    }

    /// Bytes, if there are any.
    pub fn opt_bytes(&self, column: &'static str) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.slice(column)?.map(<[u8]>::to_vec))
    }

    /// A moment, held in milliseconds.
    pub fn time(&self, column: &'static str) -> Result<Timestamp, StorageError> {
        self.int(column).map(Timestamp::from_millis)
    }

    /// A moment, if there is one.
    pub fn opt_time(&self, column: &'static str) -> Result<Option<Timestamp>, StorageError> {
        Ok(self.opt_int(column)?.map(Timestamp::from_millis))
    }

    /// An id: `row.id::<AccountId>("account_id")`.
    pub fn id<I: FromId>(&self, column: &'static str) -> Result<I, StorageError> {
        self.present(column, self.opt_id(column)?)
    }

    /// An id, if there is one.
    pub fn opt_id<I: FromId>(&self, column: &'static str) -> Result<Option<I>, StorageError> {
        Ok(self.array(column)?.map(I::from_id))
    }

    /// A digest.
    pub fn digest(&self, column: &'static str) -> Result<Digest, StorageError> {
        self.present(column, self.opt_digest(column)?)
    }

    /// A digest, if there is one.
    pub fn opt_digest(&self, column: &'static str) -> Result<Option<Digest>, StorageError> {
        Ok(self.array(column)?.map(Digest))
    }

    fn array<const N: usize>(&self, column: &'static str) -> Result<Option<[u8; N]>, StorageError> {
        let Some(bytes) = self.slice(column)? else { return Ok(None) };
        bytes.try_into().map(Some).map_err(|_| self.bad(column, format!("{} bytes, not {N}", bytes.len())))
    }

    fn slice(&self, column: &'static str) -> Result<Option<&[u8]>, StorageError> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Bytes(value) => Ok(Some(value)),
            Cell::Int(_) | Cell::Text(_) => Err(self.bad(column, "not bytes")),
        }
    }

    fn present<T>(&self, column: &'static str, value: Option<T>) -> Result<T, StorageError> {
        value.ok_or_else(|| self.bad(column, "absent"))
    }

    fn cell(&self, column: &'static str) -> Result<Cell<'_>, StorageError> {
        let missing = || self.bad(column, "no such column");
        match &self.cells {
            Cells::Sqlite { columns, values } => {
                let at = columns.iter().position(|name| **name == *column).ok_or_else(missing)?;
                Ok(match &values[at] {
                    Value::Null => Cell::Null,
                    Value::Int(value) => Cell::Int(*value),
                    Value::Text(value) => Cell::Text(value),
                    Value::Bytes(value) => Cell::Bytes(value),
                })
            }
            Cells::Postgres(row) => {
                let at = row.columns().iter().position(|c| c.name() == column).ok_or_else(missing)?;
                row.try_get(at).map_err(|error| self.bad(column, error.to_string()))
            }
        }
    }
}

/// An id type that a column can hold.
pub trait FromId {
    /// From the sixteen bytes of the column.
    fn from_id(bytes: [u8; 16]) -> Self;
}

macro_rules! ids {
    ($($id:ident)+) => {$(
        impl FromId for $id {
            fn from_id(bytes: [u8; 16]) -> Self {
                Self::from_bytes(bytes)
            }
        }

        impl From<$id> for Value {
            fn from(id: $id) -> Self {
                Self::Bytes(id.as_bytes().to_vec())
            }
        }
    )+};
}

ids! {
    AbsorptionId AccountId AlarmId ApplicationId ArrivalId AuditId BatchId BegunSignInId ClientKey CodeId
    ConsentId ContactId DataKeyId DeviceId DossierId EventId GrantId InteractionId JobId LinkId
    LinkProofId LocalAccountId LookId MergeId MessageId PasskeyId PhoneSignInId PostalAddressId
    ProposalId RecoveryId ReferralId RegisterImportId SessionId SigninId SigningKeyId StaffProposalId SystemStepId CorrectionId
    TotpId
}
