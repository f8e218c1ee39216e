### Consent and everything else between an identity and the sites that rely on it.
