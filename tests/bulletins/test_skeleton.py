"""One mail for many people: cutting and joining frozen bytes."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletins import skeleton

MARKERS = {"greeting": skeleton.marker("greeting", "0123456789abcdef")}
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=120)


def mail(body: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "Fees"
    message.set_content(body, cte="quoted-printable")
    return message.as_bytes(policy=SMTP)


def read(raw: bytes) -> str:
    return message_from_bytes(raw, policy=SMTP).get_content().replace("\r\n", "\n")


@given(before=LINE, after=LINE, value=LINE)
def test_any_value_comes_out_at_its_place_wherever_the_encoding_broke_the_line(before, after, value):
    frozen = skeleton.frozen(mail(f"{before}{MARKERS['greeting']}{after}\n"), MARKERS, {"greeting": 1})
    joined = skeleton.joined(skeleton.cut(frozen, MARKERS), {"greeting": skeleton.text(value)})
    assert read(joined) == f"{before}{value}{after}\n"
    assert max(len(line) for line in joined.split(b"\r\n")) <= 78


def test_a_marker_that_is_missing_or_there_too_often_is_refused():
    with pytest.raises(ValueError, match="greeting 0 times instead of 1"):
        skeleton.frozen(mail("Nothing to fill in."), MARKERS, {"greeting": 1})
    with pytest.raises(ValueError, match="greeting 2 times instead of 1"):
        skeleton.frozen(mail(MARKERS["greeting"] * 2), MARKERS, {"greeting": 1})


def test_a_line_that_mail_cannot_carry_is_refused():
    with pytest.raises(ValueError, match="more than 998 octets"):
        skeleton.frozen(b"x" * 999 + MARKERS["greeting"].encode(), MARKERS, {"greeting": 1})


@pytest.mark.parametrize("encode", [skeleton.header, skeleton.text])
@pytest.mark.parametrize("value", ["a\r\nBcc: all@provider.example", "a\nb", "a\rb"])
def test_a_line_break_in_a_value_is_refused(encode, value):
    with pytest.raises(skeleton.Unsendable, match="line break"):
        encode(value)


def test_a_header_takes_ascii_only():
    with pytest.raises(skeleton.Unsendable, match="cannot carry"):
        skeleton.header("zoë@provider.example")
