"""Proof of work: a little computing that costs a person nothing and a flood a lot.

The task is one of altcha's, with the browser's own PBKDF2. Nobody else's server is
asked, and each solution counts once.
"""

import base64
import json
import secrets
from datetime import timedelta

from altcha import create_challenge, verify_solution
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

ALGORITHM = "PBKDF2/SHA-256"
# Each try takes a cheap phone some 30 ms: two seconds at most, while people read.
COST = 10_000
FEWEST_TRIES, MOST_TRIES = 20, 60
VALID_FOR = timedelta(hours=24)


class UsedWork(models.Model):
    """A solution that has been handed in."""

    nonce = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("used proof of work")
        verbose_name_plural = _("used proofs of work")
        default_permissions = ()

    def __str__(self):
        return self.nonce


def new_work() -> str:
    """A task for the browser, as JSON."""
    tries = FEWEST_TRIES + secrets.randbelow(MOST_TRIES - FEWEST_TRIES)
    challenge = create_challenge(
        ALGORITHM,
        COST,
        counter=tries,
        expires_at=timezone.now() + VALID_FOR,
        hmac_secret=_secret("task"),
        hmac_key_secret=_secret("solution"),
    )
    return json.dumps(challenge.to_dict())


def work_is_done(solution: str) -> bool:
    """Is this the solution of a task of ours, handed in for the first time?"""
    if not solution:
        return False
    result = verify_solution(
        solution, _secret("task"), hmac_key_secret=_secret("solution")
    )
    return result.verified and _is_first_use(_nonce(solution))


def _is_first_use(nonce: str) -> bool:
    try:
        with transaction.atomic():
            UsedWork.objects.create(nonce=nonce)
    except IntegrityError:
        return False
    return True


def _nonce(solution: str) -> str:
    return json.loads(base64.b64decode(solution))["challenge"]["parameters"]["nonce"]


def _secret(purpose: str) -> str:
    return salted_hmac("forms_app.work", purpose, algorithm="sha256").hexdigest()


def forget_used_work() -> int:
    """A job: a task that has expired needs no memory of its solution."""
    old = UsedWork.objects.filter(used_at__lt=timezone.now() - 2 * VALID_FOR)
    return old.delete()[0]
