from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from forms_app.engine.inbox import InboxPolicy
from forms_app.engine.inbox.alert_settings import AlertSettingsView
from forms_app.engine.inbox.export_list import ExportViewSet
from forms_app.engine.inbox.reply_templates import ReplyTemplateViewSet
from forms_app.engine.inbox.welcome import InboxesPanel
from forms_app.engine.intakes import IntakeViewSet
from forms_app.engine.pages.refused_publishing import refuse_incomplete
from forms_app.engine.question_editor.to_translate import QuestionsToTranslate
from forms_app.engine.question_editor.viewset import QuestionViewSet
from forms_app.registrations.inbox import RegistrationInbox
from forms_app.requests.inbox import RequestInbox
from forms_app.room_requests.inbox import RoomRequestInbox
from forms_app.volunteers.inbox import VolunteerApplicationInbox

INBOXES = (
    RegistrationInbox,
    RoomRequestInbox,
    RequestInbox,
    VolunteerApplicationInbox,
)

# Before the view sets: they would register a policy that knows no scope.
for inbox in INBOXES:
    register_permission_policy(inbox.model, InboxPolicy(inbox.model))


@hooks.register("register_admin_viewset")
def register_inboxes():
    return [inbox() for inbox in INBOXES]


@hooks.register("register_admin_viewset")
def register_desk():
    return [
        IntakeViewSet(),
        QuestionViewSet(),
        ReplyTemplateViewSet(),
        ExportViewSet(),
    ]


hooks.register("words_beside_pages", QuestionsToTranslate)


@hooks.register("register_admin_urls")
def register_alert_settings():
    return [path("alerts/", AlertSettingsView.as_view(), name="inbox_alerts")]


@hooks.register("construct_homepage_panels")
def show_inboxes(request, panels):
    panels.append(InboxesPanel())


# Before wagtail-localize takes the request over.
hooks.register("before_edit_page", refuse_incomplete, order=-1)
