mod filter;
mod formats;
mod own;
mod pool;

/// The password of most vectors, which other programs made: Python's passlib 1.7.4, argon2-cffi
/// and crypt(3).
const PASSWORD: &[u8] = "Mật khẩu số 1".as_bytes();
