use super::Log;

#[test]
fn a_password_is_not_shown_whatever_the_portal_calls_its_field() {
    let log = Log::new(vec!["Mật khẩu & số=1".to_owned()]);
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("mat_khau", "Mật khẩu & số=1"), ("ten", "an"), ("code", "abc")])
        .finish();
    log.add("browser", ("POST", &format!("http://portal.example/?{form}"), form.as_bytes()), (200, b"Mat"));
    let kept = log.take();
    assert_eq!(kept[0].body, "mat_khau=•••&ten=an&code=•••");
    assert_eq!(kept[0].request, "POST http://portal.example/?mat_khau=•••&ten=an&code=•••");
}
