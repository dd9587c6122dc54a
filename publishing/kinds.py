"""The kinds of text that the association publishes. A new kind of release is one more row here."""

from dataclasses import dataclass

from people.access import Permission


@dataclass(frozen=True)
class Kind:
    """What a kind is called, where it lives, and who may write and approve it."""

    name: str
    label: str
    prefix: str
    write: Permission
    approve: Permission


def _release(name: str, label: str) -> Kind:
    return Kind(name, label, "/press/", Permission.RELEASE_WRITE, Permission.RELEASE_APPROVE)


RELEASE_KINDS = [
    _release("media_release", "Media release"),
    _release("statement", "Statement"),
    _release("response_to_report", "Response to a report"),
    _release("blog", "Blog post"),
    _release("open_letter", "Open letter"),
]
POLICY_KINDS = [
    Kind(
        "consultation_response",
        "Consultation response",
        "/policy/responses/",
        Permission.POLICY_WRITE,
        Permission.POLICY_APPROVE,
    ),
    Kind(
        "position_paper",
        "Position paper",
        "/policy/positions/",
        Permission.POLICY_WRITE,
        Permission.POLICY_APPROVE,
    ),
]
KINDS: dict[str, Kind] = {kind.name: kind for kind in [*RELEASE_KINDS, *POLICY_KINDS]}


def kinds_with(permissions: frozenset[Permission]) -> list[str]:
    """Names of the kinds that someone with these permissions may write or approve."""
    return [kind.name for kind in KINDS.values() if {kind.write, kind.approve} & permissions]
