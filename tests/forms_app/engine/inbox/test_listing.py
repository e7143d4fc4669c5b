from datetime import timedelta

import pytest
from django.utils import timezone

from forms_app.models import Registration
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    RegistrationFactory,
    make_staff,
)
from tests.forms_app.engine.inbox.pages import (
    INBOX,
    address,
    counts,
    main_words,
    parsed,
    references,
    words,
)

pytestmark = pytest.mark.django_db

RESULTS = f"{INBOX}results/"


@pytest.fixture
def foreign():
    """A case of a course at another place."""
    return RegistrationFactory(run=CourseRunFactory(place=PlaceFactory()))


@pytest.fixture
def own(run):
    return RegistrationFactory(run=run, submitted_at=timezone.now() - timedelta(days=1))


@pytest.fixture
def keeper(client, run):
    """Logged in as the coordinator of the run's place."""
    client.force_login(make_staff("keeper", "Place coordinators", places=[run.place]))
    return client


# Who sees what


def test_coordinator_of_courses_sees_the_cases_of_every_place(inbox, own, foreign):
    assert references(inbox()) == [foreign.reference, own.reference]


def test_coordinator_of_a_place_sees_its_cases_only(keeper, own, foreign):
    assert references(keeper.get(INBOX)) == [own.reference]


def test_coordinator_of_two_places_sees_the_cases_of_both(client, own, foreign):
    places = [own.run.place, foreign.run.place]
    client.force_login(make_staff("keeper", "Place coordinators", places=places))
    assert references(client.get(INBOX)) == [foreign.reference, own.reference]


def test_coordinator_without_a_place_sees_no_case(client, own):
    client.force_login(make_staff("keeper", "Place coordinators"))
    response = client.get(INBOX)
    assert (response.status_code, references(response)) == (200, [])


def test_coordinator_who_left_the_place_sees_no_case_any_more(keeper, own):
    assert references(keeper.get(INBOX)) == [own.reference]
    own.run.place.coordinators.clear()
    assert references(keeper.get(INBOX)) == []


@pytest.mark.parametrize("url", [INBOX, RESULTS])
@pytest.mark.parametrize(
    ("role", "sent_to"),
    [("Editors", "/admin/"), (None, "/admin/login/?next={url}")],
)
def test_list_is_closed_to_staff_without_cases(client, own, url, role, sent_to):
    client.force_login(make_staff("curious", role, places=[own.run.place]))
    response = client.get(url)
    assert (response.status_code, response.get("Location")) == (
        302,
        sent_to.format(url=url),
    )


def test_list_of_results_has_the_same_scope(keeper, own, foreign):
    assert references(keeper.get(RESULTS)) == [own.reference]


# What a row says


def test_row_says_what_a_coordinator_needs_at_a_glance(inbox, run):
    case = RegistrationFactory(run=run, language="ar", full_name="سارة")
    table = parsed(inbox()).select_one("main table.listing")
    [row] = table.select("tbody tr")
    titles = [words(title) for title in table.select("thead th")]
    cells = [words(cell) for cell in row.find_all("td")]
    told = dict(zip(titles, cells, strict=True))
    wanted = ("Reference", "State", "Name", "Course run", "Place", "Language")
    assert [told[each] for each in wanted] == [
        case.reference,
        "Received",
        "سارة",
        run.code,
        run.place.name,
        "العربية",
    ]
    moments = [moment["datetime"] for moment in row.find_all("time")]
    assert timezone.localtime(case.submitted_at).isoformat() in moments
    assert row.select_one("td.title a")["href"] == address("case", case)


def test_name_in_the_list_has_its_own_direction(inbox, run):
    RegistrationFactory(run=run, full_name="سارة")
    cell = parsed(inbox()).find("td", string="سارة")
    assert cell["dir"] == "auto"


def test_list_is_not_stored_by_the_browser(inbox, own):
    assert "no-store" in inbox()["Cache-Control"]


# Filters


@pytest.fixture
def two(run, foreign):
    """Two cases that differ in everything that can be filtered."""
    RegistrationFactory.create(run=run, state="confirmed", language="ar")
    return {
        "first": Registration.objects.get(run=run),
        "second": foreign,
    }


@pytest.mark.parametrize(
    ("name", "value_of"),
    [
        ("state", lambda case: case.state),
        ("run", lambda case: case.run_id),
        ("place", lambda case: case.run.place_id),
        ("language", lambda case: case.language),
    ],
)
@pytest.mark.parametrize("wanted", ["first", "second"])
def test_filter_leaves_the_cases_that_fit(inbox, two, name, value_of, wanted):
    response = inbox(**{name: value_of(two[wanted])})
    assert references(response) == [two[wanted].reference]


def test_filter_takes_several_states(inbox, run):
    for state in ("received", "confirmed", "declined"):
        RegistrationFactory(run=run, state=state)
    found = references(inbox(state=["received", "declined"]))
    expected = Registration.objects.exclude(state="confirmed")
    assert sorted(found) == sorted(case.reference for case in expected)


def test_filters_and_search_narrow_each_other(inbox, run):
    RegistrationFactory(run=run, state="confirmed", full_name="Jana Malá")
    RegistrationFactory(run=run, state="received", full_name="Jana Velká")
    wanted = RegistrationFactory(run=run, state="confirmed", full_name="Jana Velká")
    assert references(inbox(state="confirmed", q="velka")) == [wanted.reference]


def test_filter_by_a_foreign_place_opens_nothing(keeper, own, foreign):
    assert references(keeper.get(INBOX, {"place": own.run.place_id})) == [own.reference]
    assert references(keeper.get(INBOX, {"place": foreign.run.place_id})) == []


GARBAGE = [
    "nonsense",
    "-1",
    "9" * 40,
    "1.5",
    "1 OR 1=1",
    "'\"",
    "\0",
    " ",
    "\u202e",
    "x" * 10_000,
    "None",
    "[]",
]


@pytest.mark.parametrize(
    "name", ["state", "run", "place", "language", "ordering", "p", "_w_filter_fragment"]
)
def test_garbage_in_a_parameter_shows_the_own_list(keeper, own, foreign, name):
    answers = {value: keeper.get(INBOX, {name: value}) for value in GARBAGE}
    shown = {value: (a.status_code, references(a)) for value, a in answers.items()}
    assert shown == dict.fromkeys(GARBAGE, (200, [own.reference]))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_in_the_address_gives_the_list_and_no_file(inbox, own, form):
    response = inbox(export=form)
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Content-Disposition" not in response
    assert references(response) == [own.reference]


# Counts


def test_counts_are_those_of_the_whole_scope(inbox, run, foreign):
    RegistrationFactory.create_batch(2, run=run, state="confirmed")
    RegistrationFactory(run=run, state="declined")
    assert counts(inbox()) == {"Received": 1, "Confirmed": 2, "Declined": 1}


def test_counts_leave_out_other_places(keeper, run, foreign):
    RegistrationFactory(run=run, state="confirmed")
    assert counts(keeper.get(INBOX)) == {"Confirmed": 1}


def test_counts_lead_to_the_cases_that_they_count(inbox, run):
    confirmed = RegistrationFactory(run=run, state="confirmed")
    RegistrationFactory(run=run, state="declined")
    links = parsed(inbox()).select(".inbox-counts a")
    link = next(each for each in links if "Confirmed" in each.text)
    assert link["href"] == f"{INBOX}?state=confirmed"
    assert references(inbox(state="confirmed")) == [confirmed.reference]


def test_counts_stay_the_same_while_filtering(inbox, run):
    RegistrationFactory(run=run, state="confirmed")
    RegistrationFactory(run=run, state="declined")
    assert counts(inbox(state="declined")) == {"Confirmed": 1, "Declined": 1}


# Pages


@pytest.fixture
def many(run):
    """More than one page of cases, the oldest first."""
    now = timezone.now()
    return [
        RegistrationFactory(run=run, submitted_at=now - timedelta(minutes=n))
        for n in range(52, 0, -1)
    ]


def test_list_shows_fifty_cases_the_newest_first(inbox, many):
    expected = [case.reference for case in reversed(many)]
    assert references(inbox()) == expected[:50]
    assert references(inbox(p=2)) == expected[50:]


def test_paging_keeps_search_and_filters(inbox, many):
    links = parsed(inbox(q="example", state="received")).select("li.next a")
    assert [link["href"] for link in links] == [f"{INBOX}?q=example&state=received&p=2"]


# Nothing to show


def test_empty_inbox_says_so(inbox):
    assert "Nothing has come in yet. New cases appear here by themselves." in (
        main_words(inbox())
    )


@pytest.mark.parametrize("parameters", [{"q": "nobody"}, {"state": "declined"}])
def test_search_without_a_hit_says_so_and_leads_back(inbox, own, parameters):
    response = inbox(**parameters)
    assert "No case fits your search and filters. Show all" in main_words(response)
    back = parsed(response).main.find_all("a", string="Show all")
    assert {link["href"] for link in back} == {INBOX}
