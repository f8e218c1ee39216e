### A portal’s own accounts: signing in, password, settings.
