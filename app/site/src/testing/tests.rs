use super::forms::fields;

#[test]
fn a_form_is_read_as_a_browser_would_send_it() {
    let html = r#"<form method="post" action="/a"><input type="hidden" name="csrf" value="x"></form>
        <form class="form" method="post" action="/b?q=1&amp;r"><input type="hidden" name="csrf" value="y&quot;">
        <input id="n" name="n" type="text"><input type="checkbox" id="c" name="c" value="yes">
        <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
        <select id="s" name="s"><option value="">-</option><option value="v" selected>V</option></select>
        <button type="submit" name="go" value="1">Go</button></form>"#;
    let expected = [("csrf", "y\""), ("n", ""), ("r", "2"), ("s", "v")];
    let expected: Vec<_> = expected.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    assert_eq!(fields(html, "/b?q=1&r"), Some(expected));
    assert_eq!(fields(html, "/c"), None);
}
