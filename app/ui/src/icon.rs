use maud::{Markup, PreEscaped, Render};

/// Small line drawings beside text; always decoration, never the only carrier of meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum Icon {
    Alert,
    ArrowLeft,
    ArrowRight,
    Check,
    ChevronRight,
    Clock,
    Device,
    Document,
    Door,
    Globe,
    Info,
    Key,
    Link,
    Lock,
    Message,
    Person,
    Phone,
    Search,
    Star,
}

impl Icon {
    /// Every drawing.
    pub const ALL: [Self; 19] = [
        Self::Alert,
        Self::ArrowLeft,
        Self::ArrowRight,
        Self::Check,
        Self::ChevronRight,
        Self::Clock,
        Self::Device,
        Self::Document,
        Self::Door,
        Self::Globe,
        Self::Info,
        Self::Key,
        Self::Link,
        Self::Lock,
        Self::Message,
        Self::Person,
        Self::Phone,
        Self::Search,
        Self::Star,
    ];

    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 3.5 2.8 19.5h18.4zM12 10v4.5M12 17v.2",
            Self::ArrowLeft => "M20 12H4.5M11 5l-7 7 7 7",
            Self::ArrowRight => "M4 12h15.5M13 5l7 7-7 7",
            Self::Check => "M4.5 12.5 10 18 20 6.5",
            Self::ChevronRight => "M9 5l7 7-7 7",
            Self::Clock => "M12 3a9 9 0 1 0 .01 0zM12 7.5V12l3.5 2",
            Self::Device => "M7 3h10v18H7zM10.5 18h3",
            Self::Document => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Door => "M5 21V8a7 7 0 0 1 14 0v13M3 21h18M9 21V9l6 2v10M12.5 15v1",
            Self::Globe => "M12 3a9 9 0 1 0 .01 0zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
            Self::Info => "M12 3a9 9 0 1 0 .01 0zM12 11v5.5M12 7.5v.2",
            Self::Key => "M8 11a4 4 0 1 0 .01 0zM11 12.5 20 4M16.5 7.5l2.5 2.5",
            Self::Link => {
                "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 6 6l1-1"
            }
            Self::Lock => "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
            Self::Message => "M3 5h18v12H10l-5 4v-4H3z",
            Self::Person => "M12 3.5a4 4 0 1 0 .01 0zM4 21c0-9 16-9 16 0",
            Self::Phone => {
                "M6 3h4l1.5 5-2.5 2c1 2.5 2.5 4 5 5l2-2.5 5 1.5v4c0 2-2 3-4 3C10 20.5 3.5 14 3 7c0-2 1-4 3-4z"
            }
            Self::Search => "M10.5 4a6.5 6.5 0 1 0 .01 0zM15.5 15.5 21 21",
            Self::Star => "m12 3 2.7 6 6.3.6-4.8 4.2 1.5 6.2L12 16.7 6.3 20l1.5-6.2L3 9.6 9.3 9z",
        }
    }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        PreEscaped(format!(
            r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>"#,
            self.path()
        ))
    }
}
