mod packets;
mod properties;
mod receipts;
mod texts;
