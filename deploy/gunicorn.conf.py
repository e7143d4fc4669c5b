"""`gunicorn --config deploy/gunicorn.conf.py`: the web processes, behind a proxy."""

wsgi_app = "icp.wsgi"
pythonpath = "site"
bind = "127.0.0.1:8000"
workers = 3
# An export of a year's cases streams for longer than the half minute of the default.
timeout = 120
# The proxy writes the log of requests. Whoever asks for one here gets it without
# addresses: those of cases are secrets.
access_log_format = '%(h)s %(t)s "%(m)s" %(s)s %(b)s %(M)s'
logger_class = "icp.gunicorn_logs.Logger"
