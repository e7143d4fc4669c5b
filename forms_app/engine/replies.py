"""Reply templates: one reply, with its words in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from forms_app.engine.outbox.writing import languages_of
from forms_app.engine.states import StepRefused
from forms_app.engine.submission import Submission
from home.languages import language, language_choices


class ReplyTemplate(ClusterableModel):
    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("For staff: when is this reply used?"),
    )
    # The kinds of cases that it suits, by name; an empty list suits all.
    kinds = models.JSONField(_("for"), default=list, blank=True)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("reply template")
        verbose_name_plural = _("reply templates")
        ordering = ("name",)

    def __str__(self):
        return self.name

    def suits(self, case: Submission) -> bool:
        return not self.kinds or case.kind in self.kinds

    def wordings_in(self, codes: list[str]) -> dict[str, tuple[str, str]]:
        """Subject and text in these languages, as far as they are written."""
        written = {each.language: each for each in self.wordings.all()}
        return {
            code: (written[code].subject, written[code].text)
            for code in codes
            if code in written
        }

    def wordings_for(self, case: Submission) -> dict[str, tuple[str, str]]:
        """All that a message to this applicant needs, else StepRefused."""
        wanted = languages_of(case)
        found = self.wordings_in(wanted)
        missing = [language(code).endonym for code in wanted if code not in found]
        if missing:
            raise StepRefused(
                _(
                    "This reply has no words in: %(languages)s. Add them to the"
                    " template, or choose another reply."
                )
                % {"languages": ", ".join(missing)}
            )
        return found


class ReplyWording(models.Model):
    template = ParentalKey(
        ReplyTemplate, on_delete=models.CASCADE, related_name="wordings"
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(
        _("text"),
        max_length=5000,
        help_text=_("Greeting, reference number and signature come by themselves."),
    )

    class Meta:
        app_label = "forms_app"
        verbose_name = _("wording of a reply")
        verbose_name_plural = _("wordings of replies")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["template", "language"],
                name="one_wording_for_each_language",
                violation_error_message=_("There are words in this language already."),
            ),
        )

    def __str__(self):
        return f"{self.template_id}/{self.language}"
