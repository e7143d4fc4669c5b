"""“Am I eligible?”: three questions, an answer with next steps, and no trace."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField

from home.models import SitePage
from home.privacy_headers import keep_nowhere
from services.eligibility import EligibilityForm
from services.models.eligibility import Outcome


def _words(outcome: Outcome) -> RichTextField:
    return RichTextField(
        outcome.label,
        features=["bold", "ul", "link"],
        help_text=_("What they can do next. Name no phone numbers that may change."),
    )


class EligibilityPage(SitePage):
    """The words of each outcome; which answers lead to it are records."""

    for_you = _words(Outcome.FOR_YOU)
    czech = _words(Outcome.CZECH)
    eu = _words(Outcome.EU)
    waiting = _words(Outcome.WAITING)
    refugee = _words(Outcome.REFUGEE)
    subsidiary = _words(Outcome.SUBSIDIARY)
    no_permit = _words(Outcome.NO_PERMIT)
    ask = _words(Outcome.ASK)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(outcome.value) for outcome in Outcome],
            heading=_("What we answer"),
        ),
    ]
    subpage_types: list[str] = []
    template = "services/eligibility_page.html"
    answer_template = "services/eligibility_answer.html"

    class Meta:
        verbose_name = _("page “Am I eligible?”")

    def serve(self, request, *args, **kwargs) -> HttpResponse:
        """The answers come with POST: they stand in no address and in no log."""
        form = EligibilityForm(request.POST if request.method == "POST" else None)
        context = self.get_context(request, *args, **kwargs) | {"form": form}
        template = self.template
        if form.is_valid():
            template = self.answer_template
            context["outcome"] = form.outcome(timezone.localdate())
            context["words"] = getattr(self, context["outcome"].value)
        return keep_nowhere(TemplateResponse(request, template, context))

    def serve_preview(self, request, mode_name):
        return self.serve(request)
