"""Whom the services are for: rules with the day from which they count."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords
from wagtail.models import Orderable


class Citizenship(models.TextChoices):
    CZECH = "czech", pgettext_lazy("citizenship", "the Czech Republic")
    EU = "eu", pgettext_lazy("citizenship", "another country of the European Union")
    OTHER = "other", pgettext_lazy("citizenship", "another country, or none")


class Protection(models.TextChoices):
    NONE = "none", _("No, I have not asked for it")
    WAITING = "waiting", _("I have asked for it and wait for the decision")
    REFUGEE = "refugee", _("Yes, I am a recognised refugee (asylum)")
    SUBSIDIARY = "subsidiary", _("Yes, I have subsidiary protection")


class Permit(models.TextChoices):
    SHORT_VISA = "short_visa", _("a visa for up to 90 days")
    LONG_VISA = "long_visa", _("a visa for more than 90 days")
    LONG_STAY = "long_stay", _("a long-term residence permit")
    PERMANENT = "permanent", _("a permanent residence permit")
    NO_PERMIT = "no_permit", _("nothing, or it is no longer valid")
    UNSURE = "unsure", _("I do not know, or something else")


ANSWERS = [
    *((each.value, each.label) for each in Citizenship),
    *((each.value, each.label) for each in Protection),
    *((each.value, each.label) for each in Permit),
]


class Outcome(models.TextChoices):
    """The answers that the page knows words for."""

    FOR_YOU = "for_you", _("this is for you")
    CZECH = "czech", _("citizens of the Czech Republic")
    EU = "eu", _("citizens of the European Union")
    WAITING = "waiting", _("people who wait for a decision on protection")
    REFUGEE = "refugee", _("recognised refugees")
    SUBSIDIARY = "subsidiary", _("people with subsidiary protection")
    NO_PERMIT = "no_permit", _("people without a valid permit")
    ASK = "ask", _("we have to look at it together")


class EligibilityRulesQuerySet(models.QuerySet):
    def in_force(self, day: date) -> "EligibilityRules | None":
        valid = self.filter(valid_from__lte=day).order_by("-valid_from")
        return valid.prefetch_related("rules").first()


class EligibilityRules(ClusterableModel):
    """One version. New rules are a new version with its own first day."""

    valid_from = models.DateField(_("valid from"), unique=True)
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("The law or the project that says so. For staff."),
    )

    history = HistoricalRecords()
    objects = EligibilityRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of eligibility")
        verbose_name_plural = _("rules of eligibility")
        ordering = ("-valid_from",)

    def __str__(self):
        return str(self.valid_from)

    def outcome(self, answers: Iterable[str]) -> Outcome:
        """The first rule about one of the answers decides; no rule: it is for you."""
        given = set(answers)
        for rule in self.rules.all():
            if rule.answer in given:
                return Outcome(rule.outcome)
        return Outcome.FOR_YOU


class EligibilityRule(Orderable):
    """Who gives this answer is told this outcome."""

    rules = ParentalKey(
        EligibilityRules, on_delete=models.CASCADE, related_name="rules"
    )
    answer = models.CharField(_("answer"), max_length=12, choices=ANSWERS)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)

    class Meta(Orderable.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")
        constraints = (
            models.UniqueConstraint(
                fields=["rules", "answer"],
                name="each_answer_has_one_rule",
                violation_error_message=_("There is a rule for this answer already."),
            ),
        )

    def __str__(self):
        return f"{self.answer}: {self.outcome}"
