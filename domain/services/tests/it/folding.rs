use onedoor_services::fold;

#[test]
fn what_means_the_same_folds_to_the_same() {
    for (texts, folded) in [
        (
            &["Hòa Bình", "Hoà Bình", "HOÀ  BÌNH", "hoa binh", "Ho\u{300}a Bi\u{300}nh", "Hoa\u{300}-Bình"][..],
            "hoa binh",
        ),
        (
            &[
                "Đăng ký khai sinh",
                "ĐĂNG KÝ KHAI SINH",
                "dang ky, khai sinh!",
                "Đa\u{306}ng ky\u{301} khai sinh",
            ],
            "dang ky khai sinh",
        ),
        (&["Приём в школу", "прием в ШКОЛУ", "Прие\u{308}м в школу"], "прием в школу"),
        (&["出生登记", "「出生登记」", "出生登记 "], "出生登记"),
        (&["ＡＢＣ１２３", "abc123", "ABC123"], "abc123"),
        (&["1.001193"], "1 001193"),
        (&["", " - ", "\u{300}"], ""),
    ] {
        for text in texts {
            assert_eq!(fold(text), folded, "{text:?}");
        }
    }
}

#[test]
fn folding_a_folded_text_changes_nothing() {
    for text in ["Thị xã Kinh Môn", "Приозёрский край", "ỷ ỹ ỵ ữ ợ ặ", "İstanbul ﬃ ß", "统一身份认证"]
    {
        assert_eq!(fold(&fold(text)), fold(text), "{text}");
    }
}
