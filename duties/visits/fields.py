"""What forms for many homes, and refusals on them, call the fields of each home."""

FIELD = "home-"


def field_of(home_id: int) -> str:
    """The day of a visit that took place."""
    return f"{FIELD}{home_id}"


def home_of(field: str) -> int:
    """The home whose day a field is."""
    return int(field.removeprefix(FIELD))


def day_field(home_id: int) -> str:
    """The day on which a visit is planned."""
    return f"day-{home_id}"


def visitor_field(home_id: int) -> str:
    """Who is to visit."""
    return f"visitor-{home_id}"
