"""Deleting what somebody else is editing, and saving what somebody else deleted."""

import pytest
from django.urls import reverse

from services.models import Place
from tests.factories import PlaceFactory
from tests.home.fact_editing.facts import FACTS
from tests.staff_forms import form_of, soup_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory(street="Old street 1")


@pytest.fixture
def edit_url(place):
    return reverse("places:edit", args=[place.pk])


@pytest.fixture
def delete_url(place):
    return reverse("places:delete", args=[place.pk])


@pytest.fixture
def asked(bob, delete_url):
    """The page that asks, as it was when nobody had changed anything."""
    return form_of(bob.get(delete_url), f"form[action='{delete_url}']")


def words_of(response) -> str:
    return soup_of(response).select_one("main").get_text(" ", strip=True)


def test_place_that_changed_since_it_was_asked_is_not_deleted(
    bob, place, edit_url, delete_url, asked
):
    typed = form_of(bob.get(edit_url)) | {"street": "New street 2"}
    assert bob.post(edit_url, typed).status_code == 302
    answer = bob.post(delete_url, asked)
    assert answer.status_code == 409
    words = words_of(answer)
    assert "It is not deleted yet" in words
    assert "Old street 1" in words
    assert "New street 2" in words
    assert Place.objects.filter(pk=place.pk).exists()
    again = form_of(answer, f"form[action='{delete_url}']")
    assert bob.post(delete_url, again).status_code == 302
    assert not Place.objects.filter(pk=place.pk).exists()


def test_place_that_nobody_changed_is_deleted_at_once(bob, place, delete_url, asked):
    assert bob.post(delete_url, asked).status_code == 302
    assert not Place.objects.filter(pk=place.pk).exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_deletes_it_a_second_time_is_told_who_did(
    bob, delete_url, asked, method
):
    bob.post(delete_url, asked)
    answer = getattr(bob, method)(delete_url, asked, follow=True)
    assert answer.redirect_chain == [(reverse("places:index"), 302)]
    assert "It is deleted already: you yourself, elsewhere" in answer.content.decode()


def test_what_was_never_there_is_not_found(bob):
    for name in ("places:delete", "places:edit"):
        assert bob.post(reverse(name, args=[99999])).status_code == 404


def test_whoever_saves_what_was_deleted_reads_who_did_it_and_what_they_typed(
    ada, bob, place, edit_url, delete_url
):
    typed = form_of(bob.get(edit_url)) | {"street": "New street 2"}
    selector = f"form[action='{delete_url}']"
    ada.post(delete_url, form_of(ada.get(delete_url), selector))
    answer = bob.post(edit_url, typed)
    assert answer.status_code == 409
    words = words_of(answer)
    assert "Deleted: Ada Example" in words
    assert "Street and number New street 2" in words


DELETED = sorted(FACTS.keys() - {"SiteFrame", "ContactSettings"})


@pytest.mark.grid
@pytest.mark.parametrize("name", DELETED)
def test_what_was_typed_of_a_deleted_fact_is_shown(bob, name):
    """Deleted by a command: nobody wrote down who it was."""
    fact = FACTS[name]
    record = fact.make()
    url = fact.url(record)
    typed = form_of(bob.get(url)) | fact.again
    record.delete()
    answer = bob.post(url, typed)
    assert answer.status_code == 409
    words = words_of(answer)
    assert "Who it was is not recorded." in words
    for value in fact.again.values():
        assert value in words or "2099" in words
