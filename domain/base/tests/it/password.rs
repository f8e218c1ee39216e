use onedoor_base::{PasswordRefused, check_new_password};

const OWNER: [&str; 3] = ["nguyenvana", "001090123456", "+84 912 345 678"];

#[test]
fn sentences_and_random_letters_are_accepted() {
    for password in
        ["con mèo trèo cây cau", "я люблю грозу", "r7Kq!2mZpa", "春眠不觉晓处处闻啼鸟", "nguyenvana và mèo"]
    {
        assert_eq!(check_new_password(password, &OWNER), Ok(()), "{password}");
    }
}

#[test]
fn short_endless_common_and_own_ones_are_refused() {
    for (password, why) in [
        ("", PasswordRefused::TooShort),
        ("ngắn quá", PasswordRefused::TooShort),
        (&"x y".repeat(400), PasswordRefused::TooLong),
        ("aaaaaaaaaaaa", PasswordRefused::Common),
        ("1234567890", PasswordRefused::Common),
        ("0987654321", PasswordRefused::Common),
        ("abcdefghij", PasswordRefused::Common),
        ("121212121212", PasswordRefused::Common),
        ("Password2026!", PasswordRefused::Common),
        ("Matkhau123@", PasswordRefused::Common),
        ("ЙЦУКЕН12345", PasswordRefused::Common),
        ("NguyenVanA", PasswordRefused::LikeOwner),
        ("nguyenvana1990", PasswordRefused::LikeOwner),
        ("001 090 123 456", PasswordRefused::LikeOwner),
        ("84912345678", PasswordRefused::LikeOwner),
    ] {
        assert_eq!(check_new_password(password, &OWNER), Err(why), "{password}");
    }
}
