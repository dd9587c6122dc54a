"""What tells one set of values from another without saying them."""

import hashlib
import json
from typing import Any


def digest_of(values: list[Any] | dict[str, Any]) -> str:
    """SHA-256 of values written as JSON; of a date, a time or a money amount, of its words.

    Approvals are bound to what this gives: written otherwise, all that stand would be void.
    """
    return hashlib.sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()
