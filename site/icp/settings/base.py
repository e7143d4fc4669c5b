"""What every environment shares. Each of the other modules says only how it differs."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from icp.settings.caches import cache_from_url
from icp.settings.databases import database_from_url

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

env = Env()

# Applications: what stands higher may import what stands below it.
INSTALLED_APPS = [
    "icp",
    "forms_app",
    "events",
    "services",
    "home",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_filters",
    "modelcluster",
    "taggit",
    "simple_history",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that a kept page costs nothing more; it keeps the headers of the others.
    "home.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "icp.middleware.ContentPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.LanguageFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "icp.urls"
WSGI_APPLICATION = "icp.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context.page_frame",
            ],
        },
    }
]

DATABASES = {
    "default": database_from_url(
        env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'icp.sqlite3'}")
    )
}
# Finished pages, shared by all processes. Several machines share a Redis.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": cache_from_url(env.str("CACHE_URL", f"file://{VAR_DIR / 'cache'}")),
}
# What readers see on pages lives in the models of these apps.
APPS_SHOWN_ON_PAGES = ["home", "services", "events", "wagtailredirects"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Languages. Czech is the source; the interface's message ids are English.
LANGUAGE_CODE = "cs"
LANGUAGES = [
    ("cs", "Čeština"),
    ("en", "English"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
    ("ar", "العربية"),
    ("mn", "Монгол"),
    ("es", "Español"),
    ("fr", "Français"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_COOKIE_NAME = "language"
# Words of libraries that their own catalogues lack, or say badly.
LIBRARY_LOCALE = BASE_DIR / "locale" / "libraries"
LOCALE_PATHS = [BASE_DIR / "locale", LIBRARY_LOCALE]
PSEUDO_LOCALE = VAR_DIR / "pseudo-locale"
# Dates as people here copy them onto paper: months in words, the 24-hour clock.
FORMAT_MODULE_PATH = ["home.formats"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("cs", "Čeština"), ("en", "English")]

TIME_ZONE = "Europe/Prague"
USE_TZ = True
# Dates in forms and messages are Prague's, whoever types them.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# Files that browsers look for at the root of the site.
WHITENOISE_ROOT = BASE_DIR / "site" / "icp" / "static_root"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Wagtail
WAGTAIL_SITE_NAME = "Integration Centre Prague"
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_NOTIFICATION_USE_HTML = True
# Logos come as drawings, too; the form refuses those that do more than draw.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.drawings.PictureForm"
# Documents are words and tables; the form compares the content with the name. They
# leave through the view only, which knows private collections.
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "txt", "csv"),
    *("docx", "xlsx", "pptx", "odt", "ods", "odp"),
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.documents.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# E-mail. Messages to applicants wait in the outbox; `manage.py worker` delivers them.
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", f"noreply@{urlsplit(SITE_URL).hostname}"
)
EMAIL_TIMEOUT = 20
# How long the message of a step that staff took can still be called back.
MESSAGES_HELD_FOR = timedelta(seconds=env.int("MESSAGES_HELD_FOR", 300))

# Forms: traps, counts and proofs of work against spam.
SPAM_GUARD = env.bool("SPAM_GUARD", True)

# Whether the worker asks the websites that pages lead to if they are still there.
CHECK_EXTERNAL_LINKS = env.bool("CHECK_EXTERNAL_LINKS", False)

# Browsers
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "home.csrf_refusal.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# A page left open over a day still submits (the cookie lives as long as a form may).
CSRF_COOKIE_AGE = 60 * 60 * 24 * 30
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_secrets": {"()": "icp.logs.HideSecretsAndValues"}},
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["no_secrets"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Both tell of every page that is saved.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django.server": {
            "handlers": ["console"],
            "level": "INFO",
            "propagate": False,
        },
    },
}
