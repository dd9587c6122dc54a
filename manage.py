#!/usr/bin/env python
"""Django's commands, with the portal's settings; on the embedded servers where the environment asks for them."""

import os
import sys

from django.core.management import execute_from_command_line

from chaportal import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chaportal.settings")
    if embedded.asked_for() and "DATABASE_URL" not in os.environ:
        embedded.start()
    execute_from_command_line(sys.argv)
