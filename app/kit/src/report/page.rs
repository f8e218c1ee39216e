use maud::{DOCTYPE, Markup, PreEscaped, html};
use onedoor_base::Language;
use onedoor_ui::Localizer;

use super::{Report, Row};
use crate::{Exchange, Verdict};

/// The whole style of the page: it is one file that is mailed, kept and printed.
const STYLE: &str = include_str!("report.css");

/// One page with everything, in a language; `digest` is that of `report.json`.
pub fn page(report: &Report, digest: &str, language: Language) -> String {
    let t = Localizer::of(language);
    let title = t.with("kit-report-title", &[("portal", report.portal.as_str().into())]);
    let markup = html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    (verdict(&t, report))
                    (facts(&t, report, digest))
                    @for rows in report.situations.chunk_by(|one, two| one.chapter == two.chapter) {
                        @if let Some(first) = rows.first() {
                            section {
                                h2 { (t.get(first.chapter.title())) }
                                @for row in rows { (situation(&t, row)) }
                            }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}

fn verdict(t: &Localizer, report: &Report) -> Markup {
    let (class, words) = match (report.counts.failed, report.complete) {
        (0, true) => ("passed", "kit-report-passed"),
        (0, false) => ("not_tried", "kit-report-partly"),
        _ => ("failed", "kit-report-failed"),
    };
    html! { p class={ "verdict " (class) } { (t.get(words)) } }
}

fn facts(t: &Localizer, report: &Report, digest: &str) -> Markup {
    let counts = &report.counts;
    let counted = [
        (Verdict::Passed, counts.passed),
        (Verdict::Failed, counts.failed),
        (Verdict::NotApplicable, counts.not_applicable),
        (Verdict::NotTried, counts.not_tried),
    ];
    let row = |name: &str, value: &str| html! { dt { (t.get(name)) } dd { (value) } };
    html! {
        dl {
            (row("kit-report-portal", &report.portal))
            (row("kit-report-address", &report.address))
            (row("kit-report-began", &report.began))
            (row("kit-report-version", report.kit))
            (row("kit-report-issuer", &report.issuer))
            @for (verdict, number) in counted {
                dt { (t.get(verdict.title())) }
                dd { (number) }
            }
            dt { (t.get("kit-report-policy")) }
            dd { code { (toml::to_string(&report.policy).unwrap_or_default().trim().replace('\n', ", ")) } }
            dt { (t.get("kit-report-digest")) }
            dd { code { (digest) } }
        }
        p { (t.get("kit-report-digest-meaning")) }
    }
}

fn situation(t: &Localizer, row: &Row) -> Markup {
    let (class, word) = (class(row.verdict), t.get(row.verdict.title()));
    html! {
        article class=(class) {
            h3 { (t.get(row.title_key)) }
            p class="state" { strong { (word) } " · " code { (row.name) } " · "
                @match row.section_key {
                    Some(key) => (t.get(key)),
                    None => span lang="en" { (row.section) },
                }
            }
            @if let Some(why) = row.why_key {
                @if row.verdict == Verdict::Failed {
                    p { (t.with("kit-report-expected", &[("what", t.get(why).into())])) }
                } @else {
                    p { (t.get(why)) }
                }
            }
            @if !row.exchanges.is_empty() {
                details {
                    summary { (t.get("kit-report-exchanges")) }
                    ol { @for exchange in &row.exchanges { li { (shown(t, exchange)) } } }
                }
            }
        }
    }
}

fn shown(t: &Localizer, exchange: &Exchange) -> Markup {
    let way = match exchange.way {
        "browser" => "kit-way-browser",
        "portal_to_kit" => "kit-way-portal",
        _ => "kit-way-kit",
    };
    html! {
        p { (t.get(way)) ": " code { (exchange.request) } }
        @if !exchange.body.is_empty() { pre { (exchange.body) } }
        p { "→ " @if exchange.status == 0 { (t.get("kit-no-answer")) } @else { (exchange.status) } }
        @if !exchange.answer.is_empty() { pre { (exchange.answer) } }
    }
}

const fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::Failed => "failed",
        Verdict::NotApplicable => "not_applicable",
        Verdict::NotTried => "not_tried",
    }
}
