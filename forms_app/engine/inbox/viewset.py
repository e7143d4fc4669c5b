"""An inbox: the list of one kind of cases inside the Wagtail admin."""

from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin.viewsets.model import ModelViewSet

from forms_app.engine.inbox.assigning import AssignView
from forms_app.engine.inbox.bulk import BulkView
from forms_app.engine.inbox.bulk_results import BulkResultView, BulkUndoView
from forms_app.engine.inbox.case import CaseView, NoteView, ToldView
from forms_app.engine.inbox.entry import EnterFormView, EnterView, EntryDesk
from forms_app.engine.inbox.export import ExportView
from forms_app.engine.inbox.listing import InboxView
from forms_app.engine.inbox.new_link import NewLinkView
from forms_app.engine.inbox.quarantine import QuarantineView
from forms_app.engine.inbox.replying import ReplyView
from forms_app.engine.inbox.saving_views import ForgetView, SaveView
from forms_app.engine.inbox.slip import SlipView
from forms_app.engine.inbox.steps import StepView
from forms_app.engine.inbox.tabs import with_tabs
from forms_app.engine.inbox.undo import UndoView


class InboxViewSet(ModelViewSet):
    """Only the views that an inbox needs: cases are never added or deleted here."""

    index_view_class = InboxView
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    icon = "mail"
    list_per_page = 50
    form_fields = ()
    more_columns: tuple = ()
    # Where staff enter cases for visitors; None where a kind takes none that way.
    desk: EntryDesk

    def get_common_view_kwargs(self, **kwargs):
        return {
            "model": self.model,
            "index_url_name": self.get_url_name("index"),
            "index_results_url_name": self.get_url_name("index_results"),
            "header_icon": self.icon,
            **kwargs,
        }

    def get_index_view_kwargs(self, **kwargs):
        names = {
            "viewset": self,
            "filterset_class": self.tabbed_filterset_class,
            "case_url_name": self.get_url_name("case"),
            "more_columns": self.more_columns,
            "template_name": self.index_view_class.template_name,
            "results_template_name": self.index_view_class.results_template_name,
        }
        return super().get_index_view_kwargs(**(names | kwargs))

    def notices_for(self, user) -> list[str]:
        """Sentences for the welcome page that only this kind of case can say."""
        return []

    @cached_property
    def tabbed_filterset_class(self):
        own = self.filterset_class
        return with_tabs(own if isinstance(own, type) else None)

    def case_view(self, view_class):
        return view_class.as_view(viewset=self)

    @property
    def url_finder_class(self):
        finder = super().url_finder_class
        finder.edit_url_name = self.get_url_name("case")
        return finder

    def get_urlpatterns(self):
        return [*self._case_urls(), *self._entry_urls()]

    def _entry_urls(self):
        return [
            path("enter/", self.case_view(EnterView), name="enter"),
            path("enter/form/", self.case_view(EnterFormView), name="enter_form"),
        ]

    def _case_urls(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("quarantine/", self.case_view(QuarantineView), name="quarantine"),
            path("bulk/", self.case_view(BulkView), name="bulk"),
            path(
                "bulk/<uuid:key>/", self.case_view(BulkResultView), name="bulk_result"
            ),
            path(
                "bulk/<uuid:key>/undo/", self.case_view(BulkUndoView), name="bulk_undo"
            ),
            path("export/", self.case_view(ExportView), name="export"),
            path("views/", self.case_view(SaveView), name="save_view"),
            path(
                "views/<int:view_pk>/forget/",
                self.case_view(ForgetView),
                name="forget_view",
            ),
            path("case/<int:pk>/", self.case_view(CaseView), name="case"),
            path(
                "case/<int:pk>/new-link/", self.case_view(NewLinkView), name="new_link"
            ),
            path("case/<int:pk>/slip/", self.case_view(SlipView), name="slip"),
            path("case/<int:pk>/assign/", self.case_view(AssignView), name="assign"),
            path("case/<int:pk>/reply/", self.case_view(ReplyView), name="reply"),
            path("case/<int:pk>/undo/", self.case_view(UndoView), name="undo"),
            path("case/<int:pk>/note/", self.case_view(NoteView), name="note"),
            path(
                "case/<int:pk>/step/<slug:step>/",
                self.case_view(StepView),
                name="step",
            ),
            path(
                "case/<int:pk>/told/<int:message_pk>/",
                self.case_view(ToldView),
                name="told",
            ),
        ]
