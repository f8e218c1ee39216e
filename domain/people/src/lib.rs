//! Accounts of an identity site: identifiers, contact points, authenticators, sessions, codes.
