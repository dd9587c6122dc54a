"""What other programs put on the clipboard, pasted into the editor, means what it meant there."""

import re

from publishing.richtext.markup import clean
from tests.browser.test_flows import JO, write
from tests.publishing.pasted import PASTED
from tests.publishing.test_pasting import MEANT, meaning

PASTE = """(box, html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def test_each_program_s_words_arrive_as_they_were_meant(visit):
    jo = visit(JO)
    jo.get_by_role("link", name="Start a media release").click()
    write(jo, "Headline", "A text of many programs")
    jo.get_by_role("button", name="Start writing").click()
    body = jo.get_by_role("textbox", name=re.compile("^Body")).first
    for program, html in PASTED.items():
        write(jo, "Body", "")
        body.evaluate(PASTE, html)
        arrived = jo.locator("textarea[name=body]").evaluate("(area) => area.value")
        assert meaning(clean(arrived)) == MEANT, program
