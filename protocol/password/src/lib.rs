//! Password hashes: Argon2id with a kept buffer, and the legacy formats that an import brings.
