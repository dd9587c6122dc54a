"""Keeping a register file: its lists become registrations, entries, inspections and more, all or nothing."""

from register.loading.register import Loaded, load_register, read_again
from register.loading.uploads import load_upload, sweep_uploads, upload_register

__all__ = ["Loaded", "load_register", "load_upload", "read_again", "sweep_uploads", "upload_register"]
