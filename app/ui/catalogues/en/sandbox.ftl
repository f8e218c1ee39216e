### The street map and the inbox.
