//! OAuth 2 and OpenID Connect rules, both sides: requests, tokens, keys.
