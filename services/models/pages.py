"""Pages about what the organisation offers and where."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from home.fallback import best_versions, children_in_any_language
from home.models import PageWithFactsManager, SitePage
from home.models.page_manager import PageWithFactsQuerySet
from home.search.kinds import Kind
from services.models.board_page import CounsellingBoardPage
from services.models.counselling import CounsellingSlot
from services.models.eligibility_page import EligibilityPage
from services.models.places import Place, hours_of_places
from services.models.room_pages import RoomPage
from services.moved import new_address


class ServicesIndexPage(SitePage):
    subpage_types = [
        "services.ServicePage",
        "services.CounsellingBoardPage",
        "services.EligibilityPage",
    ]
    template = "services/services_index_page.html"

    class Meta:
        verbose_name = _("list of services")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        shown, code = children_in_any_language, get_language()
        context["services"] = shown(self, ServicePage.objects.all(), code)
        guides = Page.objects.type(CounsellingBoardPage, EligibilityPage)
        context["guides"] = shown(self, guides, code)
        return context


class ServicePage(SitePage):
    class Icon(models.TextChoices):
        PEOPLE = "people", _("people")
        SCALES = "scales", _("scales")
        SPEECH = "speech", _("speech bubble")
        HOUSE = "house", _("house")
        BOOK = "book", _("book")
        FAMILY = "family", _("family")
        CALENDAR = "calendar", _("calendar")

    kind_to_search = Kind.SERVICE

    icon = models.CharField(_("icon"), max_length=12, choices=Icon, default=Icon.PEOPLE)

    content_panels = [
        *SitePage.content_panels,
        FieldPanel(
            "icon", help_text=_("Beside the title, here and in the list of services.")
        ),
    ]
    parent_page_types = ["services.ServicesIndexPage"]
    template = "services/service_page.html"
    leaflet_template = "services/leaflet_service.html"

    class Meta:
        verbose_name = _("service")


class PlacesIndexPage(SitePage):
    subpage_types = ["services.PlacePage"]
    template = "services/places_index_page.html"

    class Meta:
        verbose_name = _("list of places")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["now"] = timezone.now()
        there = Place.objects.still_there(timezone.localdate())
        pages = PlacePage.objects.filter(place__in=there).with_facts()
        context["places"] = list(best_versions(pages, "place_id").values())
        return context


class PlacePageQuerySet(PageWithFactsQuerySet):
    def with_facts(self):
        """Pages with their place, its hours and the closures from today on."""
        return self.prefetch_related(*hours_of_places(timezone.localdate(), "place__"))


class PlacePageManager(PageWithFactsManager.from_queryset(PlacePageQuerySet)):
    facts = ("place__successor",)


class PlacePage(SitePage):
    """The words about a place in one language; the facts are on the place itself."""

    objects = PlacePageManager()
    kind_to_search = Kind.PLACE

    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("Address, opening hours and closures come from here."),
    )

    directions = RichTextField(
        _("how to get there"),
        blank=True,
        features=["bold", "ol", "ul"],
        help_text=_("From the nearest stop to the door, step by step."),
    )
    access_note = models.TextField(
        _("how to get in without steps"),
        blank=True,
        help_text=_("For example: ring at the side entrance, there is a lift."),
    )
    map_picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture of a map"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A drawing of ours, or one whose licence allows it."),
    )
    map_text = models.CharField(
        _("the map in words"),
        max_length=255,
        blank=True,
        help_text=_("For people who cannot see the picture."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("place"),
        MultiFieldPanel(
            [
                FieldPanel("directions"),
                FieldPanel("access_note"),
                FieldPanel("map_picture"),
                FieldPanel("map_text"),
            ],
            heading=_("How to get there"),
        ),
    ]
    parent_page_types = ["services.PlacesIndexPage"]
    template = "services/place_page.html"
    leaflet_template = "services/leaflet_place.html"
    override_translatable_fields = [
        *SitePage.override_translatable_fields,
        SynchronizedField("place", overridable=False),
    ]

    class Meta:
        verbose_name = _("page of a place")

    def clean(self):
        super().clean()
        if self.map_picture_id and not self.map_text:
            missing = _("Say in words what the map shows.")
            raise ValidationError({"map_text": missing})

    def serve(self, request, *args, **kwargs):
        """Whoever comes to an address that we left is led to the new one."""
        new = new_address(self)
        return new or super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request=None):
        has_ended = self.place.has_ended(timezone.localdate())
        return [] if has_ended else super().get_sitemap_urls(request)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        models.prefetch_related_objects([self.place], *hours_of_places(today))
        boards = CounsellingBoardPage.objects.live().filter(locale=self.locale_id)
        slots = CounsellingSlot.objects.at(self.place_id, today).with_board(boards)
        context["now"] = timezone.now()
        context["place"] = self.place
        context["counselling"] = list(slots)
        rooms = RoomPage.objects.child_of(self).live()
        context["room_pages"] = rooms if self.numchild else rooms.none()
        return context

    def facts_to_search(self):
        return [self.place.name, *self.place.address_lines]
