"""The page for those who lost their link. It never says whether a case exists."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from forms_app.engine.counting import count_client
from forms_app.engine.fields.text import MarklessCharField
from forms_app.engine.lost_link import LinkRequest
from forms_app.engine.pages.status import same_view_in_every_language
from home.csrf_refusal import takes_answers
from home.privacy_headers import private

TOO_MANY_REQUESTS = 429
MOST_AN_HOUR = 30


class LostLinkForm(forms.Form):
    use_required_attribute = False

    reference = MarklessCharField(
        label=_("Reference number"),
        help_text=_("For example 7K4M-9XQ2. Spaces and small letters are fine."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Write the reference number of your case.")},
    )
    contact = MarklessCharField(
        label=_("E-mail or phone"),
        help_text=_("The one that you gave us when you sent the form."),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        error_messages={"required": _("Write the e-mail or phone that you gave us.")},
    )

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@takes_answers
@private
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    same_view_in_every_language(request)
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _show(request, form)
    if count_client("lost-link", request).of_client > MOST_AN_HOUR:
        return _show(request, form, too_often=True, status=TOO_MANY_REQUESTS)
    LinkRequest.objects.create(**form.cleaned_data)
    return redirect("lost_link_asked")


@private
@require_safe
def lost_link_asked(request: HttpRequest) -> HttpResponse:
    same_view_in_every_language(request)
    return render(request, "forms_app/case/lost_link_asked.html")


def _show(request: HttpRequest, form, status: int = 200, **more) -> HttpResponse:
    context = {"form": form, **more}
    return render(request, "forms_app/case/lost_link.html", context, status=status)
