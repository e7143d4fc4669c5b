"""The site with the plain form."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

from icp.wsgi import application

__all__ = ["application"]
