"""The questions of another form, for an intake that has none yet."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages

from forms_app.engine.fields.question_writing import take_over_questions
from forms_app.engine.question_editor.base_views import IntakePageMixin, list_url
from forms_app.engine.question_editor.listing import intakes_with_questions
from forms_app.engine.submission import Intake


class TakeOverForm(forms.Form):
    other = forms.ModelChoiceField(
        label=_("Which form?"),
        queryset=Intake.objects.none(),
        help_text=_("All its questions are copied with their words in every language."),
    )

    def __init__(self, *args, intake: Intake, **kwargs):
        super().__init__(*args, **kwargs)
        others = intakes_with_questions().exclude(pk=intake.pk)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class TakeOverView(IntakePageMixin, View):
    page_title = _("Take over questions")
    permission_required = "add"
    template_name = "forms_app/questions/take_over.html"

    def get_page_subtitle(self) -> str:
        return str(self.intake)

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self._show(TakeOverForm(intake=self.intake))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = TakeOverForm(request.POST, intake=self.intake)
        if not form.is_valid():
            return self._show(form)
        count = take_over_questions(self.intake, form.cleaned_data["other"])
        if count:
            words = ngettext(
                "%(count)d question is taken over.",
                "%(count)d questions are taken over.",
                count,
            )
            messages.success(request, words % {"count": count})
        else:
            messages.error(request, gettext("This form has questions already."))
        return HttpResponseRedirect(list_url(self.intake))

    def _show(self, form: TakeOverForm) -> HttpResponse:
        context = self.get_context_data(form=form, list_url=list_url(self.intake))
        return self.render_to_response(context)
