"""Bold, italics and raised letters that are said by style: Google Docs wraps all in a bold that is none."""

from lxml import etree

from publishing.richtext.pasting.styles import style_of

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "th"}
NORMAL = {"normal", "400", "300", "lighter"}
BOLD = {"bold", "bolder", "600", "700", "800", "900"}
RAISED = {"super": "sup", "sub": "sub"}


def spelt_out(root: etree._Element) -> None:
    """Elements in place of styles, and without elements that their style takes back."""
    for each in list(root.iter("b", "strong")):
        if style_of(each).get("font-weight") in NORMAL:
            each.drop_tag()
    for each in list(root.iter("i", "em")):
        if style_of(each).get("font-style") == "normal":
            each.drop_tag()
    for each in list(root.iter("span", "font")):
        _spell(each)


def _spell(each: etree._Element) -> None:
    style = style_of(each)
    is_raised = next(each.iter("sup", "sub"), None) is not None
    meant = [None if is_raised else RAISED.get(style.get("vertical-align", ""))]
    meant.append("em" if style.get("font-style") in ("italic", "oblique") else None)
    meant.append("strong" if style.get("font-weight") in BOLD and not _in_heading(each) else None)
    tags = [tag for tag in meant if tag and (each.text_content() or "").strip()]
    if not tags:
        each.drop_tag()
        return
    each.tag = tags[0]
    each.attrib.clear()
    for tag in tags[1:]:
        inner = each.makeelement(tag)
        inner.text, each.text = each.text, None
        inner.extend(list(each))
        each.append(inner)


def _in_heading(each: etree._Element) -> bool:
    return any(outer.tag in HEADINGS for outer in each.iterancestors())
