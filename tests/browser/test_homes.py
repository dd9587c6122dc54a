"""Homes in a browser: a duty on a phone, many homes by sheet, and a list of the register, by a real worker."""

from tests.browser.test_every_page import faults
from tests.browser.test_flows import BETHAN, MAUREEN, OLU, PHONE
from tests.register.files import homes, register

SOON = 60_000  # milliseconds


def test_a_duty_is_marked_done_in_one_tap_on_a_phone_and_taken_back(visit):
    bethan = visit(BETHAN, width=PHONE)
    bethan.get_by_role("link", name="All duties").click()
    bethan.get_by_role("button", name="Done today").first.click()
    bethan.get_by_role("button", name="Undo").click()
    bethan.get_by_text("Taken back.").wait_for()
    assert list(faults(bethan)) == []


def test_a_sheet_of_homes_is_checked_first_and_applied_by_a_worker(visit):
    olu = visit(OLU)
    olu.goto("/homes/sheets/")
    sheet = b"URN,Alias,Colour\n9000002,Cartref y Bryn,red\n"
    olu.locator("input[type=file]").set_input_files({"name": "homes.csv", "mimeType": "text/csv", "buffer": sheet})
    olu.get_by_role("button", name="See what would change").click()
    olu.get_by_text("1 home would change").wait_for()
    olu.get_by_text("Colour").wait_for()
    assert list(faults(olu)) == []
    olu.get_by_role("button", name="Apply to 1 home").click()
    olu.get_by_text("Applied on").wait_for(timeout=SOON)
    olu.goto("/homes/2/")
    olu.get_by_role("heading", name="Cartref y Bryn").wait_for()


def test_a_list_of_the_register_is_loaded_by_a_worker_and_waits_for_two_people_where_it_looks_wrong(visit):
    maureen = visit(MAUREEN)
    maureen.goto("/staff/register/add/")
    earlier = register(*homes("9000001", "9000002"), as_at="31 March 2019")  # not the newest: no other test sees it
    file = {"name": "provider_at_march_2019.csv", "mimeType": "text/csv", "buffer": earlier}
    maureen.locator("input[type=file]").set_input_files(file)
    maureen.get_by_role("button", name="Load").click()
    maureen.get_by_role("heading", name="as at 31 March 2019").wait_for(timeout=SOON)
    maureen.get_by_text("This list is unlike the one beside it.").wait_for()
    assert list(faults(maureen)) == []
    maureen.get_by_role("button", name="Ask a second person to release it").click()
    maureen.get_by_text("A second person must look now").wait_for()
    maureen.get_by_role("link", name="What became of each column").click()
    maureen.get_by_role("cell", name="2 of 2").first.wait_for()
    assert list(faults(maureen)) == []
