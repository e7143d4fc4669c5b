"""The entry point of the web server: `gunicorn --pythonpath site icp.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "icp.settings.production")

application = get_wsgi_application()

# What is loaded by now stays as long as the process. Looking through it for garbage,
# again and again, took an eighth of the time of every request.
gc.collect()
gc.freeze()
