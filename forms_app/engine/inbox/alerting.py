"""Mails that tell staff of new cases: counts and links, nothing about anybody."""

import logging
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from forms_app.engine.alerts import AlertPreference
from forms_app.engine.inbox.counting import count_each
from forms_app.engine.inbox.registry import inboxes_of
from forms_app.engine.inbox.selection import handled_by
from forms_app.engine.inbox.tabs import tab_condition

logger = logging.getLogger(__name__)

# A worker that dies while it sends gives the alert back after this time.
LEASE = timedelta(minutes=5)
# A case is sent before it is stored: somebody may hold the course that it waits for.
# Until then it cannot be counted, and afterwards it would be no news.
STORED_WITHIN = timedelta(seconds=30)


def send_alerts() -> int:
    """One mail to each person who waits for news; returns how many were sent."""
    now = timezone.now()
    sent = 0
    by_person = defaultdict(list)
    for preference in _claim_due(now):
        by_person[preference.user_id].append(preference)
    people = get_user_model().objects.filter(is_active=True).in_bulk(by_person)
    for pk, preferences in by_person.items():
        if pk in people:
            sent += _tell(people[pk], preferences, now)
    return sent


def _claim_due(now: datetime) -> list[AlertPreference]:
    """What nobody else tells just now; others leave it alone for a while."""
    skip_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        due = AlertPreference.objects.select_for_update(skip_locked=skip_locked)
        claimed = list(
            due.filter(next_at__lte=now).exclude(
                frequency=AlertPreference.Frequency.NEVER
            )
        )
        for preference in claimed:
            preference.next_at = now + LEASE
            preference.save(update_fields=["next_at"])
    return claimed


def _tell(user: Any, preferences: list[AlertPreference], now: datetime) -> bool:
    """A mail that fails is tried again after the lease."""
    until = now - STORED_WITHIN
    try:
        news = _news(user, {each.kind: each for each in preferences}, until)
        if news and user.email:
            _send(user, news)
    except Exception:  # whatever a mail server may do, others get their mail
        logger.exception(
            "The alerts of account %s were not sent; they are tried again after %s.",
            user.pk,
            LEASE,
        )
        return False
    for preference in preferences:
        preference.told(until, now, by_mail=bool(news))
    return bool(news and user.email)


def _news(user: Any, wanted: dict[str, AlertPreference], until: datetime) -> list[dict]:
    """For each inbox with new cases: how many, and how many are overdue."""
    news = []
    for inbox in inboxes_of(user):
        if inbox.model.kind not in wanted:
            continue
        visible = handled_by(inbox.model, user)
        since = wanted[inbox.model.kind].told_until
        late = tab_condition("overdue", user, inbox.model.workflow)
        counted = count_each(
            {
                "new": visible.filter(_came(inbox.model, since, until)),
                "overdue": visible.filter(late),
            }
        )
        if counted["new"]:
            address = settings.SITE_URL + reverse(inbox.get_url_name("index"))
            news.append({"inbox": inbox.menu_label, "address": address, **counted})
    return news


def _came(model: Any, after: datetime, until: datetime) -> Q:
    """Sent, or let out of quarantine, in this time."""
    released = model.history.filter(
        step="release", history_date__gt=after, history_date__lte=until
    )
    sent = Q(submitted_at__gt=after, submitted_at__lte=until)
    return sent | Q(pk__in=released.values("id"))


def _send(user: Any, news: list[dict]) -> None:
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        settings_url = settings.SITE_URL + reverse("inbox_alerts")
        text = render_to_string(
            "email/staff_alert.txt", {"news": news, "settings_url": settings_url}
        )
    subject, _newline, body = text.strip().partition("\n")
    send_mail(subject, body.strip(), None, [user.email])
