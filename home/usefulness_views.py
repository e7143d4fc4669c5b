"""Where the answers to “Was this page useful?” arrive."""

from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from home.usefulness import count_answer


class AnswerForm(forms.Form):
    page = forms.ModelChoiceField(Page.objects.live())
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


# A token against forgery is a cookie, and a page with a cookie cannot be kept for all
# readers. What a forged answer could do is to count one more, so the browser's word
# where it comes from is enough.
@csrf_exempt
@require_POST
def say_whether_useful(request: HttpRequest) -> HttpResponse:
    """Count it, and lead back to the page, where the thanks appear."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _back_to(f"/{get_language()}/")
    page = form.cleaned_data["page"]
    if comes_from_here(request):
        count_answer(page, form.cleaned_data["answer"])
    return _back_to(f"{page.get_url(request) or '/'}#thanks")


def _back_to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)


def comes_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no address at all
        return False
