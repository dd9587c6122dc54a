from jobs.models.failed_item import FailedItem
from jobs.models.run import JobRun

__all__ = ["FailedItem", "JobRun"]
