"""Giving a case to a person of the staff."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.assignment import assign, colleagues_for
from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.inbox.columns import staff_name
from forms_app.engine.states import StepRefused

CONFLICT, UNPROCESSABLE = 409, 422
NOBODY = "nobody"


class AssignForm(forms.Form):
    """`seen` is whoever had the case when the page was opened."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=_("Who takes care of this case?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose somebody, or nobody.")},
    )

    def __init__(self, *args, colleagues, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in colleagues}
        names = [
            (key, _("Me") if user == reader else staff_name(user))
            for key, user in self.people.items()
        ]
        self.fields["to"].choices = [*names, (NOBODY, _("Nobody"))]

    @property
    def person(self):
        return self.people.get(self.cleaned_data["to"])


class AssignView(CaseMixin, View):
    permission_required = "change"
    template_name = "forms_app/inbox/assign.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        now = self.case.assigned_to_id
        return self._show(self._form(initial={"seen": now, "to": now or NOBODY}))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, status=UNPROCESSABLE)
        seen = form.cleaned_data["seen"]
        try:
            assign(self.case, form.person, staff(request.user), seen)
        except StepRefused as refused:
            return self._show(form, status=CONFLICT, refused=refused.words)
        if form.person is None:
            return self.back_to_case(_("Nobody has this case now."))
        words = _("This case is assigned to %(name)s now.")
        return self.back_to_case(words % {"name": staff_name(form.person)})

    def _form(self, *args, **kwargs) -> AssignForm:
        colleagues = colleagues_for(self.case)
        reader = self.request.user
        return AssignForm(*args, colleagues=colleagues, reader=reader, **kwargs)

    def _show(self, form: AssignForm, status: int = 200, **more) -> HttpResponse:
        context = self.get_context_data(form=form, **more)
        return self.render_to_response(context, status=status)
