"""Tests: quick hashes, mails in memory, the database that DATABASE_URL names."""

from icp.settings.base import *  # noqa: F403
from icp.settings.base import CACHES, STORAGES, VAR_DIR, WAGTAILSEARCH_BACKENDS, env
from icp.settings.caches import cache_from_url

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# A test that is rolled back renews no version, so pages are kept on request only.
CACHES = {**CACHES, "pages": cache_from_url(env.str("CACHE_URL", "dummy://"))}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Readers have an index of ours; Wagtail's serves the admin and costs time at each save.
WAGTAILSEARCH_BACKENDS = {
    name: {**backend, "AUTO_UPDATE": False}
    for name, backend in WAGTAILSEARCH_BACKENDS.items()
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR_DIR / "test-media"
# Tests send forms faster than people; those of the guard switch it on.
SPAM_GUARD = False
# No test leaves this machine.
CHECK_EXTERNAL_LINKS = False
