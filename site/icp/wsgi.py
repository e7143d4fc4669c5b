"""The entry point of the web server: `gunicorn --pythonpath site icp.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icp.settings.production")

application = get_wsgi_application()
