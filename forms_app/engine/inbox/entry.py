"""Entering a case for a visitor at the counter or on the phone.

It is the public form, inside the admin: staff read it in their own language, and the
case is stored in the words of the applicant's language.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, cast
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from forms_app.engine.actors import staff
from forms_app.engine.inbox.framing import InboxPageMixin
from forms_app.engine.submission import Channel, Intake, Submission
from forms_app.engine.transitions import submit
from home.languages import LANGUAGES, in_every_language, language
from home.navigation import say_where_else

SEE_OTHER = 303
AT_THE_COUNTER = [each for each in Channel.choices if each[0] != Channel.ONLINE]


class EntryDesk(Protocol):
    """What a kind of case says, so that staff can enter one."""

    def subjects(self, user) -> list[tuple[str, str]]:
        """Key and name of what a case can be about, as far as this person's work."""

    def form(self, subject: str, code: str) -> tuple[Any, Any] | None:
        """The form's page in this language and what it is about."""


class DeskOfForms:
    """For kinds where each form is a subject, with nothing more to choose."""

    page_model: Any

    def pages(self, user) -> QuerySet:
        """Live forms, in all languages, whose cases are this person's work."""
        return self.page_model.objects.live()

    def subjects(self, user) -> list[tuple[str, str]]:
        wanted = self.pages(user).order_by().values("intake")
        names = Intake.objects.filter(pk__in=wanted).values_list("pk", "name")
        return [(str(pk), name) for pk, name in names]

    def form(self, subject: str, code: str) -> tuple[Any, Any] | None:
        pages = self.page_model.objects.live().select_related("locale", "intake")
        page = pages.filter(locale__language_code=code, intake=subject).first()
        return (page, None) if page else None


class EntryForm(forms.Form):
    """Everything that has to be known before the form itself."""

    language = forms.ChoiceField(
        label=_("Language of the visitor"),
        help_text=_("All messages and the printed slip come in this language."),
        choices=[(code, each.endonym) for code, each in LANGUAGES.items()],
    )
    channel = forms.ChoiceField(
        label=_("Where is the visitor?"), choices=AT_THE_COUNTER
    )
    subject = forms.ChoiceField(label=pgettext_lazy("subject of a case", "About"))
    # The language of the questions on the screen; staff need not read the visitor's.
    shown_in = forms.ChoiceField(
        choices=[(code, each.endonym) for code, each in LANGUAGES.items()],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, subjects: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        subject = cast(forms.ChoiceField, self.fields["subject"])
        subject.choices = subjects


@dataclass(frozen=True)
class StaffForVisitor:
    """A member of the staff, in front of the form that a visitor dictates.

    They read the questions in their language, and each can be put to the visitor,
    whichever of them wait for words in the visitor's.
    """

    asks_what_waits: ClassVar = True

    user: Any
    channel: str
    action: str
    slip_url_name: str
    banner: dict

    def context(self, request: HttpRequest, page: Any, step: str) -> dict:
        return {"action": self.action, "entry": self.banner}

    def send(self, request: HttpRequest, case: Submission) -> Submission:
        case.entered_by = self.user
        case.channel = self.channel
        return submit(case, by=staff(self.user))

    def sent(
        self, request: HttpRequest, case: Submission, confirmation: str
    ) -> HttpResponse:
        slip = reverse(self.slip_url_name, args=[case.pk])
        return HttpResponseRedirect(slip, status=SEE_OTHER)


class EntryMixin(PermissionCheckedMixin):
    permission_required = "change"
    viewset: Any = None

    @property
    def model(self) -> type[Submission]:
        return self.viewset.model

    @property
    def desk(self) -> EntryDesk:
        return self.viewset.desk

    def address(self, name: str) -> str:
        return reverse(self.viewset.get_url_name(name))

    def entry_form(self, data) -> EntryForm:
        return EntryForm(data, subjects=self.desk.subjects(self.request.user))


class EnterView(EntryMixin, InboxPageMixin, View):
    """First the visitor's language and what the case is about."""

    page_title = _("Enter a case for a visitor")
    header_icon = "plus"
    template_name = "forms_app/inbox/enter.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.entry_form(request.GET or None)
        context = self.get_context_data(form=form, action=self.url("enter_form"))
        return self.render_to_response(context)


class EnterFormView(EntryMixin, View):
    """The form itself, for the visitor whom the address describes."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._serve(request)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._serve(request)

    def _serve(self, request: HttpRequest) -> HttpResponse:
        wanted = self.entry_form(request.GET)
        if not wanted.is_valid():
            return self._back_to_the_choice()
        chosen = wanted.cleaned_data
        spoken = chosen["language"]
        found = self._form_to_show(request, chosen)
        theirs = self.desk.form(chosen["subject"], spoken)
        if found is None or theirs is None:
            return self._back_to_the_choice()
        page, about = found
        page.sender = self._sender(chosen, theirs[0].consent_text)
        say_where_else(request, in_every_language(self._shown_in(chosen)))
        with translation.override(page.locale.language_code):
            response = page.serve_form(request, about)
            if hasattr(response, "render"):
                response.render()
        return response

    def _form_to_show(self, request: HttpRequest, chosen: dict):
        """What is sent has the visitor's words; until then staff read their own."""
        if request.POST.get("step") == "send":
            return self.desk.form(chosen["subject"], chosen["language"])
        codes = [chosen["shown_in"], get_language(), chosen["language"]]
        forms_found = (self.desk.form(chosen["subject"], code) for code in codes)
        return next((each for each in forms_found if each), None)

    def _back_to_the_choice(self) -> HttpResponse:
        """The first page says what is wrong with the choice."""
        query = self.request.GET.urlencode()
        return HttpResponseRedirect(f"{self.address('enter')}?{query}")

    def _shown_in(self, chosen: dict):
        def address(each) -> str:
            query = urlencode(chosen | {"shown_in": each.code})
            return f"{self.address('enter_form')}?{query}"

        return address

    def _sender(self, chosen: dict, consent_text: str) -> StaffForVisitor:
        banner = {
            "language": language(chosen["language"]),
            "channel": Channel(chosen["channel"]).label,
            "consent_text": consent_text,
            "index_url": self.address("index"),
        }
        return StaffForVisitor(
            user=self.request.user,
            channel=chosen["channel"],
            action=f"{self.address('enter_form')}?{urlencode(chosen)}",
            slip_url_name=self.viewset.get_url_name("slip"),
            banner=banner,
        )
