"""The board of counselling: topic, place, day and language at a glance."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import SitePage
from home.navigation import keep_in_other_languages
from services.counselling import Board, Choice


class CounsellingBoardPage(SitePage):
    """The words around the board, such as what to bring; the times are records."""

    subpage_types: list[str] = []
    template = "services/counselling_board_page.html"

    class Meta:
        verbose_name = _("board of counselling")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        now = timezone.localtime()
        choice = Choice.asked_for(request.GET)
        keep_in_other_languages(request, choice.address)
        context["board"] = Board.of_this_week(choice, now)
        return context
