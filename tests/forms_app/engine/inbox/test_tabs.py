import pytest

from forms_app.engine.actors import staff
from forms_app.engine.assignment import assign
from forms_app.engine.inbox import listing
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory
from tests.forms_app.engine.inbox.pages import (
    inbox,
    main_words,
    parsed,
    references,
    tabs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(run, keeper, colleague, rested, foreign):
    """One case for each tab, by the tab's name, and some for none."""
    own = {
        "mine": RegistrationFactory(run=run, state="confirmed"),
        "unassigned": RegistrationFactory(run=run, state="waitlisted"),
        "overdue": rested(RegistrationFactory(run=run, state="received"), days=4),
        "colleague's": RegistrationFactory(run=run, state="eligible"),
        "finished": rested(RegistrationFactory(run=run, state="declined"), days=90),
    }
    assign(own["mine"], keeper, staff(keeper), None)
    assign(own["overdue"], colleague, staff(colleague), None)
    assign(own["colleague's"], colleague, staff(colleague), None)
    rested(foreign, days=90)
    return own


@pytest.mark.parametrize("tab", ["mine", "unassigned", "overdue"])
def test_tab_shows_its_cases(desk, cases, tab):
    shown = references(desk.get(inbox("index"), {"tab": tab}))
    assert shown == [cases[tab].reference]


def test_all_shows_everything_in_scope(desk, cases, foreign):
    shown = set(references(desk.get(inbox("index"))))
    assert shown == {case.reference for case in cases.values()}
    assert foreign.reference not in shown


def test_tabs_count_within_the_scope(desk, cases):
    expected = {"Mine": "1", "Unassigned": "1", "Overdue": "1"}
    assert tabs(desk.get(inbox("index"))) == expected


def test_a_tab_narrows_with_filters_and_search(desk, cases):
    query = {"tab": "mine", "state": "confirmed", "q": cases["mine"].reference}
    assert references(desk.get(inbox("index"), query)) == [cases["mine"].reference]
    query["state"] = "received"
    assert references(desk.get(inbox("index"), query)) == []


def test_the_term_begins_with_the_state(desk, run, rested):
    young = rested(RegistrationFactory(run=run, state="received"), days=2)
    late = rested(RegistrationFactory(run=run, state="received"), days=4)
    longer_term = rested(RegistrationFactory(run=run, state="eligible"), days=4)
    no_term = rested(RegistrationFactory(run=run, state="waitlisted"), days=400)
    shown = references(desk.get(inbox("index"), {"tab": "overdue"}))
    assert shown == [late.reference]
    fresh = Registration.objects.in_bulk(
        [young.pk, late.pk, longer_term.pk, no_term.pk]
    )
    overdue = [pk for pk, case in fresh.items() if case.is_overdue]
    assert overdue == [late.pk]


def test_an_overdue_case_says_so_in_words(desk, run, rested):
    rested(RegistrationFactory(run=run), days=4)
    page = parsed(desk.get(inbox("index")))
    assert [each.text for each in page.select("tbody .overdue")] == ["Overdue"]


@pytest.mark.parametrize("tab", ["nonsense", "\0", "9" * 40])
def test_garbage_instead_of_a_tab_shows_the_own_list(desk, case, tab):
    assert references(desk.get(inbox("index"), {"tab": tab})) == [case.reference]


@pytest.fixture
def queries(desk, django_assert_max_num_queries):
    def count(address: str) -> int:
        desk.get(address)
        with django_assert_max_num_queries(15) as captured:
            assert desk.get(address).status_code == 200
        return len(captured)

    return count


@pytest.mark.parametrize("query", ["", "?tab=overdue", "?tab=unassigned&q=example"])
def test_as_many_queries_for_a_hundred_cases_as_for_one(
    queries, run, rested, keeper, query
):
    def make():
        case = rested(RegistrationFactory(run=run), days=9)
        return assign(case, keeper, staff(keeper), None)

    make()
    RegistrationFactory(run=run)
    with_few = queries(inbox("index") + query)
    for _ in range(48):
        make()
    RegistrationFactory.create_batch(50, run=CourseRunFactory(place=run.place))
    assert queries(inbox("index") + query) == with_few


def test_the_last_page_is_counted_from_the_end(desk, run):
    for _ in range(103):
        RegistrationFactory(run=run)
    order = Registration.objects.order_by("-submitted_at", "-pk")
    everything = [case.reference for case in order]
    for page in (1, 2, 3):
        rows = parsed(desk.get(inbox("index"), {"p": page})).select("td.title a")
        shown = [row.text.strip() for row in rows]
        assert shown == everything[(page - 1) * 50 : page * 50]


def test_a_filtered_list_is_counted_to_a_limit_and_says_so(desk, run, monkeypatch):
    monkeypatch.setattr(listing, "FOUND_AT_MOST", 2)
    RegistrationFactory.create_batch(3, run=run)
    told = main_words(desk.get(inbox("index"), {"state": "received"}))
    assert "there are more: 2 cases fit your search and filters." in told
    assert "there are more" not in main_words(desk.get(inbox("index")))
    assert len(references(desk.get(inbox("index")))) == 3
