"""Pages of rooms and of house rules: words in one language, facts from the records."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from home.models import PageWithFactsManager, SitePage
from home.navigation import keep_in_other_languages
from services.models.house_rules import HouseRules
from services.models.rooms import Room, facts_of_rooms
from services.periods import Period


class RoomPageManager(PageWithFactsManager):
    """A page of a room always comes with its room: every view shows its facts."""

    facts = ("room__place__successor",)


class RoomPage(SitePage):
    """The words about a room, and a calendar of its free and taken times."""

    objects = RoomPageManager()

    room = models.ForeignKey(
        Room,
        verbose_name=_("room"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Times, size and equipment come from here."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("room")]
    parent_page_types = ["services.PlacePage"]
    subpage_types: list[str] = []
    template = "services/room_page.html"
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("room", overridable=False),
    ]

    class Meta:
        verbose_name = _("page of a room")

    def facts_to_search(self):
        return [str(each) for each in self.room.equipment.all()]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        models.prefetch_related_objects([self.room], *facts_of_rooms())
        context["room"] = self.room
        soonest = self.room.first_day_to_ask_for
        context["period"] = period = Period.asked_for(request.GET, soonest)
        if period != Period.week_of(soonest):
            keep_in_other_languages(request, period.address)
        return context


class HouseRulesPage(SitePage):
    """The wording of one version of the house rules."""

    rules = models.ForeignKey(
        HouseRules,
        verbose_name=_("house rules"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("The version that this page words."),
    )

    content_panels = [*SitePage.content_panels, FieldPanel("rules")]
    parent_page_types = ["services.PlacePage"]
    subpage_types: list[str] = []
    template = "services/house_rules_page.html"
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("rules", overridable=False),
    ]

    class Meta:
        verbose_name = _("page of house rules")
