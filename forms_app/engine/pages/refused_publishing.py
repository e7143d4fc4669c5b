"""What an editor reads who publishes a form before all its words are translated."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import ngettext
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
    missing = missing_words(page)
    if not missing:
        return None
    words = ngettext(
        "Not published: %(count)d text of this form is not translated yet.",
        "Not published: %(count)d texts of this form are not translated yet.",
        missing,
    )
    messages.error(request, words % {"count": missing})
    return HttpResponseRedirect(editor)
