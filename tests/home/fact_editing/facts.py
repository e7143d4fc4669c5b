"""Every fact that staff edit: one stored record, and what two people change of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from events.models.schedules import Schedule
from forms_app.models import ReplyTemplate, ReplyWording
from home.models import Alert, ContactSettings, SiteFrame
from home.search.synonyms import Synonyms
from services.models import CounsellingSlot, EligibilityRules, HouseRules
from services.models.eligibility import EligibilityRule
from tests.factories import (
    CourseFactory,
    CourseRunFactory,
    EventDateFactory,
    EventFactory,
    IntakeFactory,
    PlaceFactory,
    RoomFactory,
)
from tests.factories.frames import add_text_page, publish_frame, text, words


@dataclass(frozen=True)
class Fact:
    """`theirs` and `mine` are different fields as a form sends them.

    `again` is another value for the fields of `theirs`.
    """

    make: Callable[[], models.Model]
    url_name: str
    theirs: dict[str, Any]
    mine: dict[str, Any]
    again: dict[str, Any]

    def url(self, record: models.Model) -> str:
        if isinstance(record, ContactSettings):
            args = [record._meta.app_label, record._meta.model_name, record.site_id]
            return reverse("wagtailsettings:edit", args=args)
        return reverse(self.url_name, args=[record.pk])


def make_event():
    event = EventFactory()
    Schedule.objects.create(
        event=event,
        first_day=timezone.localdate() + timedelta(days=20),
        begins=time(18),
        ends=time(20),
    )
    return event


def make_template():
    template = ReplyTemplate.objects.create(name="Thanks")
    ReplyWording.objects.create(
        template=template, language="cs", subject="Díky", text="Díky"
    )
    return template


def make_rules():
    rules = EligibilityRules.objects.create(valid_from=date(2026, 1, 1))
    for order, answer in enumerate(("czech", "eu")):
        EligibilityRule.objects.create(
            rules=rules, sort_order=order, answer=answer, outcome=answer
        )
    return rules


def make_frame() -> SiteFrame:
    pages = [add_text_page(f"Page {number}").pk for number in range(2)]
    column = text(words(cs="O nás"), words(cs="My"))
    return publish_frame(column, menu=pages)


def make_alert():
    begin = timezone.now()
    return Alert.objects.create(
        starts_at=begin, ends_at=begin + timedelta(days=1), words={"cs": "Zavřeno"}
    )


def make_slot():
    return CounsellingSlot.objects.create(
        place=PlaceFactory(),
        topic="social",
        weekday=2,
        begins=time(9),
        ends=time(12),
        languages=["cs", "vi"],
    )


FACTS = {
    "Course": Fact(
        CourseFactory,
        "courses:edit",
        {"hours": "120"},
        {"audience": "children"},
        {"hours": "80"},
    ),
    "CourseRun": Fact(
        CourseRunFactory,
        "course-runs:edit",
        {"capacity": "30", "is_cancelled": "on"},
        {"waiting_list_size": "7"},
        {"capacity": "12"},
    ),
    "Event": Fact(
        make_event,
        "public-events:edit",
        {"name": "Walk", "schedules-0-ends": "21:00"},
        {"audience": "children"},
        {"name": "Talk"},
    ),
    "EventDate": Fact(
        EventDateFactory,
        "event-dates:edit",
        {"ends_at": "01/01/2099 12:00"},
        {"is_cancelled": "on"},
        {"ends_at": "02/01/2099 12:00"},
    ),
    "Place": Fact(
        PlaceFactory,
        "places:edit",
        {"street": "Their street 1"},
        {"phone": "+420 222"},
        {"street": "My street 2"},
    ),
    "Room": Fact(
        RoomFactory,
        "rooms:edit",
        {"capacity": "30", "hours-0-closes": "20:00"},
        {"cancel_hours": "24", "hours-1-closes": "19:00"},
        {"capacity": "12"},
    ),
    "HouseRules": Fact(
        lambda: HouseRules.objects.create(
            place=PlaceFactory(), number=1, valid_from=date(2026, 1, 1)
        ),
        "house-rules:edit",
        {"number": "2"},
        {"valid_from": "01/03/2026"},
        {"number": "3"},
    ),
    "CounsellingSlot": Fact(
        make_slot,
        "counselling:edit",
        {"ends": "13:00", "languages": ["cs", "uk"]},
        {"topic": "legal"},
        {"ends": "11:00"},
    ),
    "EligibilityRules": Fact(
        make_rules,
        "eligibility-rules:edit",
        {"source": "Theirs", "rules-0-outcome": "ask"},
        {"rules-1-outcome": "for_you"},
        {"source": "Mine"},
    ),
    "Intake": Fact(
        IntakeFactory,
        "intakes:edit",
        {"name": "Their name"},
        {"opens_at": "01/01/2026 08:00"},
        {"name": "My name"},
    ),
    "ReplyTemplate": Fact(
        make_template,
        "reply_templates:edit",
        {"wordings-0-subject": "Their subject"},
        {"wordings-0-text": "My text"},
        {"wordings-0-subject": "My subject"},
    ),
    "Alert": Fact(
        make_alert,
        "alerts_of_the_site:edit",
        {"words_cs": "Zavřeno do pátku"},
        {"words_vi": "Đóng cửa"},
        {"words_cs": "Zavřeno do středy"},
    ),
    "Synonyms": Fact(
        lambda: Synonyms.objects.create(words="karta, biometrika"),
        "synonyms:edit",
        {"words": "karta, biometrika, víza"},
        {"language": "cs"},
        {"words": "karta"},
    ),
    "SiteFrame": Fact(
        make_frame,
        "frame:edit",
        {"footer-0-value-heading-cs": "Jejich"},
        {"footer-0-value-heading-vi": "Về chúng tôi"},
        {"footer-0-value-heading-cs": "Moje"},
    ),
    "ContactSettings": Fact(
        lambda: ContactSettings.for_site(Site.objects.get()),
        "",
        {"phone": "+420 111"},
        {"email": "we@example.org"},
        {"phone": "+420 222"},
    ),
}
