"""Menu and footer in the admin: one form, its history and its previews."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import (
    EditView,
    HistoryView,
    IndexView,
    SnippetViewSet,
)

from home.fact_editing.edit import EditsAFact
from home.frame.models import SiteFrame
from home.frame.pages import menu
from home.languages import SOURCE_LANGUAGE


class OneForEachSite(ModelPermissionPolicy):
    """It is there for good: nobody adds another or takes it away."""

    def user_has_permission(self, user, action):
        return action not in {"add", "delete"} and super().user_has_permission(
            user, action
        )


class LeadsToTheOne(IndexView):
    """A list of one is no list."""

    def get(self, request, *args, **kwargs):
        frame = frame_to_edit(request)
        return HttpResponseRedirect(self.get_edit_url(frame))


class NamedForTheReader:
    """Wagtail would show the name in the language of whoever saved the draft."""

    object: SiteFrame

    def get_page_subtitle(self) -> str:
        return str(self.object)


class FrameView(EditsAFact, NamedForTheReader, EditView):
    base_template_name = EditView.template_name


class FrameHistoryView(NamedForTheReader, HistoryView):
    pass


def frame_to_edit(request: HttpRequest) -> SiteFrame:
    """This site's; the first time it begins with what stands in the navigation now."""
    site = Site.find_for_request(request)
    frame = SiteFrame.objects.filter(site=site).first()
    if frame is None:
        pages = menu(request, SOURCE_LANGUAGE.code)
        frame = SiteFrame.objects.create(
            site=site, menu=[("page", page.pk) for page in pages]
        )
    return frame


class GapsPanel(Panel):
    """How complete each language is, above the words that are lacking there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/frame_gaps.html"

        def get_context_data(self, parent_context=None):
            return super().get_context_data(parent_context) | told_of(self.instance)


def told_of(frame: SiteFrame) -> dict:
    """What `home/frame_gaps.html` shows."""
    gaps = frame.gaps()
    complete = [language for language, words in gaps.items() if not words]
    return {"gaps": gaps, "complete": complete, "source": SOURCE_LANGUAGE}


class FrameViewSet(SnippetViewSet):
    model = SiteFrame
    icon = "list-ul"
    menu_label = _("Menu and footer")
    menu_name = "frame"
    menu_order = 206
    add_to_admin_menu = True
    copy_view_enabled = False
    url_prefix = "frame"
    admin_url_namespace = "frame"
    index_view_class = LeadsToTheOne
    edit_view_class = FrameView
    edit_template_name = EditsAFact.template_name
    history_view_class = FrameHistoryView
    edit_handler = ObjectList(
        [
            GapsPanel(heading=_("Translations")),
            FieldPanel("menu"),
            FieldPanel("footer"),
        ]
    )
