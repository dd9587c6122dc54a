"""`python -m benchmarks [press|homes|members] [SIZE…]`: all where none is named."""

import os
import sys

import django

from chaportal import embedded

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
os.environ["EMBEDDED"] = "on"
embedded.start()
django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks import homes, members, press  # noqa: E402 - their models need Django set up

PARTS = {"press": press, "homes": homes, "members": members}
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
named = [word for word in sys.argv[1:] if word in PARTS]
for part in named or PARTS:
    PARTS[part].main([int(word) for word in sys.argv[1:] if word not in PARTS])
