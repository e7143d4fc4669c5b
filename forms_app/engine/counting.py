"""How often something was asked for in this hour, without knowing by whom.

A client is a keyed hash of its network address, and the key changes every day: within
an hour the same client is recognised, and tomorrow nobody can tell who it was. Many
people share one address (a library, a phone network), so a high count is a reason to
look closer and never a reason to shut somebody out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

SALT = "forms_app.counting"
KEEP = timedelta(hours=24)
# Django's own upsert can set a value, but not add to one.
ONE_MORE = """
    INSERT INTO forms_app_hourcount (about, hour, client, count) VALUES {rows}
    ON CONFLICT (about, hour, client)
    DO UPDATE SET count = forms_app_hourcount.count + 1
    RETURNING about, count
"""
OF_ALL = """
    SELECT COALESCE(SUM(count), 0) FROM forms_app_hourcount
    WHERE about = %s AND hour = %s
"""


class HourCount(models.Model):
    """One client's count of one thing in one hour."""

    about = models.CharField(max_length=60)
    client = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    objects: ClassVar = models.Manager()

    class Meta:
        app_label = "forms_app"
        verbose_name = _("count of an hour")
        verbose_name_plural = _("counts of hours")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                name="one_count_an_hour", fields=["about", "hour", "client"]
            ),
        )

    def __str__(self):
        return f"{self.about}/{self.pk}"


@dataclass(frozen=True)
class Counts:
    of_client: int
    of_all: int


def anonymous(text: str, moment: datetime) -> str:
    """What stands for this text today, and for nothing tomorrow."""
    day = timezone.localdate(moment).isoformat()
    return salted_hmac(SALT, f"{day}:{text}", algorithm="sha256").hexdigest()


def address_of(request: HttpRequest) -> str:
    """The network address; behind our own proxy the one that the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


def count_client(about: str, request: HttpRequest) -> Counts:
    return count(about, address_of(request))


def count(about: str, who: str) -> Counts:
    """Count one more for `who` and give the counts of this hour, this one included."""
    [of_client] = count_one_more([(about, who)])
    return Counts(of_client, of_all(about))


def count_one_more(asked: Sequence[tuple[str, str]]) -> list[int]:
    """One more of each `(about, who)`, none twice; the counts of this hour, in order.

    One statement: rivals for the first count of the hour meet the constraint in it.
    """
    keys = [tuple(_row_of(about, who).values()) for about, who in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            ONE_MORE.format(rows=", ".join(["(%s, %s, %s, 1)"] * len(keys))),
            [each for key in keys for each in _as_parameters(*key)],
        )
        counts = {about: number for about, number in cursor.fetchall()}
    return [counts[about] for about, _who in asked]


def of_all(about: str) -> int:
    hour = connection.ops.adapt_datetimefield_value(_hour(timezone.now()))
    with connection.cursor() as cursor:
        cursor.execute(OF_ALL, [about, hour])
        return cursor.fetchone()[0]


def counted(about: str, who: str) -> Counts:
    row = _row_of(about, who)
    of_client = Q(client=row.pop("client"))
    return Counts(
        **HourCount.objects.filter(**row).aggregate(
            of_client=Sum("count", filter=of_client, default=0),
            of_all=Sum("count", default=0),
        )
    )


def _row_of(about: str, who: str) -> dict:
    now = timezone.now()
    return {"about": about, "hour": _hour(now), "client": anonymous(who, now)}


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _as_parameters(about: str, hour: datetime, client: str) -> tuple:
    return about, connection.ops.adapt_datetimefield_value(hour), client


def forget_old_counts() -> int:
    """A job: a count says nothing after its day."""
    old = HourCount.objects.filter(hour__lt=timezone.now() - KEEP)
    return old.delete()[0]
