"""A database with as many cases as asked for, of all states, places and languages.

Every filter of the bench finds full pages already among 1,000 cases, for people of one
place, too: pages with more rows to show would take longer in any database.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone

from forms_app.engine.status_link import new_link
from forms_app.models import Intake, Registration
from home.folding import fold
from tests.factories import CourseRunFactory, PlaceFactory, make_staff

STATES = (
    *("received", "eligible", "offered", "waitlisted", "confirmed"),
    *("lapsed", "declined", "withdrawn", "redirected", "cancelled"),
)
LANGUAGES = ("cs", "en", "uk", "ar", "cs")
RUNS, BATCH = 10, 5000
LONG_AGO = timedelta(days=30)
CONSENT = "I agree that you use my data for this course. " * 8


def make_cases(count: int) -> dict:
    """The accounts that look at them, by role."""
    places = PlaceFactory.create_batch(2)
    runs = [CourseRunFactory(place=places[n % 2]) for n in range(RUNS)]
    people = {
        "all places": make_staff("all", "Course coordinators"),
        "one place": make_staff("one", "Place coordinators", places=places[:1]),
    }
    intake = Intake.objects.create(name="Bench")
    now = timezone.now()
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        Registration.objects.bulk_create(
            [_case(n, now, runs, intake, people) for n in numbers]
        )
    with connection.cursor() as cursor:
        # What the database does by itself from time to time.
        cursor.execute("VACUUM ANALYZE" if _is_postgresql() else "ANALYZE")
    return people


def _case(number: int, now, runs, intake, people) -> Registration:
    """Runs change with each case, states with ten of them, the rest with a hundred."""
    hundred = number // 100
    sent = now - timedelta(minutes=10 * number)
    assignees = (None, None, None, *people.values())
    registration = Registration(
        run=runs[number % RUNS],
        intake=intake,
        state=STATES[number // 10 % len(STATES)],
        state_since=now - LONG_AGO if hundred % 2 else now,
        submitted_at=sent,
        language=LANGUAGES[hundred % len(LANGUAGES)],
        full_name=f"Žofie Příkladová {number}",
        email=f"person{number}@example.org",
        phone=f"+4207{number:08}",
        assigned_to=assignees[hundred % len(assignees)],
        consent_wording=CONSENT,
        answers=[
            {"key": "q", "type": "x", "question": "Why?", "value": "", "answer": "So"}
        ],
    )
    registration.link_nonce, registration.link_hash = new_link()
    registration.search_text = fold(" ".join(registration.searchable()))
    return registration


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def reload(people: dict) -> dict:
    """Fresh rows: nothing that an account remembers helps the next measurement."""
    users = get_user_model().objects.in_bulk([user.pk for user in people.values()])
    return {role: users[user.pk] for role, user in people.items()}
