"""The secret link by which applicants reach their case without an account.

The database holds a random nonce and the SHA-256 of the token. The token itself is
an HMAC of the nonce under the server's secret: every mail can carry the link, and a
stolen database opens no case.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "forms_app.status_link"


def new_nonce() -> str:
    return secrets.token_urlsafe(32)


def token_for(nonce: str, secret: str | bytes | None = None) -> str:
    """The 256-bit token of this nonce, safe in a URL."""
    digest = salted_hmac(SALT, nonce, secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def known_token(nonce: str, link_hash: str) -> str | None:
    """The token that was made of this nonce, if one of our secrets still makes it."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = token_for(nonce, secret)
        if hmac.compare_digest(token_hash(token), link_hash):
            return token
    return None
