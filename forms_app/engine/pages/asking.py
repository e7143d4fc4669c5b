"""Which pages ask the questions of an intake."""

from django.db.models import Q
from wagtail.models import Page, get_page_models

from forms_app.engine.pages.form_page import FormPage
from forms_app.engine.submission import Intake


def pages_asking(intake: Intake) -> list[Page]:
    """Of every kind and language, drafts too, with their locales."""
    kinds = [each for each in get_page_models() if issubclass(each, FormPage)]
    of_this = Q()
    for kind in kinds:
        of_this |= Q(pk__in=kind.objects.filter(intake=intake).values("pk"))
    return list(Page.objects.filter(of_this).select_related("locale").order_by("path"))
