//! Statements that ask for many rows at once, in one text for both engines: thirty-two values in a list.

use crate::Value;

/// How many one statement asks for; the last is asked for again where there are fewer.
pub(crate) const AT_ONCE: usize = 32;

/// A statement with a list of thirty-two values, `$1` to `$32`; the values after them begin with `$33`. Further pieces
/// are lists and texts in turns.
macro_rules! thirty_two {
    ($before:expr, $after:expr $(, $more:expr)*) => {
        concat!($before, $crate::many::thirty_two!(), $after $(, $crate::many::thirty_two!(), $more)*)
    };
    () => {
        "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, \
         $24, $25, $26, $27, $28, $29, $30, $31, $32)"
    };
}

/// A statement that inserts thirty-two rows of three columns, `$1` to `$96`.
macro_rules! thirty_two_rows {
    ($before:literal, $after:literal) => {
        concat!($before, $crate::many::thirty_two_rows!(), $after)
    };
    () => {
        "($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18), \
         ($19, $20, $21), ($22, $23, $24), ($25, $26, $27), ($28, $29, $30), ($31, $32, $33), \
         ($34, $35, $36), ($37, $38, $39), ($40, $41, $42), ($43, $44, $45), ($46, $47, $48), \
         ($49, $50, $51), ($52, $53, $54), ($55, $56, $57), ($58, $59, $60), ($61, $62, $63), \
         ($64, $65, $66), ($67, $68, $69), ($70, $71, $72), ($73, $74, $75), ($76, $77, $78), \
         ($79, $80, $81), ($82, $83, $84), ($85, $86, $87), ($88, $89, $90), ($91, $92, $93), \
         ($94, $95, $96)"
    };
}

pub(crate) use {thirty_two, thirty_two_rows};

/// The values of such a list; at most [`AT_ONCE`].
pub(crate) fn padded(values: &[Value]) -> impl Iterator<Item = Value> + '_ {
    let last = values.last().cloned().unwrap_or(Value::Null);
    values.iter().cloned().chain(std::iter::repeat_n(last, AT_ONCE - values.len()))
}
