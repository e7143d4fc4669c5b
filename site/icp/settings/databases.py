"""From a URL to Django's database settings, so that both engines behave alike."""

import dj_database_url

# IMMEDIATE takes the write lock when a transaction begins. With SQLite's default
# a transaction that reads first and writes later fails at once with "database is
# locked"; and `select_for_update` does nothing there, so this is also our row lock.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA wal_autocheckpoint=4000;"
        "PRAGMA cache_size=-20000;"
    ),
}

# PostgreSQL compiles what it takes for a costly query. Ours are short and wide, and
# compiling took twelve times as long as answering: 5 registrations a second, not 60.
POSTGRESQL_OPTIONS = {"options": "-c jit=off"}


def database_from_url(url: str) -> dict:
    """Settings for one database; `sqlite:///path` and `postgres://…` are supported."""
    settings = dict(dj_database_url.parse(url, conn_max_age=60))
    if settings["ENGINE"].endswith("sqlite3"):
        settings["ENGINE"] = "icp.sqlite_in_turn"
        settings["OPTIONS"] = {**SQLITE_OPTIONS, **settings.get("OPTIONS", {})}
    else:
        settings["OPTIONS"] = {**POSTGRESQL_OPTIONS, **settings.get("OPTIONS", {})}
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
