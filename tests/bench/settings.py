"""As production behaves, with the tests' secrets and a plain form to compare with."""

from icp.settings.test import *  # noqa: F403
from icp.settings.test import INSTALLED_APPS, VAR_DIR, env
from tests.bench.mail_server import PORT as MAIL_PORT

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.plain"]
ROOT_URLCONF = "tests.bench.urls"
# The plain form has a migration of its own, so the tests cannot share the template.
VAR_DIR = VAR_DIR / "bench"
SPAM_GUARD = True
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = VAR_DIR / "static"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = env.int(MAIL_PORT, 25)
