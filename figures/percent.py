"""How a share is rounded wherever one is shown: half up, as readers count it, and never to the even number."""


def percent(part: int, whole: int) -> int | None:
    """A share in whole percent, 12.5 as 13; None of nothing. Both are counts, of nought and more."""
    return (200 * part + whole) // (2 * whole) if whole else None
