"""The form by which people ask for a room."""

from datetime import date, time, timedelta
from typing import Any, cast

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path

from forms_app.engine.pages import FormPageManager
from forms_app.engine.pages.addresses import FormForEach
from forms_app.engine.states import StepRefused
from forms_app.room_requests.availability import nearest_free, plan
from forms_app.room_requests.form import DayOfAddress, RoomRequestForm
from forms_app.room_requests.guards import the_room_is_lent
from forms_app.room_requests.models import RoomRequest
from home.clocks import around
from home.navigation import keep_in_other_languages
from services.models import PlacePage, Room, RoomPage


class RoomRequestFormPage(FormForEach):
    """One form for all rooms; each room has its address below the page."""

    case_model = RoomRequest
    form_class = RoomRequestForm
    objects = FormPageManager()
    template = "forms_app/room_request/choose.html"
    subpage_types: list[str] = []
    # What the address names, for the time of one request.
    room: Room
    day_of_address: date | None = None

    class Meta:
        verbose_name = _("room request form")

    @path("")
    def choose(self, request):
        """Without a room in the address, people choose one."""
        pages = RoomPage.objects.live().filter(
            locale_id=self.locale_id, room__is_active=True
        )
        rooms = [
            {"page": page, "url": self.address_of(page.room, request)}
            for page in pages.select_related("room")
        ]
        return self.render(request, context_overrides={"rooms": rooms})

    @path("<slug:code>/")
    def fill_in(self, request, code):
        asked = DayOfAddress(request.GET)
        self.day_of_address = asked.cleaned_data["day"] if asked.is_valid() else None
        if self.day_of_address:
            keep_in_other_languages(request, f"?day={self.day_of_address.isoformat()}")
        return self.serve_form(request, self._room_or_404(code))

    @path("<slug:code>/sent/")
    def sent_somehow(self, request, code):
        return self.lead_to_confirmation(request, self._room_or_404(code))

    @path("<slug:code>/sent/<handle:handle>/")
    def sent(self, request, code, handle):
        return self.serve_confirmation(request, self._room_or_404(code), handle)

    def refusal(self, about: Room) -> StepRefused | None:
        try:
            the_room_is_lent(RoomRequest(room=about, intake=self.intake))
        except StepRefused as refused:
            return refused
        return None

    def serve_form(self, request, about: Any = None):
        self.room = about
        return super().serve_form(request, about)

    def make_fixed_form(self, data, initial: dict | None) -> RoomRequestForm:
        if data is None and initial is None and self.day_of_address:
            initial = {"first_day": self.day_of_address.isoformat()}
        form = cast(RoomRequestForm, super().make_fixed_form(data, initial))
        form.for_room(self.room)
        return form

    first_message = "requested"

    def example_about(self) -> Room | None:
        room = Room.objects.with_facts().filter(is_active=True).first()
        if room is not None:
            self.room = room
        return room

    def example_case(self, about: Room) -> RoomRequest:
        day = about.first_day_to_ask_for + timedelta(days=7)
        return RoomRequest(
            room=about, head_count=1, first_day=day, begins=time(18), ends=time(20)
        )

    def build_case(self, about: Room, cleaned: dict) -> RoomRequest:
        return RoomRequest(
            room=about,
            purpose=cleaned["purpose"],
            head_count=cleaned["head_count"],
            equipment=cleaned.get("equipment", []),
            first_day=cleaned["first_day"],
            begins=cleaned["begins"],
            ends=cleaned["ends"],
            repeat_until=cleaned["repeat_until"],
        )

    def about_of(self, case: RoomRequest) -> Room:
        return case.room

    def form_context(self, about: Room) -> dict:
        room_page = RoomPage.objects.live().filter(room=about, locale_id=self.locale_id)
        place_page = PlacePage.objects.live().filter(
            place=about.place.on(timezone.localdate()), locale_id=self.locale_id
        )
        return {
            "room": about,
            "room_page": room_page.first(),
            "place_page": place_page.first(),
        }

    def _show(self, request, about: Room, name: str, **more):
        """Before anything is sent: which dates are free, and what is free instead."""
        if name == "check":
            dates = plan(about, more["form"].wish)
            if not any(each.is_free for each in dates):
                refused = StepRefused(dates[0].words)
                return self._refused(request, about, refused, more["form"])
            more["dates"] = dates
        if name == "refused" and more.get("form") is not None:
            more["choices"] = self._other_times(about, more["form"])
        return super()._show(request, about, name, **more)

    def _other_times(self, room: Room, form: RoomRequestForm) -> list[dict]:
        """The nearest free times, each with what the form would say instead."""
        wish = form.wish
        begin, end = (
            around(wish.first_day, wish.begins),
            around(wish.first_day, wish.ends),
        )
        return [
            {
                "date": each,
                "fields": {
                    "first_day": each.day.isoformat(),
                    "begins": f"{each.starts_at:%H:%M}",
                    "ends": f"{each.ends_at:%H:%M}",
                    "repeat_until": "",
                },
            }
            for each in nearest_free(room, begin, end)
        ]

    def _room_or_404(self, code: str) -> Room:
        room = Room.objects.with_facts().filter(code=code).first()
        if room is None:
            raise Http404
        return room
