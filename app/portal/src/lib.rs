//! Pages and endpoints of a portal.
