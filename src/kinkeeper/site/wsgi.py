"""The web application as granian serves it."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.site.settings")
application = get_wsgi_application()

# What was loaded stays for good: collecting it again and again would stop a request for 80 ms.
gc.collect()
gc.freeze()
