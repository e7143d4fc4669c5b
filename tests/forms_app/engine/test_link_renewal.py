"""A mail, a slip or a look at a case never brings back what it was."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_app.engine.actors import APPLICANT, staff
from forms_app.engine.link_renewal import renew_link, token_to_send
from forms_app.engine.new_link import send_new_link
from forms_app.engine.outbox import Message, deliver_due, enqueue
from forms_app.engine.outbox.delivery import as_mail
from forms_app.engine.status_link import known_token, status_url
from forms_app.engine.submission import submission_kinds
from forms_app.engine.transitions import perform
from forms_app.engine.undoing import undo, undoable_step
from tests.factories import RegistrationFactory, make_small_site, make_staff
from tests.forms_app.kinds import KINDS

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

STATES = {
    "course-registration": "offered",
    "room-request": "requested",
    "request": "received",
    "volunteer-application": "applied",
}
LINK = re.compile(r"/en/case/[\w-]{43}/")


@pytest.fixture(autouse=True)
def site():
    return make_small_site()


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def case(request):
    return request.param.make(STATES[request.param.name])


@pytest.fixture
def key_is_lost(settings):
    """The server has another secret, and nobody kept the old one."""

    def lose() -> None:
        settings.SECRET_KEY = "another secret"
        settings.SECRET_KEY_FALLBACKS = []

    return lose


def facts(case) -> dict:
    """All that is stored about the case but its link."""
    (row,) = type(case).objects.filter(pk=case.pk).values()
    return {key: row[key] for key in row.keys() - {"link_nonce", "link_hash"}}


def test_a_mail_brings_back_nothing_that_a_step_changed(case, key_is_lost):
    """The worker has read the case, the applicant withdraws, the mail leaves."""
    message = enqueue(case, "new_link")
    key_is_lost()
    assert message.submission.state == case.state  # read, and kept by the message
    withdrawn = perform(case, "withdraw", by=APPLICANT)
    before = facts(withdrawn)
    assert before["state"] == "withdrawn"

    as_mail(message, token_to_send(message.submission)).send()

    assert facts(withdrawn) == before
    rows = withdrawn.history.order_by("history_id")
    assert [(row.step, row.role, row.state, row.version) for row in rows] == [
        ("submit", "applicant", case.state, 0),
        ("withdraw", "applicant", "withdrawn", 1),
        ("new_link", "system", "withdrawn", 1),
    ]


def test_the_worker_sends_a_link_that_opens(client, case, key_is_lost):
    enqueue(case, "new_link")
    old = case.link_hash
    key_is_lost()

    deliver_due()

    [address] = set(LINK.findall(mail.outbox[0].body))
    assert client.get(address).status_code == 200
    case.refresh_from_db()
    assert case.link_hash != old


def test_two_mails_after_the_key_was_lost_carry_the_same_link(case, key_is_lost):
    """Also the one whose worker has read the case before the other renewed its link."""
    first, second = enqueue(case, "new_link"), enqueue(case, "new_link")
    key_is_lost()
    assert first.submission == second.submission

    links = [
        status_url(token_to_send(each.submission), "en") for each in (first, second)
    ]

    assert links[0] == links[1]
    assert case.history.filter(step="new_link").count() == 1


def test_a_mail_writes_nothing_while_the_key_is_known(case, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret"
    with CaptureQueriesContext(connection) as asked:
        token_to_send(case)
    assert len(asked) == 0


def test_renewing_writes_two_columns_and_says_who(case):
    before, old = facts(case), case.link_hash
    coordinator = staff(make_staff("coordinator"))

    with CaptureQueriesContext(connection) as asked:
        token = renew_link(case, coordinator)

    [update] = [each["sql"] for each in asked if each["sql"].startswith("UPDATE")]
    written = re.findall(r'"(\w+)" = ', update.partition(" WHERE ")[0])
    assert written == ["link_nonce", "link_hash"]
    case.refresh_from_db()
    assert case.link_hash != old
    assert known_token(case.link_nonce, case.link_hash) == token
    assert facts(case) == before
    row = case.history.latest("history_id")
    assert (row.step, row.role, row.history_user) == (
        "new_link",
        "staff",
        coordinator.user,
    )


def test_a_new_link_does_not_keep_a_step_from_being_undone():
    case = RegistrationFactory(state="received")
    by = staff(make_staff("coordinator"))
    moved = perform(case, "decline", by, "No seat")
    send_new_link(moved, by)

    assert undoable_step(moved) is not None
    undone = undo(moved, by, moved.version)

    assert undone.state == "received"
    link = type(case).objects.values_list("link_hash", flat=True).get(pk=case.pk)
    assert link == undone.link_hash != case.link_hash


class TestSlip:
    @pytest.fixture
    def boss(self, client):
        user = make_staff("boss")
        user.is_superuser = True
        user.save()
        client.force_login(user)
        return user

    @pytest.fixture
    def slip(self, case):
        inbox = {
            "course-registration": "registrations",
            "room-request": "room-requests",
            "request": "requests",
            "volunteer-application": "volunteer_applications",
        }[case.kind]
        return f"/admin/{inbox}/case/{case.pk}/slip/"

    def test_looking_makes_no_new_link_and_says_why(
        self, client, case, slip, boss, key_is_lost
    ):
        key_is_lost()
        client.force_login(boss)
        old, rows = case.link_hash, case.history.count()

        page = client.get(slip).content.decode()

        case.refresh_from_db()
        assert (case.link_hash, case.history.count()) == (old, rows)
        assert "cannot be printed" in page
        assert "Make a new link and show the slip" in page

    def test_a_button_makes_one_and_shows_the_slip(
        self, client, case, slip, boss, key_is_lost
    ):
        key_is_lost()
        client.force_login(boss)
        before, old = facts(case), case.link_hash

        for _double_click in range(2):
            response = client.post(slip)
            assert (response.status_code, response["Location"]) == (302, slip)

        case.refresh_from_db()
        assert case.link_hash != old
        assert facts(case) == before
        [row] = case.history.filter(step="new_link")
        assert (row.role, row.history_user.username) == ("staff", "boss")
        assert case.reference in client.get(slip).content.decode()

    def test_the_button_of_an_old_page_keeps_a_link_that_works(
        self, client, case, slip, boss
    ):
        client.post(slip)
        assert type(case).objects.get(pk=case.pk).link_hash == case.link_hash


def test_kinds_are_all_tried():
    assert {kind.name for kind in KINDS} == set(submission_kinds()) == set(STATES)


def test_a_mail_of_a_case_that_is_gone_fails_and_holds_up_no_other():
    gone, other = (enqueue(RegistrationFactory(), "received") for _ in range(2))
    Message.objects.filter(pk=gone.pk).update(submission_id=0)

    assert deliver_due() == 2

    assert [each.to for each in mail.outbox] == [[other.recipient]]
