"""The site's addresses, and the plain forms as Wagtail itself finds them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import re_path
from wagtail.views import serve

from icp.urls import urlpatterns as addresses_of_the_site

urlpatterns = [
    *i18n_patterns(
        re_path(r"^(plain/|bare/)$", serve),
    ),
    *addresses_of_the_site,
]
