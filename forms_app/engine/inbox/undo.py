"""The button that takes back the last step."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.states import StepRefused
from forms_app.engine.undoing import undo

CONFLICT = 409


class VersionForm(forms.Form):
    version = forms.IntegerField(min_value=0)


class UndoView(CaseMixin, View):
    permission_required = "change"
    http_method_names = ("post",)
    template_name = "forms_app/inbox/step.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = VersionForm(request.POST)
        if not form.is_valid():
            messages.error(
                request, gettext("Look at the case again, then undo the step.")
            )
            return HttpResponseRedirect(self.case_url)
        try:
            undo(self.case, staff(request.user), form.cleaned_data["version"])
        except StepRefused as refused:
            context = self.get_context_data(refused=refused.words)
            return self.render_to_response(context, status=CONFLICT)
        return self.back_to_case(_("The last step is undone. No message has left."))
