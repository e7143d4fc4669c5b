"""What the weekly look at all links found."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# What browsers and search engines put up with.
LONGEST_ADDRESS = 2000


class LinkCheck(models.Model):
    """All links were looked at in this week; the row stops other workers."""

    monday = models.DateField(unique=True)

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        default_permissions = ()

    def __str__(self):
        return str(self.monday)


class Reason(models.TextChoices):
    """Why readers do not get to where a link leads."""

    OURS = "ours", _("There is no such page or document.")
    GONE = "gone", _("The website says that there is no such page.")
    NO_SITE = "no_site", _("There is no such website.")
    NO_ANSWER = "no_answer", _("The website does not answer.")
    ERROR = "error", _("The website answers with an error.")
    UNSAFE = "unsafe", _("Browsers warn of the website: its certificate is not valid.")
    CIRCLE = "circle", _("It leads round in a circle.")
    INSIDE = "inside", _("It leads into a network that visitors cannot reach.")

    @property
    def next_step(self) -> str:
        if self in (Reason.NO_ANSWER, Reason.ERROR, Reason.UNSAFE):
            return _("Try the link yourself. If it does not work, take it out.")
        return _("Find the right address, or take the link out.")


class OutsideLink(models.Model):
    """An address of another website that pages of ours lead to."""

    address = models.CharField(max_length=LONGEST_ADDRESS, unique=True)
    asked_on = models.DateField(null=True)
    failed_since = models.DateField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        default_permissions = ()
        indexes = (models.Index(fields=["asked_on"]),)

    def __str__(self):
        return self.address


class BrokenLink(models.Model):
    page = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="broken_links",
    )
    words = models.CharField(max_length=255)
    # Of another website; empty where the link leads to a page or document of ours.
    address = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    reason = models.CharField(max_length=10, choices=Reason, default=Reason.OURS)
    since = models.DateField(null=True)

    is_shown_to_readers = False

    class Meta:
        app_label = "home"
        default_permissions = ()
        ordering = ("page__path", "pk")

    def __str__(self):
        return f"{self.page_id}/{self.pk}"

    @property
    def reason_in_words(self) -> str:
        return self.get_reason_display()

    @property
    def next_step(self) -> str:
        return Reason(self.reason).next_step
