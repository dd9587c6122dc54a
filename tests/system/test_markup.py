"""The Nu HTML checker over every page, as everyone who may open it, and over our style sheet and pictures."""

import json
import subprocess

import pytest
from django.conf import settings
from django.urls import reverse

from tests import world as worlds
from tests.services import npm_file, program
from tests.system import matrix

JAR = settings.BASE_DIR / "scripts/checker/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture
def check():
    """A function: what the checker says of files in a folder."""
    java, jar = program("java"), npm_file(JAR)

    def run(*files) -> list[str]:
        options = ["--errors-only", "--exit-zero-always", "--stdout", "--format", "json"]
        command = [java, "-Xss4m", "-jar", jar, *options, "--also-check-css", "--also-check-svg", *files]
        said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["messages"]
        return sorted({f"{row['url'].rsplit('/', 1)[1]}: {row['message']} {row.get('extract', '')!r}" for row in said})

    return run


@pytest.fixture
def world(db):
    return worlds.ready()


def pages(world, signed_in, client):
    """Names and HTML of all pages: those of the matrix, its forms once more as they come back empty, the public's."""
    shown = [page for page in matrix.PAGES if page.methods == "GET"]
    asked = [page for page in matrix.PAGES if page.methods == "POST" and page.name in {one.name for one in shown}]
    # What is asked comes last: an empty form may change what the others show.
    for page in shown + asked:
        for person in page.allowed.split():
            browser, address = signed_in(world.people[person]), reverse(page.name, args=page.arguments(world))
            answer = browser.get(address) if page.methods == "GET" else browser.post(address, {})
            yield f"{page.name} {person} {page.methods}", answer
    for name, path in [*matrix.public_addresses(world).items(), ("sign in", "/accounts/login/"), ("no page", "/none/")]:
        yield name, client.get(path)


@pytest.mark.slow
def test_every_page_passes_the_nu_html_checker(check, world, signed_in, client, tmp_path):
    written = set()
    for number, (name, answer) in enumerate(pages(world, signed_in, client)):
        is_page = answer.content and answer["Content-Type"].startswith("text/html")
        if is_page and answer.content not in written:
            written.add(answer.content)
            (tmp_path / f"{number} {name.replace(':', ' ')}.html").write_bytes(answer.content)
    assert len(written) > len(matrix.PAGES) / 2
    assert check(tmp_path) == []


def test_our_style_sheet_and_pictures_pass_the_nu_html_checker(check):
    files = (settings.BASE_DIR / "static").rglob("*.*")
    assert check(*(file for file in files if file.suffix in {".css", ".svg"})) == []


def test_the_checker_sees_a_fault(check, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><title>A</title><p><div></p>")
    assert check(tmp_path)
