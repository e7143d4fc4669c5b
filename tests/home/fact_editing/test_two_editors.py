"""Two people edit the same fact, each from the page that the site gave them."""

import pytest

from tests.home.fact_editing.facts import FACTS
from tests.staff_forms import form_of, soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]


@pytest.fixture(params=FACTS)
def fact(request):
    return FACTS[request.param]


@pytest.fixture
def url(fact):
    return fact.url(fact.make())


def stored(client, url, names) -> dict:
    shown = form_of(client.get(url))
    return {name: shown.get(name, "") for name in names}


def panel(response) -> str:
    found = soup_of(response).select_one(".conflict")
    return found.get_text(" ", strip=True) if found else ""


def test_fields_that_only_one_changed_are_all_saved_in_the_end(fact, url, ada, bob):
    mine = form_of(bob.get(url))
    assert ada.post(url, form_of(ada.get(url)) | fact.theirs).status_code == 302
    conflict = bob.post(url, mine | fact.mine)
    assert conflict.status_code == 409
    assert "Ada Example" in panel(conflict)
    assert stored(ada, url, fact.theirs) == fact.theirs
    assert stored(ada, url, fact.mine) != fact.mine
    again = form_of(conflict)
    assert {name: again.get(name) for name in fact.theirs} == fact.theirs
    assert {name: again.get(name) for name in fact.mine} == fact.mine
    assert bob.post(url, again).status_code == 302
    both = fact.theirs | fact.mine
    assert stored(ada, url, both) == both


def test_field_that_both_changed_shows_both_and_keeps_what_was_typed(
    fact, url, ada, bob
):
    mine = form_of(bob.get(url))
    assert ada.post(url, form_of(ada.get(url)) | fact.theirs).status_code == 302
    conflict = bob.post(url, mine | fact.again)
    assert conflict.status_code == 409
    words = panel(conflict)
    assert "Changed on both sides" in words
    for values in (mine, fact.theirs, fact.again):
        for name in fact.again:
            assert values[name] in words or name in ("ends_at", "first_day")
    assert stored(ada, url, fact.theirs) == fact.theirs
    assert bob.post(url, form_of(conflict)).status_code == 302
    rest = {name: fact.theirs[name] for name in fact.theirs.keys() - fact.again.keys()}
    assert stored(ada, url, fact.again | rest) == fact.again | rest


@pytest.mark.grid
def test_field_that_both_changed_can_be_theirs(fact, url, ada, bob):
    mine = form_of(bob.get(url))
    ada.post(url, form_of(ada.get(url)) | fact.theirs)
    again = form_of(bob.post(url, mine | fact.again))
    decisions = [name for name in again if name.startswith("decide-")]
    if url.startswith("/admin/frame/"):
        # Of blocks the form holds both: no button stands for one.
        assert decisions == []
        return
    assert len(decisions) == 1
    again |= dict.fromkeys(decisions, "theirs")
    assert bob.post(url, again).status_code == 302
    assert stored(ada, url, fact.theirs) == fact.theirs


@pytest.mark.grid
def test_one_person_alone_saves_at_once_and_a_double_click_saves_once(fact, url, bob):
    """The control: where nobody else saved there is no conflict."""
    typed = form_of(bob.get(url)) | fact.mine
    assert [bob.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert stored(bob, url, fact.mine) == fact.mine


@pytest.mark.parametrize("token", ["", "forged", None])
def test_form_without_its_version_saves_nothing(bob, token):
    fact = FACTS["Place"]
    url = fact.url(fact.make())
    typed = form_of(bob.get(url)) | fact.mine | {"made_from": token}
    if token is None:
        del typed["made_from"]
    before = stored(bob, url, fact.mine)
    conflict = bob.post(url, typed)
    assert conflict.status_code == 409
    assert stored(bob, url, fact.mine) == before
    assert bob.post(url, form_of(conflict)).status_code == 302
    assert stored(bob, url, fact.mine) == fact.mine


def test_version_of_another_record_is_none(bob):
    fact = FACTS["Place"]
    url, other = fact.url(fact.make()), fact.url(fact.make())
    typed = form_of(bob.get(url)) | {"made_from": form_of(bob.get(other))["made_from"]}
    assert bob.post(url, typed | fact.mine).status_code == 409
