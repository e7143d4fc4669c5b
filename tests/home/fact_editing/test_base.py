"""Every view of ours that changes or deletes a stored record stands on one base."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, resolve, reverse
from wagtail.admin.views.generic import DeleteView, EditView

from home.fact_editing.delete import FactDeleteView
from home.fact_editing.edit import EditsAFact
from home.fact_editing.settings import SettingsEditView
from services.models import Place
from tests.factories import PlaceFactory
from tests.staff_forms import form_of

OURS = {"home", "services", "events", "forms_app"}
EDITED = {
    "Alert",
    "CounsellingSlot",
    "Course",
    "CourseRun",
    "EligibilityRules",
    "Event",
    "EventDate",
    "HouseRules",
    "Intake",
    "Place",
    "Question",
    "ReplyTemplate",
    "Room",
    "SiteFrame",
    "Synonyms",
}


def patterns(resolver=None) -> Iterator[URLPattern]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from patterns(each)


def views(base: type) -> Iterator[tuple[str, type]]:
    """The name of the model and the class, for each view of ours of this kind."""
    for each in patterns():
        view = getattr(each.callback, "view_class", object)
        if not issubclass(view, base):
            continue
        model = each.callback.view_initkwargs.get("model")
        if model is not None and model._meta.app_label in OURS:
            yield model.__name__, view


def test_every_editor_of_a_record_of_ours_stands_on_the_base():
    found = list(views(EditView))
    assert {model for model, _view in found} == EDITED
    assert [each for each in found if not issubclass(each[1], EditsAFact)] == []


def test_every_deletion_of_a_record_of_ours_stands_on_the_base():
    # Menu and footer are there for good: see `OneForEachSite`.
    found = [each for each in views(DeleteView) if each[0] != "SiteFrame"]
    assert {model for model, _view in found} == EDITED - {"SiteFrame"}
    assert [each for each in found if not issubclass(each[1], FactDeleteView)] == []


def test_settings_are_edited_on_the_base():
    url = reverse("wagtailsettings:edit", args=["home", "contactsettings", 1])
    assert resolve(url).func.view_class is SettingsEditView


@pytest.mark.django_db
@pytest.mark.parametrize("asks", [True, False])
def test_what_is_asked_before_saving_stands_instead_of_it(bob, monkeypatch, asks):
    place = PlaceFactory(name="Before")
    page = HttpResponse("Are you sure?")
    monkeypatch.setattr(
        EditsAFact,
        "before_saving",
        lambda _view, form: page if asks and form.instance.name == "After" else None,
    )
    url = reverse("places:edit", args=[place.pk])
    typed = form_of(bob.get(url)) | {"name": "After"}
    response = bob.post(url, typed)
    name = Place.objects.get(pk=place.pk).name
    expected = (200, "Before") if asks else (302, "After")
    assert (response.status_code, name) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("asks", [True, False])
def test_what_is_asked_before_deleting_stands_instead_of_it(bob, monkeypatch, asks):
    place = PlaceFactory()
    page = HttpResponse("Are you sure?") if asks else None
    monkeypatch.setattr(FactDeleteView, "before_deleting", lambda _view: page)
    url = reverse("places:delete", args=[place.pk])
    asked = form_of(bob.get(url), f"form[action='{url}']")
    response = bob.post(url, asked)
    expected = (200, True) if asks else (302, False)
    assert (response.status_code, Place.objects.exists()) == expected
