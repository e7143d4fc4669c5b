"""Several cases in one browser: each page and each button belongs to its own."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from forms_app.engine.actors import staff
from forms_app.engine.pages import case_step, status
from forms_app.engine.pages.case_pass import MOST, open_cases
from forms_app.engine.states import Role
from forms_app.engine.submission import submission_kinds
from forms_app.engine.transitions import perform
from forms_app.models import Registration
from tests.applicant import enter, own_page, secret_link, seen, step_page
from tests.factories import (
    CourseRunFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomRequestFactory,
    make_request_forms,
    make_room_site,
    make_small_site,
    make_staff,
)
from tests.forms_app.kinds import KINDS
from tests.tab import Tab

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

STEPS_OF_APPLICANTS = [
    pytest.param(kind, state, step, id=f"{kind.name}-{state}-{step.name}")
    for kind in KINDS
    for step in submission_kinds()[kind.name].workflow.steps.values()
    if Role.APPLICANT in step.by
    for state in sorted(step.sources)
]
EACH_STEP = pytest.mark.parametrize(("kind", "state", "step"), STEPS_OF_APPLICANTS)
TYPED = {"answer-answer": "Only quiet music", "answer-information": "On Monday"}


@pytest.fixture(autouse=True)
def site():
    return make_small_site()


def two(kind, state: str) -> list[Any]:
    """Like twins: only their references and links tell them apart."""
    return [kind.make(state), kind.make(state)]


def tab_with_button(client: Client, case, step) -> Tab:
    """A tab that shows the button of this step, as the page itself leads there."""
    tab = Tab(client, own_page(enter(client, case) and case))
    return tab.follow(step.applicant_label) if step.warning else tab


def fill_in(tab: Tab, step) -> dict[str, str]:
    """What somebody writes or chooses in the form of this button."""
    form = tab.form_of(step.applicant_label)
    names = {each["name"] for each in form.find_all(["textarea"])}
    choices = {each["name"]: each["value"] for each in form.find_all(type="radio")}
    return {name: TYPED[name] for name in names} | choices


def states(*cases) -> list[tuple[str, int]]:
    for case in cases:
        case.refresh_from_db()
    return [(case.state, case.version) for case in cases]


class TestOldTab:
    @EACH_STEP
    def test_every_step_acts_on_the_case_that_its_page_shows(
        self, client, kind, state, step
    ):
        first, second = two(kind, state)
        tab = tab_with_button(client, first, step)
        enter(client, second)
        assert Tab(client, own_page(second)).status == 200

        tab.press(step.applicant_label, **fill_in(tab, step))

        assert states(first, second) == [(step.target, 1), (state, 0)]
        assert (tab.status, tab.address) == (200, own_page(first))
        assert first.reference in tab.text

    @EACH_STEP
    def test_where_the_browser_decides_the_form_itself_refuses(
        self, client, kind, state, step, monkeypatch
    ):
        """A control: the address alone would not have to be right."""
        monkeypatch.setattr(status, "case_of_handle", the_last_one_seen)
        first, second = two(kind, state)
        tab = tab_with_button(client, first, step)
        enter(client, second)

        tab.press(step.applicant_label, **fill_in(tab, step))

        assert states(first, second) == [(state, 0), (state, 0)]
        assert tab.status == 409
        assert "Nothing was changed." in tab.text

    def test_without_either_the_wrong_case_is_moved(self, client, monkeypatch):
        """A control: this is what the two of them prevent."""
        monkeypatch.setattr(status, "case_of_handle", the_last_one_seen)
        monkeypatch.setattr(case_step.SeenCase, "is_of", everything_is_right)
        first, second = RegistrationFactory(), RegistrationFactory()
        withdraw = Registration.workflow.steps["withdraw"]
        tab = tab_with_button(client, first, withdraw)
        enter(client, second)

        tab.press(withdraw.applicant_label)

        assert states(first, second) == [("received", 0), ("withdrawn", 1)]

    def test_a_form_of_another_case_is_refused_at_this_address(self, client):
        first, second = RegistrationFactory(), RegistrationFactory()
        enter(enter(client, first), second)

        response = client.post(step_page(first, "withdraw"), seen(second))

        assert response.status_code == 409
        assert states(first, second) == [("received", 0), ("received", 0)]


def the_last_one_seen(request, handle):
    return open_cases(request)[0]


def everything_is_right(form, case) -> bool:
    return form.is_valid()


class TestSameCaseInTwoTabs:
    """What somebody wrote is never lost, whatever happened meanwhile."""

    @pytest.fixture
    def case(self):
        case = PlainRequestFactory()
        by = staff(make_staff("coordinator"))
        return perform(case, "ask", by, details={"question": "On which day?"})

    @pytest.fixture
    def tab(self, client, case):
        return Tab(client, own_page(enter(client, case) and case))

    def answer(self, tab: Tab, words: str) -> Tab:
        return tab.press("Send the answer", **{"answer-information": words})

    def test_the_second_answer_is_refused_and_can_be_copied(self, client, tab, case):
        other = Tab(client, own_page(case))
        self.answer(other, "On Monday")

        self.answer(tab, "On Tuesday, <b>if</b> I may")

        case.refresh_from_db()
        assert (tab.status, case.information) == (409, "On Monday")
        assert "Somebody changed this case" in tab.text
        assert "What you wrote" in tab.text
        assert "On Tuesday, <b>if</b> I may" in tab.text

    def test_an_answer_to_the_question_before_stands_in_the_form_of_the_new_one(
        self, tab, case
    ):
        by = staff(make_staff("another"))
        case = perform(case, "answer", by, details={"information": "By phone"})
        perform(case, "ask", by, details={"question": "And at what time?"})

        self.answer(tab, "On Tuesday")

        case.refresh_from_db()
        assert (tab.status, case.state) == (409, "needs_information")
        assert "And at what time?" in tab.text
        [field] = tab.page.find_all("textarea")
        assert field.get_text().strip() == "On Tuesday"
        assert "What you wrote" not in tab.text

        self.answer(tab, "On Tuesday at ten")
        case.refresh_from_db()
        assert (tab.status, case.information) == (200, "On Tuesday at ten")

    def test_an_answer_after_the_time_was_over_can_be_copied(self, tab, case):
        with time_machine.travel(timezone.now() + timedelta(minutes=31)):
            self.answer(tab, "A long story")

        case.refresh_from_db()
        assert (tab.status, case.state) == (410, "needs_information")
        assert "Open your link again" in tab.text
        assert "A long story" in tab.text

    def test_the_second_of_two_withdrawals_says_what_happened(self, client, case):
        tabs = [
            tab_with_button(client, case, case.workflow.steps["withdraw"])
            for _number in range(2)
        ]
        for tab in tabs:
            tab.press("Withdraw my request")

        case.refresh_from_db()
        assert [tab.status for tab in tabs] == [200, 409]
        assert case.history.filter(step="withdraw").count() == 1


class TestPass:
    def test_a_pass_opens_its_own_case_only(self, client):
        own, other = RegistrationFactory(state="offered"), RegistrationFactory()
        enter(client, own)

        page = own_page(other)
        for address in (page, f"{page}calendar/", f"{page}step/withdraw/"):
            assert client.get(address).status_code == 410
        response = client.post(step_page(other, "withdraw"), seen(other))
        assert response.status_code == 410
        assert states(other) == [("received", 0)]

    def test_a_pass_under_the_name_of_another_case_opens_neither(self, client):
        own, other = RegistrationFactory(), RegistrationFactory()
        enter(client, own)
        [name] = [each for each in client.cookies if each.startswith("case-")]
        client.cookies[f"case-{other.handle}"] = client.cookies.pop(name).value

        assert client.get(own_page(other)).status_code == 410
        assert client.get(own_page(own)).status_code == 410

    def test_a_page_writes_no_pass_but_its_own(self, client):
        """Two that are loaded at once cannot take each other's away."""
        cases = [RegistrationFactory() for _number in range(2)]
        for case in cases:
            enter(client, case)

        written = client.get(own_page(cases[0])).cookies
        assert set(written) - {"csrftoken"} == {f"case-{cases[0].handle}"}
        cookie = written[f"case-{cases[0].handle}"]
        assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
            True,
            "Lax",
            30 * 60,
        )

    def test_a_pass_says_nothing_about_a_person(self, client):
        case = RegistrationFactory()
        enter(client, case)

        brought = str(client.cookies)
        for secret in (case.reference, case.full_name, case.email, case.link_hash):
            assert secret not in brought
        assert secret_link(case).split("/")[3] not in brought
        assert case.reference.replace("-", "").lower() not in case.handle

    def test_each_look_is_good_for_another_half_hour(self, client):
        looked_at, left_alone = RegistrationFactory(), RegistrationFactory()
        with time_machine.travel(timezone.now(), tick=False) as clock:
            enter(enter(client, looked_at), left_alone)
            for _look in range(3):
                clock.shift(timedelta(minutes=29))
                assert client.get(own_page(looked_at)).status_code == 200
            assert client.get(own_page(left_alone)).status_code == 410
            clock.shift(timedelta(minutes=31))
            assert client.get(own_page(looked_at)).status_code == 410

    def test_the_one_that_nobody_looked_at_for_longest_is_closed(self, client):
        cases = [RegistrationFactory() for _number in range(MOST + 1)]
        with time_machine.travel(timezone.now(), tick=False) as clock:
            for case in cases[:MOST]:
                clock.shift(timedelta(seconds=2))
                enter(client, case)
            clock.shift(timedelta(seconds=2))
            client.get(own_page(cases[0]))
            clock.shift(timedelta(seconds=2))
            enter(client, cases[MOST])
            answers = [client.get(own_page(case)).status_code for case in cases]
        assert answers == [200, 410, *[200] * (MOST - 1)]

    @pytest.mark.parametrize("name", ["case-", "case-x", "case-ABCDEFGHIJKLMNOP"])
    def test_any_cookie_gives_a_page(self, client, name):
        case = RegistrationFactory()
        enter(client, case)
        client.cookies[name] = "x"

        assert client.get(own_page(case)).status_code == 200
        assert client.post("/en/case/leave/").status_code == 302


class TestAddressWithoutCase:
    @pytest.fixture
    def cases(self, site):
        run = CourseRunFactory(course=site.course, place=site.place)
        return [
            RegistrationFactory(run=run, state="offered"),
            RoomRequestFactory(state="confirmed"),
        ]

    @pytest.mark.parametrize("rest", ["", "calendar/", "step/withdraw/"])
    def test_the_only_case_is_meant(self, client, cases, rest):
        enter(client, cases[0])

        response = client.get(f"/en/case/{rest}")

        own = f"{own_page(cases[0])}{rest}"
        assert (response.status_code, response["Location"]) == (303, own)
        assert client.get(own).status_code == 200

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_of_several_people_choose(self, client, cases, language):
        for case in cases:
            enter(client, case, language)

        tab = Tab(client, f"/{language}/case/")

        assert tab.status == 200
        assert tab.response["Cache-Control"] == "no-store"
        links = [each["href"] for each in tab.page.select("main li h2 a")]
        assert links == [own_page(case, language) for case in reversed(cases)]
        for case in cases:
            assert case.reference in tab.text
            assert case.full_name not in tab.text
        if language == "en":
            assert "Czech en" in tab.text
            assert "You need to do something" in tab.text

    def test_of_several_the_step_is_chosen_with_the_case(self, client, cases):
        for case in cases:
            enter(client, case)

        tab = Tab(client, "/en/case/step/withdraw/")

        links = [each["href"] for each in tab.page.select("main li h2 a")]
        assert links == [step_page(case, "withdraw") for case in reversed(cases)]

    @pytest.mark.parametrize("number", [1, 2])
    def test_a_button_without_a_case_moves_none(self, client, cases, number):
        for case in cases[:number]:
            enter(client, case)

        client.post("/en/case/step/withdraw/", {"version": 0}, follow=True)

        assert states(*cases) == [("offered", 0), ("confirmed", 0)]

    @pytest.mark.parametrize("rest", ["", "calendar/", "step/withdraw/"])
    def test_nothing_open_tells_how_to_come_back(self, client, rest):
        tab = Tab(client, f"/en/case/{rest}")

        assert tab.status == 410
        assert "Open your link again" in tab.text
        assert tab.follow("I lost my link").status == 200

    def test_a_dead_link_is_no_open_case(self, client, cases):
        for case in cases:
            enter(client, case)
        type(cases[1]).objects.update(link_hash="0" * 64)

        assert client.get("/en/case/")["Location"] == own_page(cases[0])

    @pytest.mark.parametrize("number", [1, 8])
    def test_the_list_asks_no_more_than_it_shows(
        self, client, site, number, django_assert_max_num_queries
    ):
        run = CourseRunFactory(course=site.course, place=site.place)
        for _case in range(number):
            enter(client, RegistrationFactory(run=run))
        client.get("/en/case/")  # what the frame of a page remembers

        with django_assert_max_num_queries(16 + number):
            client.get("/en/case/", follow=number == 1)

    def test_pages_lead_to_the_others_that_are_open(self, client, cases):
        tab = Tab(client, own_page(enter(client, cases[0]) and cases[0]))
        assert "what else is open" not in tab.text
        enter(client, cases[1])

        tab.open(tab.address).follow("See what else is open on this device")

        assert tab.address == "/en/case/"
        assert cases[1].reference in tab.text


class TestConfirmation:
    """Of a parent who registers one child after the other."""

    @pytest.fixture
    def cases(self, client, site):
        run = CourseRunFactory(course=site.course, place=site.place)
        intake = site.intake
        cases = [RegistrationFactory(run=run, intake=intake) for _child in range(2)]
        for case in cases:
            enter(client, case)
        self.address = f"{site.form_address(run)}sent/"
        return cases

    def test_each_shows_its_own_reference_also_after_a_reload(self, client, cases):
        for first, other in (cases, cases[::-1]):
            tab = Tab(client, f"{self.address}{first.handle}/")
            assert tab.status == 200
            assert first.reference in tab.text
            assert other.reference not in tab.text
            tab.follow("See what happens with it")
            assert first.reference in tab.text

    def test_without_a_case_in_the_address_people_choose(self, client, cases):
        tab = Tab(client, self.address)
        assert all(case.reference in tab.text for case in cases)

    def test_without_a_case_in_the_address_the_only_one_of_this_form_is_meant(
        self, client, cases
    ):
        client.post("/en/case/leave/")
        enter(enter(client, cases[0]), PlainRequestFactory())

        tab = Tab(client, self.address)

        assert tab.address == f"{self.address}{cases[0].handle}/"
        assert cases[0].reference in tab.text

    def test_one_of_another_form_or_run_is_shown_as_what_it_is(
        self, client, site, cases
    ):
        make_request_forms()
        elsewhere = [RegistrationFactory(intake=site.intake), PlainRequestFactory()]
        for case in elsewhere:
            enter(client, case)
            tab = Tab(client, f"{self.address}{case.handle}/")
            assert (tab.status, tab.address) == (200, own_page(case))
        tab.open(f"/en/request/sent/{elsewhere[1].handle}/")
        assert elsewhere[1].reference in tab.text

    def test_of_a_room_the_same(self, client):
        room_site = make_room_site()
        intake = {"room": room_site.room, "intake": room_site.intake}
        own, other = RoomRequestFactory(**intake), RoomRequestFactory()
        enter(enter(client, own), other)

        tab = Tab(client, f"{room_site.form_address()}sent/{own.handle}/")
        assert own.reference in tab.text
        tab.open(f"{room_site.form_address()}sent/{other.handle}/")
        assert tab.address == own_page(other)


class TestSharedComputer:
    """Of the library: whoever comes next sees nothing of it."""

    @pytest.fixture
    def cases(self, client):
        cases = [PlainRequestFactory(), RegistrationFactory(state="offered")]
        for case in cases:
            enter(client, case)
        return cases

    def test_leaving_closes_all_and_says_so(self, client, cases):
        tab = Tab(client, own_page(cases[0]))

        tab.press("Leave and clear this device")

        assert tab.address == "/en/case/left/"
        assert "Nothing of what you opened here is left on this device." in tab.text
        assert not [
            name
            for name, morsel in client.cookies.items()
            if name.startswith("case-") and morsel.value
        ]
        for case in cases:
            for address in (own_page(case), step_page(case, "withdraw")):
                assert Tab(client, address).status == 410
        assert Tab(client, "/en/case/").status == 410

    def test_leaving_from_the_list_does_the_same(self, client, cases):
        Tab(client, "/en/case/").press("Leave and clear this device")
        assert Tab(client, own_page(cases[0])).status == 410

    def test_a_tab_that_was_left_open_moves_nothing(self, client, cases):
        forgotten = tab_with_button(
            client, cases[1], Registration.workflow.steps["withdraw"]
        )
        Tab(client, own_page(cases[0])).press("Leave and clear this device")

        forgotten.press("Withdraw my registration")

        assert forgotten.status == 410
        assert states(cases[1]) == [("offered", 0)]
