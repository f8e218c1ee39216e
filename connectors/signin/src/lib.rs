//! Signing in at another identity provider over HTTP.
