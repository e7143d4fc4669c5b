"""The Content-Security-Policy: strict for the public, relaxed only inside the admin."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.urls import reverse

# Wagtail's inline panels and the translation editor do not work without inline
# scripts and styles; nobody but logged-in staff gets a page with this policy.
ADMIN_RELAXATION = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}


class ContentPolicyMiddleware(CSPMiddleware):
    def process_response(self, request, response):
        in_the_admin = request.path.startswith(reverse("wagtailadmin_home"))
        user = getattr(request, "user", None)
        if in_the_admin and user is not None and user.is_authenticated:
            response._csp_replace = ADMIN_RELAXATION
        return super().process_response(request, response)
