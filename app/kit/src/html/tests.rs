use super::{read, text};

const PAGE: &str = r#"<!doctype html><title>A</title><style>a > b { color: red }</style><!-- <a href="/no"> -->
<a class=x href='/go?a=1&amp;b=2'>Go <b>on</b></a>
<form METHOD=post action="/in"><input type=hidden name=csrf value="a>b">
<input name=who autocomplete="section-a username"><input name=word type=password>
<input type=checkbox name=keep value=yes><input type=radio name=which value=1 checked>
<select name=year><option value=1>1<option value=2 selected>2</select>
<button name=do value=it>Sign &lt;in&gt;</button></form><script>if (a < b) { "<form>" }</script><p>End</p>"#;

#[test]
fn forms_links_and_words_are_found_on_pages_of_others() {
    let (forms, links) = read(PAGE);
    assert_eq!(links.len(), 1);
    assert_eq!((links[0].href.as_str(), links[0].words.as_str()), ("/go?a=1&b=2", "Go on"));
    let [form] = &forms[..] else { panic!("{forms:?}") };
    assert_eq!((form.method.as_str(), form.action.as_str()), ("post", "/in"));
    let (user, password) = form.credentials().expect("both fields");
    assert_eq!((user.name.as_str(), password.name.as_str()), ("who", "word"));
    let sent = form.as_it_stands();
    let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(sent, [("csrf", "a>b"), ("who", ""), ("word", ""), ("which", "1"), ("year", "2")]);
    assert_eq!(form.buttons[0].words, "Sign <in>");
    assert_eq!(text(PAGE), "A Go on 1 2 Sign <in> End");
}

#[test]
fn what_is_broken_is_read_to_its_end() {
    for broken in ["<", "<a href=\"", "<form><input name='", "<!-- ", "<script>", "a & b <é"] {
        let (forms, _) = read(broken);
        assert!(forms.len() < 2);
        let _ = text(broken);
    }
}
