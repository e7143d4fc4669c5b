import pytest

from forms_app.engine.notes import Note
from forms_app.engine.outbox import enqueue
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory, record
from tests.forms_app.engine.inbox.pages import address, references, timeline

pytestmark = pytest.mark.django_db

AT_MOST = 15


@pytest.fixture
def queries(inbox, django_assert_max_num_queries):
    """How many queries the list makes once the process has warmed up."""

    def count(**parameters):
        inbox(**parameters)
        with django_assert_max_num_queries(AT_MOST) as captured:
            response = inbox(**parameters)
        assert references(response)
        return len(captured)

    return count


@pytest.mark.parametrize(
    "parameters",
    [{}, {"q": "example"}, {"state": "received", "language": "en"}],
    ids=["all", "search", "filter"],
)
def test_list_makes_as_many_queries_for_a_hundred_cases_as_for_one(
    queries, run, parameters
):
    RegistrationFactory(run=run)
    with_one = queries(**parameters)
    for _ in range(9):
        RegistrationFactory.create_batch(11, run=CourseRunFactory())

    assert queries(**parameters) == with_one
    assert Registration.objects.count() == 100


# Nine of them are Wagtail's: session, person, permissions, languages.
CASE_AT_MOST = 22


@pytest.fixture
def queries_of_case(main_desk, django_assert_max_num_queries):
    def count(case):
        main_desk.get(address("case", case))
        with django_assert_max_num_queries(CASE_AT_MOST) as captured:
            response = main_desk.get(address("case", case))
        return len(captured), len(timeline(response))

    return count


def test_case_makes_as_many_queries_for_a_long_history_as_for_a_short_one(
    queries_of_case, run, coordinator
):
    case = RegistrationFactory(run=run)
    with_one, short = queries_of_case(case)
    for number in range(10):
        record(case, f"step {number}")
        Note.objects.create(submission=case, author=coordinator, text="Called")
        enqueue(case, "received")

    with_thirty, long = queries_of_case(case)

    assert (short, long) == (2, 32)
    assert with_thirty == with_one
