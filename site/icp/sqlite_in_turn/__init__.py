"""Django's backend for SQLite; its writers wait in a queue (see `base`)."""
