"""Staff send a new link to an applicant who lost theirs."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.new_link import send_new_link


class NewLinkView(CaseMixin, View):
    permission_required = "change"
    writes_to_the_applicant = True
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        send_new_link(self.case, by=staff(request.user))
        if self.case.email:
            return self.back_to_case(
                _("A new link is on its way. The old one no longer works.")
            )
        return self.back_to_case(
            _("This person has no e-mail address. Print a slip for them instead.")
        )
