"""The chapters of the guide in the order of reading, and who has a use for each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wagtail.permissions import page_permission_policy

from icp.guide.words import guide_words, language_of_guide

May = Callable[[Any], bool]


@dataclass(frozen=True)
class Chapter:
    """`part` is the heading above it; its words lie in `templates/guide/`."""

    slug: str
    part: str
    is_for: May

    @property
    def title(self) -> str:
        return guide_words()["chapters"][self.slug]

    @property
    def template_name(self) -> str:
        return self.template_in(language_of_guide())

    def template_in(self, code: str) -> str:
        return f"guide/{code}/{self.slug}.html"


def everybody(user: Any) -> bool:
    return True


def on_pages(action: str) -> May:
    policy = page_permission_policy
    return lambda user: policy.user_has_any_permission(user, [action])


def holds(*permissions: str) -> May:
    return lambda user: any(user.has_perm(each) for each in permissions)


ROOM_REQUESTS = "forms_app.view_roomrequest"
REGISTRATIONS = "forms_app.view_registration"
VOLUNTEERS = "forms_app.view_volunteerapplication"

writes = on_pages("change")
publishes = on_pages("publish")
handles_cases = holds(
    REGISTRATIONS, ROOM_REQUESTS, "forms_app.view_plainrequest", VOLUNTEERS
)

CHAPTERS = (
    Chapter("first-steps", "start", everybody),
    Chapter("pages", "pages", writes),
    Chapter("blocks", "pages", writes),
    Chapter("pictures", "pages", writes),
    Chapter("publishing", "pages", writes),
    Chapter("translating", "pages", holds("wagtail_localize.submit_translation")),
    Chapter("forms", "pages", publishes),
    Chapter("alerts", "pages", holds("home.change_alert")),
    Chapter("menu-and-footer", "pages", holds("home.change_siteframe")),
    Chapter("reports", "pages", publishes),
    Chapter("places", "facts", holds("services.change_place")),
    Chapter("events", "facts", holds("events.change_event")),
    Chapter("courses", "facts", holds("events.change_courserun")),
    Chapter("inbox", "cases", handles_cases),
    Chapter("case", "cases", handles_cases),
    Chapter("replies", "cases", handles_cases),
    Chapter("several-cases", "cases", handles_cases),
    Chapter("at-the-counter", "cases", holds(REGISTRATIONS, ROOM_REQUESTS)),
    Chapter("quarantine", "cases", handles_cases),
    Chapter("terms", "cases", handles_cases),
    Chapter("rooms", "cases", holds(ROOM_REQUESTS)),
    Chapter("volunteers", "cases", holds(VOLUNTEERS)),
)


def chapters_for(user: Any) -> list[Chapter]:
    return [chapter for chapter in CHAPTERS if chapter.is_for(user)]
