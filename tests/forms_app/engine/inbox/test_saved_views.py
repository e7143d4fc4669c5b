import pytest

from forms_app.models import SavedView
from tests.factories import make_staff
from tests.forms_app.engine.inbox.pages import inbox, parsed

pytestmark = pytest.mark.django_db


def save(client, name="My people", query="state=received&tab=mine"):
    return client.post(inbox("save_view"), {"name": name, "query": query})


def views(client) -> dict[str, str]:
    links = parsed(client.get(inbox("index"))).select(".saved-views a")
    return {link.text: link["href"] for link in links}


def test_view_is_kept_and_applied(desk, case):
    response = save(desk)
    address = f"{inbox('index')}?state=received&tab=mine"
    assert response["Location"] == address
    assert views(desk) == {"My people": address}


def test_search_words_and_pages_are_not_kept(desk, case):
    save(desk, query="q=Nováková&p=7&ordering=submitted_at&state=received")
    assert SavedView.objects.get().query == "state=received"


def test_the_same_name_keeps_the_newest_filters(desk, case):
    save(desk)
    save(desk, query="state=declined")
    assert views(desk) == {"My people": f"{inbox('index')}?state=declined"}


def test_view_is_deleted(desk, case):
    save(desk)
    desk.post(inbox("forget_view", SavedView.objects.get().pk))
    assert not SavedView.objects.exists()


def test_views_are_each_persons_own(desk, client, colleague, case):
    save(desk)
    client.force_login(colleague)
    assert views(client) == {}
    client.post(inbox("forget_view", SavedView.objects.get().pk))
    assert SavedView.objects.count() == 1


def test_twenty_views_are_enough(desk, case):
    for n in range(21):
        save(desk, name=f"View {n}")
    assert SavedView.objects.count() == 20


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("", ""),
        ("x" * 61, ""),
        ("\0", ""),
        ("x", "y" * 1001),
        ("x", "state=" + "é" * 900),
    ],
)
def test_garbage_is_refused_and_nothing_kept(desk, name, query):
    assert save(desk, name, query).status_code == 302
    assert not SavedView.objects.exists()


def test_a_view_without_a_name_keeps_the_list_as_it_was(desk, case):
    response = save(desk, "", "state=received&tab=mine")
    assert response["Location"] == f"{inbox('index')}?state=received&tab=mine"


@pytest.mark.parametrize("role", ["Editors", None])
def test_views_are_closed_to_staff_without_cases(client, role):
    client.force_login(make_staff("curious", role))
    assert save(client).status_code == 302
    assert not SavedView.objects.exists()
