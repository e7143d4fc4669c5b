"""One mail an hour tells the staff what waits in quarantine, however much came."""

import logging

from django.conf import settings
from django.contrib.auth import get_permission_codename, get_user_model
from django.core.mail import send_mail
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from forms_app.engine.submission import Submission, submission_kinds

logger = logging.getLogger(__name__)

BACKEND = "django.contrib.auth.backends.ModelBackend"


class QuarantineDigest(models.Model):
    """That the staff of one kind of cases was told in this hour. No personal data."""

    kind = models.CharField(max_length=40)
    hour = models.DateTimeField()
    written_at = models.DateTimeField(default=timezone.now)
    cases = models.PositiveIntegerField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("digest of the quarantine")
        verbose_name_plural = _("digests of the quarantine")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                name="one_quarantine_digest_an_hour", fields=["kind", "hour"]
            ),
        )

    def __str__(self):
        return f"{self.kind}/{self.pk}"


def tell_staff_of_quarantine() -> int:
    """A job. Returns how many digests were sent."""
    for model in submission_kinds().values():
        _write(model)
    waiting = QuarantineDigest.objects.filter(sent_at=None)
    return sum(_send(digest) for digest in waiting)


def _write(model: type[Submission]) -> None:
    now = timezone.now()
    hour = now.replace(minute=0, second=0, microsecond=0)
    last = QuarantineDigest.objects.filter(kind=model.kind).order_by("-hour").first()
    if last is not None and last.hour == hour:
        return
    new = model.objects.filter(is_quarantined=True, is_spam=False)
    if last is not None:
        new = new.filter(submitted_at__gt=last.written_at)
    if cases := new.count():
        QuarantineDigest.objects.get_or_create(
            kind=model.kind, hour=hour, defaults={"cases": cases, "written_at": now}
        )


def _send(digest: QuarantineDigest) -> bool:
    """Claimed first: with two workers nobody is told twice."""
    row = QuarantineDigest.objects.filter(pk=digest.pk, sent_at=None)
    if not row.update(sent_at=timezone.now()):  # no history: a mere notice
        return False
    try:
        _tell_all(submission_kinds()[digest.kind])
    except Exception:  # whatever a mail server may do, the worker goes on
        logger.exception(
            "Digest %s was not sent; the next turn tries again.", digest.pk
        )
        digest.save()
        return False
    return True


def _tell_all(model: type[Submission]) -> None:
    codename = get_permission_codename("change", model._meta)
    permitted = get_user_model().objects.with_perm(
        f"{model._meta.app_label}.{codename}", backend=BACKEND
    )
    for user in permitted.exclude(email="").select_related("wagtail_userprofile"):
        held = model.objects.visible_to(user).filter(is_quarantined=True, is_spam=False)
        if cases := held.count():
            _tell(user, model, cases)


def _tell(user, model: type[Submission], cases: int) -> None:
    profile = getattr(user, "wagtail_userprofile", None)
    code = profile.preferred_language if profile else ""
    with translation.override(code or settings.LANGUAGE_CODE):
        context = {
            "cases": cases,
            "kind": model._meta.verbose_name_plural,
            "admin_url": f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
        }
        subject, _newline, text = render_to_string(
            "email/quarantine_digest.txt", context
        ).partition("\n")
    send_mail(subject, text.strip(), None, [user.email])
