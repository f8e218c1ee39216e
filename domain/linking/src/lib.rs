//! Links between a national identity and a portal's local account: standing, decision, proof.
