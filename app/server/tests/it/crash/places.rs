//! Where a process can be killed: the requests that matter, and the moments of each.

use hyper::Method;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Which {
    Identity,
    Portal,
}

impl Which {
    const fn other(self) -> Self {
        match self {
            Self::Identity => Self::Portal,
            Self::Portal => Self::Identity,
        }
    }
}

/// Who is killed, seen from the site that a request goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Victims {
    Itself,
    TheOther,
    Both,
}

impl Victims {
    pub(crate) fn of(self, site: Which) -> Vec<Which> {
        match self {
            Self::Itself => vec![site],
            Self::TheOther => vec![site.other()],
            Self::Both => vec![site, site.other()],
        }
    }
}

/// When, in the life of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Moment {
    /// It has not reached the site yet.
    Before,
    /// The site works on it.
    During,
    /// The answer is there, and is lost on the way.
    Lost,
    /// The answer goes on to who asked.
    Answered,
}

pub(crate) const MOMENTS: [Moment; 4] = [Moment::Before, Moment::During, Moment::Lost, Moment::Answered];

/// One kind of request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) site: Which,
    method: Method,
    begins: &'static str,
    ends: &'static str,
}

const fn place(
    name: &'static str,
    site: Which,
    method: Method,
    begins: &'static str,
    ends: &'static str,
) -> Place {
    Place { name, site, method, begins, ends }
}

use Which::{Identity, Portal};

/// The first that fits is meant.
static PLACES: [Place; 22] = [
    place("the portal pushes its request", Identity, Method::POST, "/oauth/par", ""),
    place("a sign-in at the identity is asked for", Identity, Method::GET, "/oauth/authorize", ""),
    place("somebody signs in at the identity", Identity, Method::POST, "/sign-in", ""),
    place("a code by SMS is asked for", Identity, Method::POST, "/interaction/", "/code/send"),
    place("a code by SMS is given", Identity, Method::POST, "/interaction/", "/code"),
    place("the identity answers the portal", Identity, Method::GET, "/interaction/", ""),
    place("the code is exchanged", Identity, Method::POST, "/oauth/token", ""),
    place("the portal asks who it is", Identity, Method::GET, "/oauth/userinfo", ""),
    place("the identity is told of a link", Identity, Method::PUT, "/linking/v1/links/", ""),
    place("S1.2: asked for at the identity", Identity, Method::POST, "/account/links/new/", ""),
    place("ended at the identity", Identity, Method::POST, "/account/links/", "/end"),
    place("a sign-in is begun at the portal", Portal, Method::GET, "/sign-in/national/", ""),
    place("back at the portal", Portal, Method::GET, "/sign-in/callback", ""),
    place("S1.1b: an account is made", Portal, Method::POST, "/sign-in/link/", "/new"),
    place("S5.2: the password of the account", Portal, Method::POST, "/sign-in/link/", "/account"),
    place("whether the link is confirmed", Portal, Method::POST, "/sign-in/link/", "/again"),
    place("S5.3: asked for in the settings", Portal, Method::POST, "/account/links/national", ""),
    place("ended at the portal", Portal, Method::POST, "/account/links/", "/end"),
    place("what is on hold is decided", Portal, Method::POST, "/account/held", ""),
    place("S1.2: the identity asks the portal", Portal, Method::POST, "/linking/v1/links", ""),
    place("the portal is told of a link", Portal, Method::PUT, "/linking/v1/links/", ""),
    place("the portal is told of a sign-out", Portal, Method::POST, "/backchannel-logout", ""),
];

impl Place {
    /// What a request is.
    pub(crate) fn of(site: Which, method: &Method, path: &str) -> Option<&'static Self> {
        let fits = |place: &&Place| {
            place.site == site
                && place.method == *method
                && path.starts_with(place.begins)
                && path.ends_with(place.ends)
        };
        PLACES.iter().find(fits)
    }

    pub(crate) fn all() -> &'static [Self] {
        &PLACES
    }
}
