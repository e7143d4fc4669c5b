"""A question that an editor adds to a form: what it is, and its words by language."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms_app.engine.fields.choices import Choice
from forms_app.engine.fields.types import FIELD_TYPES, STEP
from forms_app.engine.submission import Intake
from home.languages import SOURCE_LANGUAGE, language_choices

LONGEST = 255
PLAIN_TEXTS = ("label", "why", "help_text")
OF_A_CHOICE = "choice-"


def name_of_choice(key: str) -> str:
    return f"{OF_A_CHOICE}{key}"


def new_question_key() -> str:
    return f"q_{secrets.token_hex(4)}"


class Question(models.Model):
    """What a form asks, in all languages alike: it lies beside the intake.

    `key` never comes from the words: they change, and letters of other scripts turn
    into codes. No field is personal.
    """

    is_shown_to_readers = True

    intake = models.ForeignKey(
        Intake,
        verbose_name=_("intake"),
        on_delete=models.CASCADE,
        related_name="questions",
    )
    key = models.CharField(max_length=100, default=new_question_key, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=FIELD_TYPES
    )
    required = models.BooleanField(_("required"), default=False)
    is_retired = models.BooleanField(_("no longer asked"), default=False)
    # Keys in their order, `[{"key": "work", "is_retired": false}, …]`.
    choice_keys = models.JSONField(default=list, blank=True)
    # Asked only after this answer to this question; both or none of them.
    condition_question = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="follow"
    )
    condition_answer = models.CharField(max_length=255, blank=True, default="")

    class Meta:
        app_label = "forms_app"
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ("position", "pk")
        default_permissions = ("add", "change", "delete")
        constraints = (
            models.UniqueConstraint(
                fields=["intake", "key"], name="one_question_for_each_key"
            ),
            models.CheckConstraint(
                name="condition_is_a_question_with_an_answer",
                condition=models.Q(condition_question=None, condition_answer="")
                | models.Q(condition_question__isnull=False)
                & ~models.Q(condition_answer=""),
            ),
        )

    def __str__(self):
        return self.label or self.key

    @property
    def label(self) -> str:
        """As staff know the question: in the language that forms are written in."""
        source = self.words_in(SOURCE_LANGUAGE.code)
        return source.label if source else ""

    @property
    def is_step(self) -> bool:
        return self.field_type == STEP

    @property
    def keys_of_choices(self) -> list[tuple[str, bool]]:
        """In their order, each with whether it is retired."""
        return [(each["key"], each["is_retired"]) for each in self.choice_keys]

    def words_in(self, code: str) -> "QuestionWords | None":
        """Whoever asks for many questions fetches their words beforehand."""
        return next((each for each in self.words.all() if each.language == code), None)

    def choices_in(self, code: str) -> list[Choice]:
        """All choices with their labels in this language, as far as there are any."""
        words = self.words_in(code)
        labels = words.choices if words else {}
        return [
            Choice(key, labels.get(key, ""), is_retired)
            for key, is_retired in self.keys_of_choices
        ]


class QuestionWords(models.Model):
    """The words of one question in one language. No field is personal."""

    is_shown_to_readers = True

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="words"
    )
    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    label = models.CharField(max_length=LONGEST, blank=True)
    why = models.CharField(max_length=LONGEST, blank=True)
    help_text = models.CharField(max_length=LONGEST, blank=True)
    # Labels by the keys of the choices.
    choices = models.JSONField(default=dict, blank=True)
    # The texts that these were translated from, as they were then.
    translated_from = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        app_label = "forms_app"
        verbose_name = _("words of a question")
        verbose_name_plural = _("words of questions")
        default_permissions = ("change",)
        constraints = (
            models.UniqueConstraint(
                fields=["question", "language"], name="words_once_in_each_language"
            ),
        )

    def __str__(self):
        return f"{self.question_id}/{self.language}"

    @property
    def texts(self) -> dict[str, str]:
        """What is written, by name: `label`, `why`, `help_text`, `choice-` and key."""
        plain = {name: getattr(self, name) for name in PLAIN_TEXTS}
        labels = {name_of_choice(key): label for key, label in self.choices.items()}
        return {name: text for name, text in (plain | labels).items() if text}

    def write(self, texts: dict[str, str]) -> None:
        """Exactly these; nothing is saved yet."""
        for name in PLAIN_TEXTS:
            setattr(self, name, texts.get(name, ""))
        self.choices = {
            name.removeprefix(OF_A_CHOICE): text
            for name, text in texts.items()
            if text and name.startswith(OF_A_CHOICE)
        }
