"""Keeping a register file: its lists become registrations, entries, inspections and more, all or nothing."""

from homes.loading.register import Loaded, load_register
from homes.loading.uploads import load_upload, sweep_uploads, upload_register

__all__ = ["Loaded", "load_register", "load_upload", "sweep_uploads", "upload_register"]
