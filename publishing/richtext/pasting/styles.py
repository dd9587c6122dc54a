"""What an element's `style` says."""

from lxml import etree


def style_of(element: etree._Element) -> dict[str, str]:
    """Properties and values in lower case; of a property that stands twice, the last."""
    pairs = (part.partition(":") for part in (element.get("style") or "").lower().split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}
