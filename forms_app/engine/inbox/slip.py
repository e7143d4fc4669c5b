"""A slip of paper for a visitor: the reference, the secret link, what happens next."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.views.generic import View

from forms_app.engine.actors import staff
from forms_app.engine.inbox.case import CaseMixin
from forms_app.engine.link_renewal import token_to_send
from forms_app.engine.notes import record_viewing
from forms_app.engine.status_link import known_token, status_url
from forms_app.engine.submission import Submission
from home.languages import SOURCE_LANGUAGE, language
from home.qr_code import qr_code


class SlipView(CaseMixin, View):
    """In the applicant's language with Czech beside it. Printing it is recorded.

    Where the server's secret was changed and forgotten, nobody can print the link that
    was sent. Looking makes no new one: that is a button.
    """

    permission_required = "change"
    template_name = "forms_app/inbox/slip_without_link.html"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        case = self.case
        token = known_token(case.link_nonce, case.link_hash)
        if token is None:
            return self.render_to_response(self.get_context_data())
        record_viewing(case, request.user)
        codes = dict.fromkeys([case.language, SOURCE_LANGUAGE.code])
        context = {
            "case": case,
            "case_url": self.case_url,
            "applicant_language": language(case.language),
            "qr_code": qr_code(status_url(token, case.language)),
            "parts": [(language(code), part_of_slip(case, code)) for code in codes],
        }
        return render(request, "forms_app/slip/slip.html", context)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        token_to_send(self.case, by=staff(request.user))
        return HttpResponseRedirect(self.url("slip"))


def part_of_slip(case: Submission, code: str) -> SafeString:
    """The words of the slip in one language."""
    with translation.override(code):
        context = {
            "case": case,
            "subject": case.subject_in(code),
            "next_templates": [
                f"forms_app/{case.folder}/next.html",
                "forms_app/slip/nothing_more.html",
            ],
            **case.message_facts(code),
        }
        return render_to_string("forms_app/slip/part.html", context)
