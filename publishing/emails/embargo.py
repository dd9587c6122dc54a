"""What journalists with a grant are told, as keyword arguments for `queue_email`: no word about an embargoed text."""

from people.association import association
from people.links import absolute, link_to
from publishing.models import Publication

SUBJECT = "Under embargo for you"


def granted() -> dict:
    text = f"The press office lets you read under embargo. Sign in to see what there is:\n{_list()}"
    return {"subject": SUBJECT, "text": _ending(text)}


def embargoed() -> dict:
    text = f"A text is under embargo for you. Sign in to read it and to see until when:\n{_list()}"
    return {"subject": SUBJECT, "text": _ending(text)}


def taken_back() -> dict:
    text = (
        "A text that was under embargo for you has been taken back. It is not published and may change: please use "
        f"nothing of it. Sign in to see what is under embargo for you now:\n{_list()}"
    )
    return {"subject": "Taken back: please do not use it", "text": _ending(text)}


def public_now(publication: Publication) -> dict:
    text = f"A text that was under embargo for you is public now:\n{absolute(publication.path)}"
    return {"subject": "The embargo is lifted", "text": _ending(text)}


def _list() -> str:
    return link_to("embargo_list")


def _ending(text: str) -> str:
    return f"{text}\n\n{association().ring_the_press_office}".rstrip()
