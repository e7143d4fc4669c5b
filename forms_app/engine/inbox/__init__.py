from forms_app.engine.inbox.policy import InboxPolicy
from forms_app.engine.inbox.viewset import InboxViewSet

__all__ = ["InboxPolicy", "InboxViewSet"]
