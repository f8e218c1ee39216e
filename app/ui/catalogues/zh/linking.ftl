### Outcomes of linking a national identity with a local account.
