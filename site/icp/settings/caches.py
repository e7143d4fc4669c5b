"""From a URL to the cache of finished pages, which all processes share."""

from urllib.parse import urlsplit

BACKENDS = {
    "file": "django.core.cache.backends.filebased.FileBasedCache",
    "redis": "django.core.cache.backends.redis.RedisCache",
    "rediss": "django.core.cache.backends.redis.RedisCache",
    "dummy": "django.core.cache.backends.dummy.DummyCache",
}
# A cache that is away must not hold up the page that would go without it.
REDIS_OPTIONS = {"socket_connect_timeout": 0.25, "socket_timeout": 0.25}
# Files: about as many as pages that are read within a minute. When there are more,
# a third of them goes, whichever they are.
MOST_FILES = 2_000


def cache_from_url(url: str) -> dict:
    """Settings for one cache: `file:///folder`, `redis://host/0`, or `dummy://`."""
    parts = urlsplit(url)
    settings = {"BACKEND": BACKENDS[parts.scheme], "KEY_PREFIX": "icp"}
    if parts.scheme == "file":
        return settings | {
            "LOCATION": parts.path,
            "OPTIONS": {"MAX_ENTRIES": MOST_FILES},
        }
    if parts.scheme.startswith("redis"):
        return settings | {"LOCATION": url, "OPTIONS": REDIS_OPTIONS}
    return settings
