//! Pages and endpoints of an identity site.
