"""What the database itself holds of whatever is shown as a name: it shows something, on one line, in no wrong order.

The door (`text`) cleans more, and knows all of Unicode. This is for what comes past it: a command, a migration, a row
that was changed by hand. Names in encrypted fields are not checked: the database cannot read them.
"""

from django.db.models import CheckConstraint, Q

# Cc, line and paragraph separators, and what turns the following text around (embeddings, overrides, isolates).
CONTROL = r"\u0001-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"
# Spaces, fillers, marks without a letter, Braille without dots: nothing of it is seen by itself.
UNSEEN = (
    r" \u00a0\u00ad\u0300-\u036f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u202f\u205f-\u2065"
    r"\u206a-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
SHOWS = f"^[^{CONTROL}]*[^{CONTROL}{UNSEEN}][^{CONTROL}]*$"
# The same without tab, line feed and carriage return, which part a text of many lines.
CONTROL_IN_LINES = CONTROL.replace(r"\u0001-\u001f", r"\u0001-\u0008\u000b\u000c\u000e-\u001f")
SHOWS_LINES = f"^[^{CONTROL_IN_LINES}]*[^{CONTROL}{UNSEEN}][^{CONTROL_IN_LINES}]*$"
NOTHING_TO_SEE = "Write something that can be seen, on one line."
NOTHING_IN_LINES = "Write something that can be seen."


def shows(*fields: str, name: str, may_be_empty: bool = False) -> CheckConstraint:
    """The constraint that each of some fields shows something and holds no control character; its name ends so."""
    return _constraint(fields, SHOWS, may_be_empty, name=f"{name}_shows", violation_error_message=NOTHING_TO_SEE)


def shows_lines(*fields: str, name: str, may_be_empty: bool = False) -> CheckConstraint:
    """The same of fields of many lines; its name ends so."""
    about = {"name": f"{name}_shows_lines", "violation_error_message": NOTHING_IN_LINES}
    return _constraint(fields, SHOWS_LINES, may_be_empty, **about)


def _constraint(fields: tuple[str, ...], pattern: str, may_be_empty: bool, **about) -> CheckConstraint:
    each = [Q(**{f"{field}__regex": pattern}) | (Q(**{field: ""}) if may_be_empty else Q()) for field in fields]
    return CheckConstraint(condition=Q(*each), **about)
