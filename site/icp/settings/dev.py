"""A newcomer's machine: nothing to configure, mails become files, errors are shown."""

from icp.settings.base import *  # noqa: F403
from icp.settings.base import CACHES, LOGGING, STORAGES, VAR_DIR, env
from icp.settings.caches import cache_from_url

DEBUG = True
SECRET_KEY = "only-for-development-never-for-people"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Templates change without a word to the cache. CACHE_URL=file:///tmp/pages keeps pages.
CACHES = {**CACHES, "pages": cache_from_url(env.str("CACHE_URL", "dummy://"))}
# Whoever tries the site out, or walks through it with a script, is quicker than
# people are. SPAM_GUARD=true shows what happens to senders that look suspicious.
SPAM_GUARD = env.bool("SPAM_GUARD", False)
# Nobody's data is here, and whoever develops wants to read what went wrong.
LOGGING = {**LOGGING, "filters": {"no_secrets": {"()": "icp.logs.HideSecretLinks"}}}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
