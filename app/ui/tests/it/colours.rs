//! Contrast of the tokens (WCAG 2.2, 1.4.3 and 1.4.11), for every site, light and dark.

use std::collections::HashMap;

use onedoor_ui::{Look, assets, style_path};

/// Text on a ground: 4.5 to 1.
const TEXT: &[(&str, &str)] = &[
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "accent-soft"),
    ("ink", "good-soft"),
    ("ink", "warn-soft"),
    ("ink", "bad-soft"),
    ("ink", "line"),
    ("ink-soft", "ground"),
    ("ink-soft", "surface"),
    ("ink-soft", "accent-soft"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("accent-strong", "ground"),
    ("accent-strong", "surface"),
    ("accent-strong", "accent-soft"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("bad", "surface"),
    ("bad", "ground"),
    ("bad-ink", "bad"),
    ("band-ink", "band"),
];

/// Borders of fields and drawings that mean something: 3 to 1.
const SHAPES: &[(&str, &str)] =
    &[("line-strong", "surface"), ("line-strong", "ground"), ("band-light", "band"), ("focus", "focus-halo")];

/// Where the focus may be: one of its two rings stands out there.
const UNDER_FOCUS: &[&str] =
    &["ground", "surface", "accent", "accent-soft", "band", "bad", "bad-soft", "warn-soft"];

type Tokens = HashMap<String, String>;

#[test]
fn every_site_is_legible_in_light_and_dark() {
    let mut wrong = Vec::new();
    for look in Look::ALL {
        for dark in [false, true] {
            let tokens = tokens(look.key(), dark);
            let ratio = |a: &str, b: &str| contrast(luminance(&tokens[a]), luminance(&tokens[b]));
            let place = format!("{} {}", look.key(), if dark { "dark" } else { "light" });
            for (pairs, least) in [(TEXT, 4.5), (SHAPES, 3.0)] {
                for (fore, back) in pairs {
                    if ratio(fore, back) < least {
                        wrong.push(format!("{place}: {fore} on {back} is {:.2}", ratio(fore, back)));
                    }
                }
            }
            for ground in UNDER_FOCUS {
                if ratio("focus", ground).max(ratio("focus-halo", ground)) < 3.0 {
                    wrong.push(format!("{place}: the focus is not seen on {ground}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_measure_is_right() {
    assert!((contrast(luminance("#000000"), luminance("#ffffff")) - 21.0).abs() < 0.01);
    assert!((contrast(luminance("#767676"), luminance("#ffffff")) - 4.54).abs() < 0.01);
}

/// The colours that hold for a site: those of everybody, then its own; the dark ones on top.
fn tokens(site: &str, dark: bool) -> Tokens {
    let css = assets().iter().find(|a| a.path == style_path()).expect("the style sheet is an asset");
    let css = without_comments(std::str::from_utf8(css.bytes).expect("the style sheet is text"));
    let (light, night) = split_dark(&css);
    let own = format!("[data-site=\"{site}\"]");
    let mut all = Tokens::new();
    collect(&light, ":root", &mut all);
    collect(&light, &own, &mut all);
    if dark {
        collect(&night, ":root", &mut all);
        collect(&night, &own, &mut all);
    }
    all
}

/// The plain rules, and the rules for the dark; other conditions are left out.
fn split_dark(css: &str) -> (String, String) {
    let (mut light, mut night) = (String::new(), String::new());
    let mut rest = css;
    while let Some(at) = rest.find("@media") {
        light.push_str(&rest[..at]);
        let open = at + rest[at..].find('{').expect("a condition has a block");
        let close = open + end_of_block(&rest[open..]);
        if rest[at..open].contains("prefers-color-scheme: dark") {
            night.push_str(&rest[open + 1..close]);
        }
        rest = &rest[close + 1..];
    }
    light.push_str(rest);
    (light, night)
}

/// Where the block that begins here ends.
fn end_of_block(text: &str) -> usize {
    let mut depth = 0_i32;
    for (place, letter) in text.char_indices() {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return place;
        }
    }
    panic!("a block of the style sheet is not closed");
}

fn collect(rules: &str, selector: &str, into: &mut Tokens) {
    for rule in rules.split('}') {
        let Some((head, body)) = rule.split_once('{') else { continue };
        if head.trim() != selector {
            continue;
        }
        for (name, value) in
            body.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        {
            into.insert(name.to_owned(), value.trim().to_owned());
        }
    }
}

fn without_comments(css: &str) -> String {
    let pieces = css.split("/*").enumerate();
    pieces.map(|(n, piece)| if n == 0 { piece } else { piece.split_once("*/").map_or("", |p| p.1) }).collect()
}

/// Relative luminance of `#rrggbb`.
fn luminance(colour: &str) -> f64 {
    let channel = |from: usize| {
        let value =
            f64::from(u8::from_str_radix(&colour[from..from + 2], 16).expect("a colour is #rrggbb")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
