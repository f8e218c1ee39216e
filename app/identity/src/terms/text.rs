use maud::{Markup, html};

/// A part of a text.
enum Part<'a> {
    Heading(&'a str),
    Points(Vec<&'a str>),
    Paragraph(Vec<&'a str>),
}

/// Terms as a page shows them: headings, paragraphs, lists; nothing else has a meaning in them.
pub(crate) fn shown(text: &str) -> Markup {
    html! {
        div.terms {
            @for part in parts(text) {
                @match part {
                    Part::Heading(heading) => h2 { (heading) },
                    Part::Points(points) => ul { @for point in points { li { (point) } } },
                    Part::Paragraph(lines) => p { (lines.join(" ")) },
                }
            }
        }
    }
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut ended = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            ended = true;
        } else if let Some(heading) = line.strip_prefix("# ") {
            parts.push(Part::Heading(heading));
            ended = true;
        } else if let Some(point) = line.strip_prefix("- ") {
            match parts.last_mut() {
                Some(Part::Points(points)) if !ended => points.push(point),
                _ => parts.push(Part::Points(vec![point])),
            }
            ended = false;
        } else {
            match parts.last_mut() {
                Some(Part::Paragraph(lines)) if !ended => lines.push(line),
                _ => parts.push(Part::Paragraph(vec![line])),
            }
            ended = false;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn headings_paragraphs_and_lists_are_all_that_there_is() {
        let text = "# What for\n\nOne line,\nand another.\n\n- first\n- second\n<b>no</b>\n";
        let expected = "<div class=\"terms\"><h2>What for</h2><p>One line, and another.</p>\
                        <ul><li>first</li><li>second</li></ul><p>&lt;b&gt;no&lt;/b&gt;</p></div>";
        assert_eq!(shown(text).into_string(), expected);
    }
}
