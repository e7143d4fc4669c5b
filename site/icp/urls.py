"""Every address of the site, from the outside in."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from forms_app import urls as forms_urls
from forms_app.engine.refusals import submissions_live_elsewhere
from home import urls as home_urls
from home import views as home_views
from home.frame.logos import logo_pattern
from home.leaflet import leaflet
from home.routing import serve_page
from home.styles import common_styles
from icp.style_guide.views import style_guide

handler400 = "home.views.bad_request"
handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"

urlpatterns = [
    path("", home_views.choose_language, name="choose_language"),
    path("styles/<slug:digest>.css", common_styles, name="styles"),
    logo_pattern,
    path("healthz", home_views.healthz, name="healthz"),
    path("sitemap.xml", home_views.sitemap, name="sitemap"),
    path("robots.txt", home_views.robots, name="robots"),
    # Wagtail's own form submissions would show cases to anyone who edits pages.
    re_path(r"^admin/forms/", submissions_live_elsewhere),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # As the proxy does it: documents leave through the view above only.
    re_path(r"^media/documents/", home_views.no_such_file),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include(forms_urls)),
        path("offline/", home_views.offline, name="offline"),
        path("style-guide/", style_guide, name="style_guide"),
        re_path(r"^leaflet/(?P<path>(?:[\w-]+/)+)$", leaflet, name="leaflet"),
        path("", include(home_urls)),
        re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]
