"""Applications that staff enter for a volunteer."""

from forms_app.engine.inbox.entry import DeskOfForms
from forms_app.volunteers.pages import VolunteerFormPage


class VolunteerDesk(DeskOfForms):
    page_model = VolunteerFormPage
