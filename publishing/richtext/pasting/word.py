"""Lists and notes as Word, Outlook, LibreOffice and Google Docs write them."""

import re

from lxml import etree

from publishing.richtext.pasting.styles import style_of

LEVEL = re.compile(r"level(\d)")
ORDERED = re.compile(r"\(?(\d{1,4}|[a-z]{1,5})[.)]", re.IGNORECASE)
TYPED = re.compile(r"^\s*([·•▪◦§]|\(?(?:\d{1,3}|[a-z])[.)])[\s\u00a0]+", re.IGNORECASE)
LISTS = {"ul", "ol"}
NOTE = re.compile(r"#_?(ftn|edn|ftnt|sd(foot|end)note|footnote|endnote|fn)", re.IGNORECASE)
FIGURE = re.compile(r"#figure-\d+")  # of our own


def lists_of_word(root: etree._Element) -> None:
    """Runs of paragraphs that Word means as a list become lists, by their level and their sign; the signs go."""
    for each in list(root.iter("p")):
        if each.getparent() is not None and _level(each):
            _list(_run(each))
    for each in root.iter("ol"):
        if each.get("start") == "1":
            del each.attrib["start"]
    for each in list(root.iter("ul", "ol")):  # Google Docs puts a list of the next level beside the item above it
        before = each.getprevious()
        if each.getparent().tag in LISTS and before is not None and before.tag == "li":
            before.append(each)


def _level(paragraph: etree._Element) -> int:
    """The level from 1; 0 for a paragraph that is no item."""
    list_style = style_of(paragraph).get("mso-list", "")
    if found := LEVEL.search(list_style):
        return int(found[1])
    is_item = (paragraph.get("class") or "").startswith("MsoListParagraph")
    return 1 if is_item and TYPED.match(paragraph.text_content()) else 0


def _run(first: etree._Element) -> list[etree._Element]:
    run = [first]
    while not (run[-1].tail or "").strip():
        after = run[-1].getnext()
        if after is None or after.tag != "p" or not _level(after):
            break
        run.append(after)
    return run


def _list(run: list[etree._Element]) -> None:
    parent, at, tail = run[0].getparent(), run[0].getparent().index(run[0]), run[-1].tail
    open_lists: list[tuple[int, etree._Element]] = []
    made = []
    for paragraph in run:
        level, ordered = _level(paragraph), ORDERED.fullmatch(_sign_taken(paragraph))
        kind = "ol" if ordered else "ul"
        while open_lists and _is_over(*open_lists[-1], level, kind):
            open_lists.pop()
        if not open_lists or open_lists[-1][0] < level:
            new = _new_list(parent, kind, ordered)
            made.append(new) if not open_lists else open_lists[-1][1][-1].append(new)
            open_lists.append((level, new))
        item = etree.SubElement(open_lists[-1][1], "li")
        item.text = paragraph.text
        item.extend(list(paragraph))
        parent.remove(paragraph)
    for place, new in enumerate(made):
        parent.insert(at + place, new)
    made[-1].tail = tail


def _is_over(open_level: int, opened: etree._Element, level: int, kind: str) -> bool:
    return open_level > level or (open_level == level and opened.tag != kind)


def _new_list(parent: etree._Element, kind: str, ordered: re.Match | None) -> etree._Element:
    new = parent.makeelement(kind)
    if ordered and ordered[1].isdecimal() and ordered[1] != "1":
        new.set("start", ordered[1])
    return new


def _sign_taken(paragraph: etree._Element) -> str:
    """The bullet or number that stands as words before an item, taken out of it."""
    for each in paragraph.iter("span"):
        if "ignore" in style_of(each).get("mso-list", ""):
            sign = each.text_content().replace("\u00a0", " ").strip()
            each.drop_tree()
            return sign
    typed = TYPED.match(paragraph.text or "")
    if typed:
        paragraph.text = paragraph.text[typed.end() :]
        return typed[1]
    return ""


def notes_as_numbers(root: etree._Element) -> None:
    """A link to or from a note becomes its number, raised: the note itself stands below the text as a paragraph."""
    for each in list(root.iter("a")):
        href = (each.get("href") or "").strip()
        if NOTE.match(href) and each.text_content().strip(" []\u00a0"):
            number = each.text_content().strip(" []\u00a0\n")
            tail = each.tail
            each.clear()
            each.tag, each.text, each.tail = "sup", number, tail
        elif href.startswith("#") and not FIGURE.fullmatch(href):
            each.drop_tag()
