use super::*;

fn page(main: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>T</title></head><body><main id=\"main\"><h1>H</h1>{main}</main></body></html>"
    )
}

#[track_caller]
fn only(main: &str, expected: &str) {
    let found = complaints(&page(main));
    assert!(found.len() == 1 && found[0].contains(expected), "{found:?}");
}

#[test]
fn a_sound_page_passes() {
    assert_eq!(complaints(&page("<p>Text <a href=\"#main\">up</a><br></p>")), Vec::<String>::new());
}

#[test]
fn each_fault_is_found() {
    only("<p>a", "closes");
    only("<p id=\"main\">a</p>", "twice");
    only("<input id=\"a\" name=\"a\">", "no label");
    only("<a href=\"\">a</a>", "no href");
    only("<a>a</a>", "leads nowhere");
    only("<a href=\"/\"></a>", "no text");
    only("<a href=\"#nowhere\">a</a>", "isn't there");
    only("<form method=\"post\" action=\"/\"></form>", "0 tokens");
    only("<form method=\"get\" action=\"/\"><input type=\"hidden\" name=\"csrf\"></form>", "1 tokens");
    only("<p style=\"color:red\">a</p>", "inline style");
    only("<p onclick=\"x()\">a</p>", "inline onclick");
    only("<p><div>a</div></p>", "inside <p>");
    only("<h3>a</h3>", "follows");
    only("<h1>a</h1>", "2 <h1>");
    only("<button>a</button>", "no type");
    only("<img src=\"/a\">", "no alt");
    only("<a href=\"/\"><button type=\"submit\">a</button></a>", "inside another");
    only("<p aria-describedby=\"x\">a</p>", "isn't there");
    only("<p class=\"a\" class=\"b\">a</p>", "twice");
}
