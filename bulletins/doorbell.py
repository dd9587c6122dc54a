"""Asking a worker to look at a bulletin. Redis is only the doorbell: what there is to do stands in PostgreSQL."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring(bulletin_id: int) -> None:
    """Ask a worker to send. When the broker is away nothing is lost: the sweep rings again."""
    try:
        current_app.send_task("bulletins.tasks.send", [bulletin_id])
    except OperationalError:
        logger.warning("The broker is away; the sweep will find bulletin %s.", bulletin_id)
