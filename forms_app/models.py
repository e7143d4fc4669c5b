from forms_app.engine.alerts import AlertPreference
from forms_app.engine.bulk_record import BulkAction, BulkCase
from forms_app.engine.counting import HourCount
from forms_app.engine.exports import Export
from forms_app.engine.fields.question import Question, QuestionWords
from forms_app.engine.lost_link import LinkRequest
from forms_app.engine.notes import Note, Viewing
from forms_app.engine.outbox import Message
from forms_app.engine.quarantine_digest import QuarantineDigest
from forms_app.engine.replies import ReplyTemplate, ReplyWording
from forms_app.engine.saved_views import SavedView
from forms_app.engine.spam import UsedWork
from forms_app.engine.submission import Intake
from forms_app.registrations.models import Registration
from forms_app.registrations.pages import RegistrationFormPage
from forms_app.requests.models import PlainRequest
from forms_app.requests.pages import RequestFormPage
from forms_app.room_requests.models import RoomRequest
from forms_app.room_requests.pages import RoomRequestFormPage
from forms_app.room_requests.slots import RoomSlot
from forms_app.volunteers.models import VolunteerApplication
from forms_app.volunteers.pages import VolunteerFormPage

__all__ = [
    "AlertPreference",
    "BulkAction",
    "BulkCase",
    "Export",
    "HourCount",
    "Intake",
    "LinkRequest",
    "Message",
    "Note",
    "PlainRequest",
    "QuarantineDigest",
    "Question",
    "QuestionWords",
    "Registration",
    "RegistrationFormPage",
    "ReplyTemplate",
    "ReplyWording",
    "RequestFormPage",
    "RoomRequest",
    "RoomRequestFormPage",
    "RoomSlot",
    "SavedView",
    "UsedWork",
    "Viewing",
    "VolunteerApplication",
    "VolunteerFormPage",
]
