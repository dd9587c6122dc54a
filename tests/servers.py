"""Loaded by `-p` before anything reads the settings: tests run on the embedded servers, and this is where they ask."""

import os

from chaportal import embedded

os.environ["EMBEDDED"] = "on"
os.environ.pop("DEMO", None)
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker's server is its controller's
    embedded.start(durable=False)
