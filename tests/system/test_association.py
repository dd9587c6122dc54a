"""What the administrator says of the association stands at every exit, and comes from one place."""

import io
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client, TestCase
from PIL import Image
from pypdf import PdfReader

from bulletins.emails import freeze
from outbox import sending
from people import actions, association
from people.adapters import MFAAdapter
from people.colours import DEFAULT_PALETTE
from people.models import Association
from publishing import actions as publishing
from publishing.emails.embargo import granted
from publishing.public import page as public_page
from publishing.uploads import read_image
from tests import world
from tests.conftest import make_person
from tests.publishing.files import image
from tests.system import matrix

ADDRESS = "/staff/association/"
OURS = {
    "name": "Verge Homes Federation",
    "short_name": "VHF",
    "telephone": "01632 960111",
    "hours": "weekdays until four",
    "press_telephone": "01632 960222",
    "press_hours": "day and night",
    "press_email": "desk@verge.example",
    "security_email": "holes@verge.example",
    "mail_name": "Verge portal",
    "bulletin_name": "Verge news",
    "structure_colour": "#5a2d82",
    "attention_colour": "#8a1c1c",
}
BEFORE = ["Children's Homes Association", "Children&#x27;s Homes Association", "CHA portal", "CHA bulletins"]
BEFORE += ["0121 496 0100", "020 7946 0180", "#0f4c5c", "association.example"]


@pytest.fixture
def administrator(db):
    return make_person("admin@verge.example", "administrator")


@pytest.fixture
def set_up(administrator):
    """Everything is set on the page, without a logo."""
    return actions.save_association(by=administrator, facts=OURS)


def page_of(client, **typed):
    """The page after saving what was typed; other fields stay empty."""
    return client.post(ADDRESS, dict.fromkeys(association.FIELDS, "") | typed, follow=True).content.decode()


def test_what_is_set_on_the_page_goes_before_the_environment(signed_in, administrator):
    page = page_of(signed_in(administrator), telephone="01632 960111")
    assert "Saved." in page
    assert association.association().telephone == "01632 960111"
    assert association.association().name == "Children's Homes Association"
    assert "01632 960111" in Client().get("/").content.decode()


@pytest.mark.parametrize(
    ("telephone", "ring", "by_telephone"),
    [("01632 960111", "ring us on 01632 960111", " on 01632 960111"), ("", "answer this mail", "")],
)
def test_mails_say_how_to_reach_us_as_far_as_a_number_is_known(db, settings, telephone, ring, by_telephone):
    settings.ASSOCIATION = settings.ASSOCIATION | {"telephone": telephone}
    ours = association.association()
    assert (ours.ring_us(), ours.by_telephone) == (ring, by_telephone)
    assert ours.ring_us(otherwise="ask us") == (ring if telephone else "ask us")


def test_the_page_says_which_value_comes_from_where(signed_in, administrator, settings):
    settings.ASSOCIATION = settings.ASSOCIATION | {"hours": ""}
    page = page_of(signed_in(administrator), telephone="01632 960111")
    said = dict(re.findall(r'id="id_(\w+)_helptext">(.*?)</div>', page))
    assert said["short_name"] == "Now “CHA”, from ASSOCIATION_SHORT_NAME in the environment."
    assert said["telephone"] == (
        "Set on this page. Left empty it is “0121 496 0100”, from ASSOCIATION_TELEPHONE in the environment."
    )
    assert said["hours"].endswith("Not set yet, neither here nor by ASSOCIATION_HOURS in the environment.")


def test_what_nobody_set_is_left_out_of_every_public_page(client, db, settings):
    settings.ASSOCIATION = settings.ASSOCIATION | {
        name: ""
        for name in association.FIELDS
        if name not in ("name", "short_name", "structure_colour", "attention_colour")
    }
    for path in ("/", "/press/", "/press/media-pack/", "/press/spokespeople/", "/accreditation/", "/accounts/login/"):
        page = client.get(path).content.decode()
        assert 'href="tel:"' not in page
        assert 'href="mailto:"' not in page
        assert not re.search(r"ring (us on|the press office(:| on))\s*[.,<]", page, re.IGNORECASE), path
    assert client.get("/.well-known/security.txt").status_code == 404, "RFC 9116 demands a contact"
    assert "Ring" not in granted()["text"]


class EveryExitTest(TestCase):
    """Nothing that leaves the portal still says or shows what the association was before."""

    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()
        cls.world.add(
            logo=actions.save_association(by=cls.world.people["admin"], facts=OURS | {"logo_alt": OURS["name"]}).logo
        )

    def setUp(self):
        association.forget()

    def test_public_pages_files_and_feeds(self):
        said = ""
        for name, path in matrix.public_addresses(self.world).items():
            with self.subTest(page=name):
                answer = Client().get(path)
                if answer["Content-Type"] == "application/pdf":
                    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
                else:
                    text = answer.content.decode(errors="ignore")
                text = re.sub(r"[\w.]+@association\.example", "", text)  # people's own addresses
                assert [word for word in BEFORE if word in text] == []
                said += text
        missing = {name for name in OURS if OURS[name] not in said} - {"mail_name", "bulletin_name"}
        assert missing == {"structure_colour", "attention_colour"}, "they have a file of their own"

    def test_pages_of_those_who_signed_in(self):
        for person, user in self.world.people.items():
            with self.subTest(person=person):
                client = Client()
                client.force_login(user)
                page = client.get("/dashboard/").content.decode()
                assert "VHF portal" in page
                assert "/association/colours/5a2d82-8a1c1c.css" in page
                assert [word for word in BEFORE[:6] if word in page] == []

    def test_mails(self):
        actions.invite(email="new@verge.example", role="press_officer", provider=None, by=None)
        sending.send_outbox()
        invitation = mail.outbox[-1]
        assert invitation.subject == "Your invitation to the Verge Homes Federation portal"
        assert invitation.from_email == "Verge portal <portal@association.example>"
        Client().post("/accounts/password/reset/", {"email": self.world.people["owner"].email})
        sending.send_outbox()
        reset = mail.outbox[-1]
        assert reset.from_email == "Verge portal <portal@association.example>"
        assert reset.subject.startswith("VHF portal: ")
        assert "Verge Homes Federation" in reset.body
        assert "testserver" not in reset.body.replace("http://testserver", "")

    def test_bulletins(self):
        variant = self.world.sending.variants.first()
        freeze(variant)
        message = message_from_bytes(bytes(variant.skeleton), policy=default)
        text, html = (part.get_content() for part in message.iter_parts())
        assert message["From"] == "Verge news <bulletins@association.example>"
        assert message["List-Id"] == "Verge news <bulletins.association.example>"
        for part in (text, html):
            assert "Verge Homes Federation, 01632 960111, weekdays until four" in part
        assert "#0f4c5c" not in html

    def test_the_second_factor_is_issued_by_the_association(self):
        assert "issuer=VHF" in MFAAdapter().build_totp_url(self.world.people["owner"], "secret")


def test_the_facts_are_read_in_one_place_only():
    """So that the row, the environment and what is remembered of them are never at odds."""
    readers = {
        str(path.relative_to(settings.BASE_DIR))
        for app in settings.LAYERS
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        if re.search(r"settings\.ASSOCIATION\b", path.read_text())
    }
    assert readers == {"people/association.py", "chaportal/association/forms.py"}


def test_no_template_repeats_a_colour_of_ours():
    root = Path(settings.BASE_DIR)
    files = [*root.glob("templates/**/*"), *(path for app in settings.LAYERS for path in (root / app).rglob("*.typ"))]
    ours = re.compile("|".join(DEFAULT_PALETTE.variables.values()), re.IGNORECASE)
    assert [str(path) for path in files if path.is_file() and ours.search(path.read_text())] == []


def test_only_the_administrator_may_set_it(press_officer):
    with pytest.raises(PermissionDenied):
        actions.save_association(by=press_officer, facts=OURS)
    assert not Association.objects.exists()


def test_a_colour_that_cannot_be_read_is_refused_and_what_was_typed_is_kept(signed_in, administrator):
    page = page_of(signed_in(administrator), name="Verge", structure_colour="#FFCC00", attention_colour="coral")
    assert "Error: The association" in page
    assert "#ffcc00 on its own soft ground has a contrast of" in page
    assert "“coral” is no colour that we know" in page
    assert 'value="#FFCC00"' in page
    assert 'value="Verge"' in page
    assert not Association.objects.exists()
    with pytest.raises(IntegrityError, match="colour"), transaction.atomic():
        Association.objects.create(structure_colour="red")


def test_colours_come_as_a_file_that_browsers_keep_for_good(set_up, client):
    page = client.get("/press/").content.decode()
    assert page.index("portal.css") < page.index("/association/colours/5a2d82-8a1c1c.css")
    sheet = client.get("/association/colours/5a2d82-8a1c1c.css")
    assert (sheet["Content-Type"], sheet["Cache-Control"]) == ("text/css", "public, max-age=31536000, immutable")
    assert "--structure: #5a2d82;" in sheet.content.decode()
    assert "--attention-soft: #" in sheet.content.decode()
    assert 'fill="#5a2d82"' in client.get("/association/icon/5a2d82-8a1c1c.svg").content.decode()
    assert client.get("/association/colours/5a2d82-zzz.css").status_code == 404


def test_each_change_is_in_the_history(set_up, signed_in, administrator):
    page_of(signed_in(administrator), name="Verge Two")
    history = signed_in(administrator).get(f"{ADDRESS}history/").content.decode()
    assert "Verge Homes Federation" in history
    assert "Verge Two" in history


def test_it_is_read_once_in_a_while_and_not_for_each_page(set_up, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(association, "CACHED_FOR", 60)
    association.forget()
    with django_assert_num_queries(1):
        assert [association.association().short_name for _ in range(3)] == ["VHF"] * 3
    monkeypatch.setattr(association, "CACHED_FOR", -1)
    with django_assert_num_queries(1):
        association.association()


def test_a_database_that_is_away_changes_nothing(set_up, monkeypatch):
    assert association.association().short_name == "VHF"

    def away():
        raise OperationalError

    monkeypatch.setattr(association, "CACHED_FOR", -1)
    monkeypatch.setattr(association, "_read", away)
    assert association.association().short_name == "VHF"


def test_a_row_read_while_it_changed_is_not_remembered(set_up, monkeypatch):
    association.forget()
    read = association._read

    def read_slowly():
        row = read()
        association.forget()
        return row

    monkeypatch.setattr(association, "_read", read_slowly)
    association.association()
    assert association._cached is None


def test_kept_pages_follow_a_change_that_another_process_made(transactional_db, settings, monkeypatch):
    """By the cache version: the first page under a new one reads the row anew, however short ago it was read."""
    settings.PAGE_CACHE_BYTES = 1024 * 1024
    monkeypatch.setattr(public_page, "REMEMBERED", -1)
    public_page.forget()
    administrator = make_person("admin@verge.example", "administrator")
    actions.save_association(by=administrator, facts={"name": "Before Us"})
    for path in ("/", "/press/", "/press/feed.rss"):
        assert b"Before Us" in Client().get(path).content
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_association SET name = 'After Us'")
    for path in ("/", "/press/", "/press/feed.rss"):
        assert b"After Us" in Client().get(path).content
    public_page.forget()


# --- The logo ------------------------------------------------------------------------------------------------------


def send_logo(client, raw: bytes, **typed):
    file = io.BytesIO(raw)
    file.name = "CANARY-CHOSEN.png"
    return page_of(client, file=file, **typed)


def test_a_logo_is_made_anew_and_served_to_everyone(signed_in, administrator, client):
    page = send_logo(signed_in(administrator), image("PNG", (1200, 400), "RGBA"), logo_alt="Verge: a roof")
    assert "Saved." in page
    logo = association.association().logo
    assert (logo.width, logo.height, logo.alt) == (640, 213, "Verge: a roof")
    answer = client.get(logo.address)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "public, max-age=31536000, immutable")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin", "mails are read on other sites"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert Image.open(io.BytesIO(answer.content)).size == (640, 213)
    assert f'src="{logo.address}" alt="Verge: a roof"' in client.get("/press/").content.decode()
    assert "CANARY" not in client.get("/").content.decode()


def test_pdf_share_image_and_linked_data_show_the_logo(administrator, press_officer, chief_executive, client):
    words = {"title": "Homes", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}
    edition = publishing.start(kind="statement", by=press_officer, **words)
    edition = publishing.submit(edition=edition, by=press_officer)
    publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    path = edition.publication.path
    bare = client.get(f"{path}share.png").content
    made = actions.save_association(by=administrator, facts=OURS | {"logo_alt": "Verge: a roof"}, logo=drawn())
    assert client.get(f"{path}share.png").content != bare
    reader = PdfReader(io.BytesIO(client.get(f"{path}pdf/").content))
    assert len(reader.pages[0].images) == 1
    assert "Verge: a roof" in str(alternatives(reader))
    assert re.search(rf'"logo": ?"http[^"]*{made.logo.sha256[:16]}\.png"', client.get(path).content.decode())


def test_an_earlier_logo_s_address_leads_to_the_one_in_use(administrator, client):
    facts = {"logo_alt": "Verge"}
    actions.save_association(by=administrator, facts=facts, logo=drawn())
    earlier = association.association().logo.address
    actions.save_association(by=administrator, facts=facts, logo=drawn(size=(300, 90)))
    now = association.association().logo.address
    assert client.get(earlier).url == now != earlier
    actions.save_association(by=administrator, facts={"logo_alt": ""}, without_logo=True)
    assert client.get(now).status_code == client.get(earlier).status_code == 404
    assert client.get("/association/logo/0000000000000000.png").status_code == 404
    assert "masthead__logo" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "This is an SVG drawing"),
        (b"hello", "This is no image that we can read"),
        (image("PNG", (60, 40), "RGBA")[:80], "image"),
    ],
)
def test_what_is_no_logo_is_refused_with_a_sentence(signed_in, administrator, raw, sentence):
    page = send_logo(signed_in(administrator), raw, name="Verge")
    assert sentence in page
    assert 'value="Verge"' in page
    assert association.association().logo is None


def test_a_white_logo_is_refused_since_nobody_would_see_it(signed_in, administrator):
    out = io.BytesIO()
    Image.new("RGBA", (200, 80), (255, 255, 255, 120)).save(out, "PNG")
    assert "can hardly be made out on white" in send_logo(signed_in(administrator), out.getvalue())


def drawn(**options):
    return read_image(image("PNG", **{"size": (300, 100)} | options))


def alternatives(reader: PdfReader) -> list:
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [node["/Alt"]] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


def test_the_icon_is_where_programs_look_that_read_no_page_in_the_colour_of_structure(client, administrator):
    actions.save_association(by=administrator, facts=OURS)
    answer = client.get("/favicon.ico")
    assert answer["Content-Type"] == "image/x-icon"
    icon = Image.open(io.BytesIO(answer.content))
    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert icon.convert("RGBA").getpixel((24, 3)) == (0x5A, 0x2D, 0x82, 255)
    assert icon.convert("RGBA").getpixel((24, 24)) == (0xFB, 0xFA, 0xF7, 255)
