import os

from django.core.wsgi import get_wsgi_application

from chaportal.celery import ask_only
from chaportal.postgresql import limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaportal.settings")
limits.use(limits.PAGE)
ask_only()
application = get_wsgi_application()
