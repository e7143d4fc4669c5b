"""What is due by the clock. The worker runs each of these about once a minute."""

from forms_app.engine.counting import forget_old_counts
from forms_app.engine.inbox.alerting import send_alerts
from forms_app.engine.lost_link import answer_link_requests
from forms_app.engine.quarantine_digest import tell_staff_of_quarantine
from forms_app.engine.spam.work import forget_used_work
from forms_app.registrations.jobs import lapse_expired_offers, offer_free_seats
from forms_app.room_requests.jobs import close_expired_room_requests
from home.affected.telling import tell_people
from home.broken_links.finding import check_links_once_a_week
from home.broken_links.outside import ask_some_links_out
from home.pictures import make_missing_files
from home.scheduling import publish_what_is_due

JOBS = (
    publish_what_is_due,
    lapse_expired_offers,
    offer_free_seats,
    close_expired_room_requests,
    tell_people,
    answer_link_requests,
    tell_staff_of_quarantine,
    send_alerts,
    forget_old_counts,
    forget_used_work,
    check_links_once_a_week,
    ask_some_links_out,
    make_missing_files,
)
