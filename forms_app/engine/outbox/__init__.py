from forms_app.engine.outbox.delivery import deliver_due
from forms_app.engine.outbox.message import Message
from forms_app.engine.outbox.writing import enqueue, enqueue_reply, worded_later

__all__ = ["Message", "deliver_due", "enqueue", "enqueue_reply", "worded_later"]
