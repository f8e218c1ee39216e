use super::PASSWORD;
use crate::*;

#[test]
fn what_is_hashed_is_right_and_stays() {
    let mut workspace = Workspace::new();
    let made = hash(PASSWORD, [3; SALT_BYTES], &mut workspace).unwrap();
    assert!(made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$AwMDAwMDAwMDAwMDAwMDAw$"), "{made}");
    assert_eq!(verify(&made, PASSWORD, &mut workspace), Verdict::Right { replace: false });
    assert_eq!(verify(&made, b"something else", &mut workspace), Verdict::Wrong);
    assert_eq!(verify(&made, b"", &mut workspace), Verdict::Wrong);
}

#[test]
fn a_used_workspace_leaves_no_trace_in_the_next_hash() {
    let mut used = Workspace::new();
    hash(b"before", [1; SALT_BYTES], &mut used).unwrap();
    let again = hash(PASSWORD, [2; SALT_BYTES], &mut used).unwrap();
    used.release();
    assert_eq!(again, hash(PASSWORD, [2; SALT_BYTES], &mut used).unwrap());
}

#[test]
fn hashes_of_the_reference_implementation_are_right() {
    let mut workspace = Workspace::new();
    for (text, password, replace) in [
        // From the reference implementation's own test: 64 MiB, eight-byte salt.
        (
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "password".as_bytes(),
            true,
        ),
        (
            "$argon2id$v=19$m=19456,t=2,p=1$1yXlZNaG/q66Rw6wYILLAQ$MUUtx6DdJ4qxd8JflVXIyTWc1hNpWZfsrCzKszHA8qo",
            PASSWORD,
            false,
        ),
        (
            "$argon2id$v=19$m=4096,t=1,p=4$q6Iv6mgAVy8yvcb/YDJVCQ$v3s03VhmrViYyx9HSa2pj15KwAQEv91PH4gpCfqtJBg",
            PASSWORD,
            true,
        ),
        (
            "$argon2id$v=19$m=65536,t=3,p=4$P54aEXrGKSW92JsvAW17vw$FiN7VcUBdcKtfaXtJW410AcstTVUDDoBUMbacVD8ofU",
            PASSWORD,
            false,
        ),
    ] {
        assert_eq!(verify(text, password, &mut workspace), Verdict::Right { replace }, "{text}");
        assert_eq!(verify(text, b"wrong", &mut workspace), Verdict::Wrong, "{text}");
    }
}

#[test]
fn endless_passwords_are_refused() {
    let mut workspace = Workspace::new();
    let longest = [b'x'; MAX_PASSWORD_BYTES];
    let made = hash(longest, [0; SALT_BYTES], &mut workspace).unwrap();
    assert_eq!(verify(&made, longest, &mut workspace), Verdict::Right { replace: false });
    let longer = [b'x'; MAX_PASSWORD_BYTES + 1];
    assert_eq!(hash(longer, [0; SALT_BYTES], &mut workspace), Err(PasswordTooLong));
    assert_eq!(verify(&made, longer, &mut workspace), Verdict::Wrong);
    assert_eq!(decoy(longer, &mut workspace), Verdict::Wrong);
}
