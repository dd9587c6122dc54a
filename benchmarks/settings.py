"""The portal's own settings, with bare views beside its pages to compare them with."""

from chaportal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
