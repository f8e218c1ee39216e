//! The pages of an identity site.
