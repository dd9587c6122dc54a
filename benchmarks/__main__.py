"""`python -m benchmarks [SIZE…]`"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

from benchmarks import press  # noqa: E402 - its models need Django set up

press.main([int(size) for size in sys.argv[1:]])
