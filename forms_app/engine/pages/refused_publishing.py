"""What an editor reads who publishes a form before all its words are translated."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import messages
from wagtail.models import Page

from forms_app.engine.pages.completeness import PublishedWhenComplete, missing_words


def refuse_incomplete(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_edit_page`: back to the editor with the number of missing words."""
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    is_publishing = request.method == "POST" and (
        request.POST.get("action") == "publish" or "action-publish" in request.POST
    )
    if not is_publishing or not issubclass(type(page), PublishedWhenComplete):
        return None
    form_page = page.specific
    of_questions = form_page.missing_questions()
    missing = missing_words(page) + of_questions
    if not missing:
        return None
    words = ngettext(
        "Not published: %(count)d text of this form is not translated yet.",
        "Not published: %(count)d texts of this form are not translated yet.",
        missing,
    )
    buttons = [_to_the_words(form_page)] if of_questions else []
    messages.error(request, words % {"count": missing}, buttons=buttons)
    return HttpResponseRedirect(editor)


def _to_the_words(page: Any) -> Any:
    where = [page.intake_id, page.locale.language_code]
    url = reverse("questions:words", args=where)
    return messages.button(url, gettext("Words of the questions"))
