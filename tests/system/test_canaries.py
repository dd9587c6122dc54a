"""Each private value carries a token of its own; a crawl as every role finds it only where the table allows."""

import logging
import re
from html import unescape

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from bulletins import sending
from outbox.sending import send_outbox
from tests import world as worlds
from tests.system import matrix

ADDRESS = ["CANARY-NAME", "CANARY-ADDRESS", "CANARY-PC", "CANARY-TELEPHONE"]
# A provider's own business: its manager's name, its vacancies and its home's needs.
OWN_BUSINESS = ["CANARY-MANAGER", "CANARY-AREA", "87 of 4 places", "Sensory impairment"]
# A duty of their own, a note on when one was done, why one is off, a change to be notified.
DUTIES = ["CANARY-DUTY", "CANARY-VISITOR", "CANARY-OFF", "CANARY-CHANGE", "CANARY-EVIDENCE"]
# Who is to visit, what is to be done after a visit, and by whom.
DUTIES += ["CANARY-INDEPENDENT", "CANARY-ACTION", "CANARY-RESPONSIBLE"]
# A sheet that the owner uploaded: its name and what is in it. For that person only.
SHEET = ["CANARY-SHEET", "CANARY-FILE"]
# Whom the association knows at providers, and brings in a sheet.
IMPORTS = ["CANARY-IMPORT", "CANARY-LISTFILE", "CANARY-CONTACT"]
# Token: who may come upon it by opening pages. Whatever is not named here, nobody may.
ALLOWED = {
    **{token: {"owner", "manager", "reader"} for token in [*ADDRESS, *OWN_BUSINESS, *DUTIES]},
    **{token: {"owner"} for token in SHEET},
    **{token: {"members"} for token in ("CANARY-NOTE", "CANARY-NEXT", "CANARY-LIST", *IMPORTS)},
    **{token: {"owner", "finance", "members"} for token in ("CANARY-LEAVING", "CANARY-LEAVER")},
    "CANARY-FORMER": set(),  # the home ended
    "CANARY-PAST": {"owner", "manager", "reader"},
    **{token: {"owner"} for token in ("CANARY-HELD", "canaryname")},  # an entry that tells a home's name
    "CANARY-ENTRY": {"owner", "manager", "reader", "finance", "outsider", *matrix.SEE_PROVIDERS.split()},
    "CANARY-WELSH": {"outsider", "members"},
    "CANARY-VIEW": {"owner"},  # who has too few homes to be shown views, and reads of it among their data
    "CANARY-UNSENT": {"owner"},
    "CANARY-UNSAVED-ANSWER": {"owner"},
    "CANARY-SHOWN-DRAFT": {"owner", "policy"},  # who has sent its answers is asked no more
    "CANARY-SENT": {"outsider", "policy", "chief"},
    "CANARY-DRAFT": {"press", "chief"},
    "CANARY-AUTOSAVE": {"press"},
    "CANARY-QUOTATION": {"press", "chief", "members"},
    "CANARY-EMERGENCY": {"press", "chief", "trustee", "admin"},
    "CANARY-ALT": {"press", "chief"},
    "CANARY-CHOSEN": {"press"},
    "CANARY-RETIRED": {"press"},
    "CANARY-PREVIEWER": {"press", "chief"},
    "CANARY-SUBMITTED": {"press", "chief"},
    "CANARY-DISCARDED": {"press", "chief"},
    "CANARY-SCHEDULED": {"press", "chief"},
    "CANARY-EMBARGOED": {"press", "chief", "journalist"},
    "CANARY-RESPONSE": {"policy", "chief"},
    "CANARY-DRAFTED": {"policy", "chief"},
    "CANARY-UPCOMING": {"policy", "chief"},
    "CANARY-DOCUMENT": {"policy", "chief", "press"},  # their publisher has published it; we keep it to sort it
    "CANARY-RECOMMENDED": {"policy", "chief"},  # of a paper that is shown to nobody else
    "CANARY-STANCE": {"policy", "chief"},  # no public text of ours says so
    "CANARY-LOCKED": {"policy", "chief", "members"},  # under its publisher's embargo; one colleague is named
    "CANARY-THEME": {"policy", "chief"},
    "CANARY-PROOF": {"press"},
    "CANARY-APPLICANT": {"press"},
    "CANARY-JOURNALIST": {"press"},
    "CANARY-ASKED": {"press"},
    "CANARY-QUESTION": {"press", "chief"},
    "CANARY-LINE": {"press", "chief"},
    "CANARY-TEMPLATE": {"press"},
    "CANARY-BRIEFING": set(matrix.READ_BRIEFINGS.split()),
    "CANARY-ONCALL": {"press", "chief"},
    "CANARY-BULLETIN": {"members", "chief"},
    "CANARY-READER": {"members"},
    **{f"CANARY-{name}": {"trustee"} for name in ("COMPLAINT", "COMPLAINS", "REACH", "STEP")},
    "CANARY-REASON": {"members", "trustee", "admin"},  # whose reason it is, and who sees all of them
    "CANARY-PURGE": {"trustee", "admin"},
    "CANARY-INVOICE": {"owner", "finance", "outsider", "members"},
    "CANARY-CHARGE": {"owner", "finance", "outsider", "members"},
    "CANARY-PAYMENT": {"members", "owner"},  # an owner in all that is kept of their provider
    "CANARY-REFUND": {"members", "owner", "finance"},
    "CANARY-CREDIT": {"outsider", "members"},
    "CANARY-BANK": {"members"},
}
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
NOT_FOLLOWED = re.compile(r"^/(static|accounts|demo)/|logout")
MOST_PAGES = 1000


@pytest.fixture
def world(db):
    return worlds.ready()


@pytest.fixture
def built_in_log(db, caplog):
    """A world whose making is in the log too."""
    caplog.set_level(logging.DEBUG)
    return worlds.build()


def crawl(client, world) -> dict[str, str]:
    """Everything that a person can open by GET: what links lead to, and every address of the matrix."""
    addresses = {reverse(page.name, args=page.arguments(world)) for page in matrix.PAGES if page.methods == "GET"}
    public = {path for path in matrix.PUBLIC.values() if "{" not in path}
    waiting = [
        "/",
        "/dashboard/",
        "/staff/security/",  # before the crawl's own refusals fill it
        "/staff/texts/?state=discarded",  # as its form asks
        *sorted(addresses | public),
        *matrix.NOT_YET_PUBLIC,
        "/policy/consultations/CANARY-UPCOMING/",
        *(f"/consultations/CANARY-UPCOMING/answer/{each.pk}/" for each in (world.hazel, world.larkfield)),
        *("/duties/?show=notices", "/duties/?show=duties"),
        "/press/?q=canary",
        "/policy/?q=canary",
    ]
    seen: dict[str, str] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or NOT_FOLLOWED.search(address):
            continue
        answer = client.get(address)
        text = answer.content.decode(errors="replace")  # a PDF or an image among them
        # Without the address, which sign-in repeats: whoever was led there had it, whoever guessed it learns nothing.
        seen[address] = f"{dict(answer.headers)}\n{text}".replace(address, "") if address != "/" else text
        waiting += [unescape(link) for link in LINK.findall(text)] + [answer.headers.get("Location", "/")]
    assert len(seen) < MOST_PAGES, "the crawl did not come to its end"
    return seen


def found(pages: dict[str, str], token: str) -> list[str]:
    # An address or a search box that repeats what the reader typed tells nothing.
    return [address for address, text in pages.items() if re.search(rf"{token}\b", text) and "q=canary" not in address]


@pytest.mark.parametrize(
    "person", ["anonymous", *(pytest.param(each, marks=pytest.mark.slow) for each in matrix.PEOPLE)]
)
def test_a_crawl_finds_each_token_where_the_table_allows_and_nowhere_else(person, world):
    client = Client()
    if person != "anonymous":
        client.force_login(world.people[person])
    pages = crawl(client, world)
    allowed = {token for token, people in ALLOWED.items() if person in people}
    leaks = {token: found(pages, token)[:3] for token in ALLOWED.keys() - allowed if found(pages, token)}
    assert leaks == {}
    # If the crawl did not see what it may see, it would prove nothing about the rest.
    assert {token for token in allowed if found(pages, token)} == allowed


@pytest.mark.slow
def test_staff_who_reveal_an_address_see_it_on_that_answer_only(world):
    client = Client()
    client.force_login(world.people["members"])
    answer = client.post(reverse("homes:home_reveal", args=[world.home.pk]), {"reason": "Flood"})
    assert all(token in answer.content.decode() for token in ADDRESS)
    pages = crawl(client, world)
    assert not [token for token in ADDRESS if found(pages, token)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_mail_log_cache_or_broker_message_holds_an_address_or_an_answer(
    mail_server, built_in_log, caplog, monkeypatch
):
    world = built_in_log
    enqueued = []
    monkeypatch.setattr(
        "jobs.task_queue.current_app.send_task", lambda *args, **kwargs: enqueued.append((args, kwargs))
    )
    for name in ("owner", "members", "policy"):
        client = Client()
        client.force_login(world.people[name])
        crawl(client, world)
    send_outbox()
    sending.send(world.sending.pk)
    assert mail.outbox
    assert mail_server.taken
    mails = "".join(str(message.message()) for message in mail.outbox) + str([str(sent) for sent in mail_server.taken])
    elsewhere = [
        mails,
        caplog.text,
        str(enqueued),
        _rows("cache"),
        _rows("outbox_outboxmessage"),
        _rows("people_securityevent"),
    ]
    private = [
        *ADDRESS,
        *OWN_BUSINESS,
        *DUTIES,
        *SHEET,
        "CANARY-UNSENT",
        "CANARY-UNSAVED-ANSWER",
        "CANARY-SENT",
        "CANARY-ASKED",
    ]
    assert [token for token in private for text in elsewhere if token in text] == []


def test_no_table_but_the_allowed_ones_holds_a_token_in_clear(world):
    """An address is a cipher even in its own table and history; an answer stands in its own tables only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    rows = {table: _rows(table) for table in tables}
    assert [table for table, text in rows.items() for token in ADDRESS if token in text] == []
    assert {table for table, text in rows.items() if "CANARY-SENT" in text} == {
        *("policy_answer", "policy_answerevent", "policy_sentanswer"),
        *("policy_answercoding", "policy_answercodingevent"),
    }


def _rows(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM \"{table}\" t")
        return cursor.fetchone()[0]


def test_cache_is_the_shared_table_that_the_test_reads():
    assert cache._table == '"cache"'.strip('"')
