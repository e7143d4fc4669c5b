"""The secret link by which applicants reach their case without an account.

The database holds a random nonce and the SHA-256 of the token. The token itself is
an HMAC of the nonce under the server's secret: every mail can carry the link, and a
stolen database opens no case.

Behind the link, a case has a handle: its name in the addresses of its own pages. It
is no secret and opens nothing without a pass; it is made of the link, and a new link
makes a new one.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

SALT = "forms_app.status_link"
HANDLE_SALT = "forms_app.case_handle"
HANDLE_BYTES = 10


def new_nonce() -> str:
    return secrets.token_urlsafe(32)


def new_link() -> tuple[str, str]:
    """The nonce of a link that nobody has yet, and the hash of its token."""
    nonce = new_nonce()
    return nonce, token_hash(token_for(nonce))


def status_url(token: str, code: str) -> str:
    """The absolute address of the secret link, in this language."""
    with translation.override(code):
        return settings.SITE_URL + reverse("case_enter", args=[token])


def token_for(nonce: str, secret: str | bytes | None = None) -> str:
    """The 256-bit token of this nonce, safe in a URL."""
    digest = salted_hmac(SALT, nonce, secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def handle_for(link_hash: str) -> str:
    """Sixteen small letters and digits, as `HandleConverter` reads them."""
    digest = salted_hmac(HANDLE_SALT, link_hash, algorithm="sha256").digest()
    return base64.b32encode(digest[:HANDLE_BYTES]).decode().lower()


def known_token(nonce: str, link_hash: str) -> str | None:
    """The token that was made of this nonce, if one of our secrets still makes it."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = token_for(nonce, secret)
        if hmac.compare_digest(token_hash(token), link_hash):
            return token
    return None
