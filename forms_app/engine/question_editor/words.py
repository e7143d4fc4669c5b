"""The words of an intake's questions in one language, beside those of the source."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages

from forms_app.engine.fields.question import LONGEST, OF_A_CHOICE, QuestionWords
from forms_app.engine.fields.question_gaps import (
    Gaps,
    Text,
    questions_with_words,
    texts_to_translate,
)
from forms_app.engine.fields.question_writing import (
    hold_questions,
    translate_question,
)
from forms_app.engine.fields.text import NfcCharField
from forms_app.engine.question_editor.base_views import IntakePageMixin
from home.languages import LANGUAGES, SOURCE_LANGUAGE, Language

KINDS = {
    "label": _("Question"),
    "why": _("Why we ask"),
    "help_text": _("Hint"),
}
CHOICE = pgettext_lazy("an answer to choose", "Choice")


def kind_of(text: Text) -> Any:
    """What a text is, for whoever translates it."""
    if text.name.startswith(OF_A_CHOICE):
        return CHOICE
    if text.name == "label" and text.question.is_step:
        return _("Title of a step")
    return KINDS[text.name]


class TextForm(forms.Form):
    """One text. `seen` is what stood there when the page was opened."""

    text = NfcCharField(required=False, max_length=LONGEST)
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    is_right = forms.BooleanField(
        label=_("The translation is still right"), required=False
    )

    def __init__(self, data: Any, text: Text, language: Language):
        super().__init__(
            data,
            prefix=f"{text.question.pk}-{text.name}",
            initial={"text": text.own, "seen": text.own},
        )
        self.about = text
        self.kind = kind_of(text)
        attrs = {
            "lang": language.code,
            "dir": language.direction,
            "aria-labelledby": f"{self.prefix}-source",
        }
        self.fields["text"].widget.attrs |= attrs
        if not text.has_changed:
            del self.fields["is_right"]

    def clean(self) -> dict[str, Any]:
        """Two people may write at once: what the other wrote is shown, not lost."""
        cleaned = super().clean() or {}
        typed, seen, now = cleaned.get("text"), cleaned.get("seen"), self.about.own
        if typed not in (None, seen, now) and seen != now:
            words = _(
                "Somebody else wrote here meanwhile: “%(text)s”. Write what is right, "
                "and save again."
            )
            self.add_error("text", words % {"text": now})
            self.data = {**self.data.dict(), self.add_prefix("seen"): now}  # type: ignore[attr-defined]
        return cleaned

    @property
    def is_to_write(self) -> bool:
        typed = self.cleaned_data["text"]
        was_typed = typed not in (self.cleaned_data["seen"], self.about.own)
        return was_typed or self.cleaned_data.get("is_right", False)


class WordsView(IntakePageMixin, View):
    model = QuestionWords
    page_title = _("Words of the questions")
    header_icon = "wagtail-localize-language"
    template_name = "forms_app/questions/words.html"

    @cached_property
    def language(self) -> Language:
        code = self.kwargs["language"]
        if code not in LANGUAGES or code == SOURCE_LANGUAGE.code:
            raise Http404
        return LANGUAGES[code]

    def get_page_subtitle(self) -> str:
        return self.language.endonym

    def here(self) -> str:
        return f"{self.page_title}: {self.language.endonym}"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._show(self._forms(None))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        with transaction.atomic():
            hold_questions(self.intake.pk)
            text_forms = self._forms(request.POST)
            if not all([each.is_valid() for each in text_forms]):
                return self._show(text_forms)
            self._write(text_forms)
        self._tell()
        return HttpResponseRedirect(request.path)

    def _forms(self, data: Any) -> list[TextForm]:
        return [TextForm(data, text, self.language) for text in self._texts()]

    def _texts(self) -> Iterable[Text]:
        for question in questions_with_words(self.intake.pk):
            yield from texts_to_translate(question, self.language.code)

    def _write(self, text_forms: list[TextForm]) -> None:
        by_question: dict[Any, dict[str, str]] = {}
        for each in text_forms:
            if each.is_to_write:
                texts = by_question.setdefault(each.about.question, {})
                texts[each.about.name] = each.cleaned_data["text"]
        for question, texts in by_question.items():
            translate_question(question, self.language.code, texts)

    def _tell(self) -> None:
        missing = sum(each.is_missing for each in self._texts())
        words = gettext("Saved. All words are there.")
        if missing:
            words = ngettext(
                "Saved. %(count)d text is still missing.",
                "Saved. %(count)d texts are still missing.",
                missing,
            ) % {"count": missing}
        messages.success(self.request, words)

    def _show(self, text_forms: list[TextForm]) -> HttpResponse:
        context = self.get_context_data(
            intake=self.intake,
            forms=text_forms,
            language=self.language,
            source=SOURCE_LANGUAGE,
            gaps=Gaps.among(self.language, [each.about for each in text_forms]),
        )
        return self.render_to_response(context)
