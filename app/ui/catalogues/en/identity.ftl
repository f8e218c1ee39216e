### Registering, signing in, the account and its sessions at an identity.
