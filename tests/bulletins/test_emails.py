"""The mail that people get."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from django.utils import timezone

from bulletins import actions, emails, sending, skeleton
from bulletins.models import BulletinVariant
from bulletins.tokens import token_for
from tests.bulletins.conftest import CONTENT
from tests.lifting import lift_names_show

pytestmark = pytest.mark.django_db

RICH = (
    "<h2>What changes</h2><p>Fees &amp; dues for Zoë's home: "
    '<a href="https://www.example.org/fees?a=1&amp;b=2">the table</a>, <a href="/policy/">our line</a>.</p>'
    "<ul><li>One</li><li>Two</li></ul>"
)


@pytest.fixture
def mails(membership_manager, chief_executive, members, published, mail_server):
    """A function: what comes of some words at the mail server, by recipient."""

    def mails(**content):
        bulletin = actions.start(by=membership_manager, **CONTENT | content)
        bulletin = actions.submit(bulletin=bulletin, by=membership_manager)
        bulletin = actions.approve(bulletin=bulletin, by=chief_executive, seen=bulletin.content_hash)
        sending.send(bulletin.pk)
        return bulletin, dict(mail_server.taken)

    return mails


def parts(message):
    text, html = message.iter_parts()
    return text.get_content(), html.get_content()


def test_a_mail_has_every_header_that_a_list_must_have(mails, settings):
    bulletin, taken = mails()
    assert len(taken) == 3
    for delivery in bulletin.deliveries.all():
        message = taken[delivery.email]
        stop = f"{settings.BASE_URL}/unsubscribe/{token_for(delivery.pk)}/"
        assert message["From"] == settings.BULLETIN_FROM_EMAIL
        assert message["To"] == delivery.email
        assert message["Subject"] == "Fees in April"
        assert message["Message-ID"] == f"<bulletin-{bulletin.pk}-{delivery.pk}@association.example>"
        assert message["List-Id"] == "CHA bulletins <bulletins.association.example>"
        assert message["List-Unsubscribe"] == f"<{stop}>"
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Precedence"] == "bulk"
        assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
        assert timezone.now() - message["Date"].datetime < timezone.timedelta(minutes=1)
        assert "Auto-Submitted" not in message  # a person wrote it (RFC 3834)


def test_text_comes_first_and_says_all_that_the_html_says(mails, settings):
    bulletin, taken = mails(body=RICH)
    delivery = bulletin.deliveries.first()
    message = taken[delivery.email]
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    stop = f"{settings.BASE_URL}/unsubscribe/{token_for(delivery.pk)}/"
    text, html = parts(message)
    for words in ("What changes", "Zoë's home", "One", "Two", stop, f"Dear {delivery.name},"):
        assert words in text
        assert words in html
    assert "Fees & dues" in text
    assert "Fees &amp; dues" in html
    assert "the table (https://www.example.org/fees?a=1&b=2)" in text
    assert f"our line ({settings.BASE_URL}/policy/)" in text
    assert f'href="{settings.BASE_URL}/policy/"' in html
    assert "- One" in text


def test_the_html_is_styled_in_place_and_readable_by_a_screen_reader(mails):
    _, taken = mails(body=RICH)
    html = parts(next(iter(taken.values())))[1]
    assert "<style" not in html
    assert re.search(r'<h1 style="[^"]*Georgia', html)
    assert '<html lang="en-GB">' in html
    assert html.count("<h1") == 1
    assert "<img" not in html  # nothing tells us who read it


def test_each_mail_names_its_own_recipient_and_nobody_else(mails):
    bulletin, taken = mails()
    names = dict(bulletin.deliveries.values_list("email", "merge__name"))
    assert len(names) == len(taken) == 3
    for email, message in taken.items():
        said = message.as_string()
        assert [name for name in names.values() if name in said] == [names[email]]
        assert [other for other in names if other in said] == [email]


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("", "Hello,"),
        ("Zoë Ó Súilleabháin", "Dear Zoë Ó Súilleabháin,"),
        ("Fo & <b>Co</b>", "Dear Fo & <b>Co</b>,"),
        ("Two\r\nlines", "Dear Two lines,"),
        ("n" * 150, f"Dear {'n' * 150},"),
    ],
)
def test_any_name_greets_and_breaks_nothing(mails, members, name, greeting):
    lift_names_show()  # a row from before may hold what no name may hold now
    members[0].name = name
    members[0].save()
    _, taken = mails()
    text, html = parts(taken[members[0].email])
    assert f"\n{greeting}\n" in text.replace("\r\n", "\n")
    assert f">{greeting.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>" in html


def test_a_subject_in_any_letters_arrives(mails, members):
    _, taken = mails(subject="Ffïoedd: Zoë's new fees")
    assert taken[members[0].email]["Subject"] == "Ffïoedd: Zoë's new fees"


def test_a_line_that_begins_with_a_dot_arrives_whole(mails, members):
    _, taken = mails(body="<p>.one</p><p>.</p><p>..two</p>")
    text = parts(taken[members[0].email])[0].replace("\r\n", "\n")
    assert "\n.one\n\n.\n\n..two\n" in text


def test_picks_are_shown_with_their_address(mails, members, published, settings):
    _, taken = mails(picks=[published.publication_id])
    for said in parts(taken[members[0].email]):
        assert "Homes are closing" in said
        assert f"{settings.BASE_URL}/press/homes-are-closing/" in said


def test_every_mail_comes_from_the_same_frozen_bytes(mails, approved, mail_server):
    sending.send(approved.pk)
    variant = BulletinVariant.objects.get()
    frozen = bytes(variant.skeleton)
    assert skeleton.digest(frozen) == variant.sha256
    pieces = skeleton.cut(frozen, variant.markers)
    assert approved.deliveries.count() == 3
    for delivery in approved.deliveries.all():
        raw = emails.message_for(delivery, pieces)
        # As it goes over the wire: Python's own folding would put encoded words into the link.
        assert f"\r\nList-Unsubscribe: <{emails.unsubscribe_url(token_for(delivery.pk))}>\r\n".encode() in raw
        made = message_from_bytes(raw, policy=default)
        assert made.as_bytes() == dict(mail_server.taken)[delivery.email].as_bytes()


def test_no_marker_is_left_in_a_mail(mails, members):
    _, taken = mails()
    markers = BulletinVariant.objects.get().markers
    raw = taken[members[0].email].as_string()
    assert markers
    assert not any(word in raw for word in markers.values())


def test_a_very_long_address_of_the_portal_folds_nothing(mails, members, settings):
    settings.BASE_URL = f"https://{'a' * 60}.{'b' * 60}.example"
    bulletin, taken = mails()
    token = token_for(bulletin.deliveries.first().pk)
    message = taken[members[0].email]
    assert message["List-Unsubscribe"] == f"<{settings.BASE_URL}/unsubscribe/{token}/>"
    assert all(f"{settings.BASE_URL}/unsubscribe/{token}/" in part for part in parts(message))
