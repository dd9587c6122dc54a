"""What a bulletin looks like as a mail, and what differs from one person's copy to the next."""

import secrets
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from html import escape

from css_inline import CSSInliner
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import punycode

from bulletins import skeleton
from bulletins.models import Bulletin, BulletinVariant, Delivery
from bulletins.tokens import token_for
from cleaning.text import cleaned, one_line
from people.association import association
from people.links import link_to
from publishing.models import Edition
from publishing.richtext.layout import laid_out

# What differs, and how often it stands in a mail: the link to stop is in a header and in both bodies.
EXPECTED = {"address": 1, "message": 1, "token": 1, "greeting": 1, "htmlgreeting": 1, "link": 2}
HEADERS = (
    "To: {address}\r\n"
    "Message-ID: {message}\r\n"
    "List-Unsubscribe: <{stop}>\r\n"
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
)
# Said at the foot of each mail.
REASONS = {
    Bulletin.Audience.MEMBERS: "You get this as an owner of a provider in membership.",
    Bulletin.Audience.MANAGERS: "You get this as an owner or home manager of a provider in membership.",
    Bulletin.Audience.SUBSCRIBERS: "You get this because you asked for our bulletins.",
    Bulletin.Audience.EVERYONE: "You get this as one of our members, or because you asked for our bulletins.",
}


def freeze(variant: BulletinVariant) -> None:
    """Make the mail's bytes, with the picked texts that are public. Raises ValueError for a marker out of place."""
    picks = list(variant.bulletin.public_picks())
    nonce = secrets.token_hex(8)
    markers = {name: skeleton.marker(name, nonce) for name in EXPECTED}
    # These lines are written by hand: the library would fold or encode a long address in them.
    head = HEADERS.format(
        address=markers["address"], message=markers["message"], stop=unsubscribe_url(markers["token"])
    )
    raw = head.encode() + _message(variant.bulletin, picks, markers).as_bytes(policy=SMTP)
    variant.skeleton = skeleton.frozen(raw, markers, EXPECTED)
    variant.sha256, variant.markers = skeleton.digest(variant.skeleton), markers
    variant.editions = [edition.pk for edition in picks]
    variant.save()


def sender() -> str:
    """The address that bulletins come from, and that servers send their complaints to."""
    return parseaddr(settings.BULLETIN_FROM_EMAIL)[1]


def recipient(delivery: Delivery) -> str:
    """The address as mail servers take it: a domain in other letters is written in ASCII. Raises Unsendable."""
    local, _, domain = delivery.email.rpartition("@")
    try:
        return skeleton.header(f"{local}@{punycode(domain)}").decode()
    except UnicodeError as fault:
        raise skeleton.Unsendable("A domain that does not exist.") from fault


def message_for(delivery: Delivery, pieces: list) -> bytes:
    """One person's mail from the pieces of the frozen one. Raises skeleton.Unsendable."""
    name = one_line(delivery.name)
    greeting = f"Dear {name}," if name else "Hello,"
    token = token_for(delivery.pk)
    return skeleton.joined(
        pieces,
        {
            "address": skeleton.header(recipient(delivery)),
            "message": skeleton.header(message_id(delivery)),
            "token": skeleton.header(token),
            "greeting": skeleton.text(greeting),
            "htmlgreeting": skeleton.text(escape(greeting)),
            "link": skeleton.text(token),
        },
    )


def message_id(delivery: Delivery) -> str:
    """The same for every copy of a delivery, so that a second one can be recognised."""
    return f"<bulletin-{delivery.bulletin_id}-{delivery.pk}@{_domain()}>"


def unsubscribe_url(token: str) -> str:
    return link_to("bulletins:unsubscribe", token)


def _message(bulletin: Bulletin, picks: list[Edition], markers: dict[str, str]) -> EmailMessage:
    """The part of the mail that is the same for everyone, with the text before the HTML."""
    message = EmailMessage(policy=SMTP)
    message["From"] = association().bulletin_from
    message["Subject"] = one_line(bulletin.subject)
    message["Date"] = timezone.now()
    message["List-Id"] = f"{association().bulletin_name} <bulletins.{_domain()}>"  # RFC 2919
    message["Precedence"] = "bulk"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # Exchange
    context = {
        "bulletin": bulletin,
        "body": _absolute(bulletin.body),
        "text": laid_out(bulletin.body),
        "picks": picks,
        "base_url": settings.BASE_URL,
        "association": association(),
        "reason": REASONS[bulletin.audience],
        "greeting": markers["greeting"],
        "htmlgreeting": markers["htmlgreeting"],
        "stop": unsubscribe_url(markers["link"]),
    }
    html = CSSInliner(load_remote_stylesheets=False).inline(render_to_string("bulletins/mail.html", context))
    message.set_content(cleaned(render_to_string("bulletins/mail.txt", context)), cte="quoted-printable")
    message.add_alternative(cleaned(html), subtype="html", cte="quoted-printable")
    return message


def _absolute(html: str) -> str:
    return html.replace('href="/', f'href="{settings.BASE_URL}/')


def _domain() -> str:
    return sender().rpartition("@")[2]
