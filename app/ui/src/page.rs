use maud::Markup;

use crate::{Localizer, Problems, View, layout};

/// How much of a wide screen a page takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Width {
    /// One column for reading and forms.
    #[default]
    Reading,
    /// Tables, cards and lists.
    Wide,
}

/// A page of a site: a struct whose fields are all that it shows.
pub trait Page {
    /// The title of the document, without the site's name; also what a screen reader says first.
    fn title(&self, t: &Localizer) -> String;

    /// What stands in `<main>`, beginning with the one `<h1>` ([`crate::components::heading`]).
    fn body(&self, view: &View) -> Markup;

    /// What the person must put right: the layout shows the summary above the body.
    fn problems(&self) -> &Problems {
        Problems::NONE
    }

    /// The page that "Back" leads to.
    fn back(&self) -> Option<String> {
        None
    }

    /// Ways up, outermost first: (label, href). Shown instead of "Back".
    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        let _ = t;
        Vec::new()
    }

    /// Whether something went wrong here that the help desk may be asked about: the layout then says where
    /// to find it.
    fn offers_help(&self) -> bool {
        false
    }

    /// Whether it belongs to the application that can be put on a home screen.
    fn is_installable(&self) -> bool {
        false
    }

    /// How much of a wide screen it takes.
    fn width(&self) -> Width {
        Width::Reading
    }
}

/// A page that can show what it looks like: at least one sample per state that differs to a reader.
pub trait Sampled: Page + Sized {
    /// The samples.
    fn samples() -> Vec<Self>;
}

/// Named samples of pages, as each app crate offers them with [`crate::samples!`].
pub type Samples = Vec<(&'static str, Box<dyn Page>)>;

/// Collects the samples of pages: `samples![SignIn, Register]` is a [`Samples`].
#[macro_export]
macro_rules! samples {
    ($($page:ty),* $(,)?) => {{
        let mut all: $crate::Samples = Vec::new();
        $(for sample in <$page as $crate::Sampled>::samples() {
            all.push((stringify!($page), Box::new(sample)));
        })*
        all
    }};
}

/// The whole document.
pub fn render(page: &dyn Page, view: &View) -> String {
    layout::document(page, view).into_string()
}
