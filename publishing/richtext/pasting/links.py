"""Where a pasted link leads: mended where that is plain, else named with what is wrong."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HOST = re.compile(r"(?i)(www\.|([a-z0-9-]+\.)+(uk|com|org|net|wales|cymru|eu|gov|info|co|io|scot)(?=[/?#:]|$))")
MAILBOX = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}", re.IGNORECASE)
ENCODED = re.compile(r"__(.+?)__;")  # urldefense, version 3
KNOWN = {"https", "http", "mailto", "tel"}
# Gateways of mail and of search, with the parameter that holds the address.
WRAPPED_IN = {
    "safelinks.protection.outlook.com": "url",
    "safelinks.protection.office365.us": "url",
    "linkprotect.cudasvc.com": "a",
    "www.google.com": "q",
    "www.google.co.uk": "q",
    "l.facebook.com": "u",
    "urldefense.proofpoint.com": "u",
}
# Gateways that keep the address to themselves.
OPAQUE = ("mimecast.com", "urldefense.com", "urldefense.us", "proofpoint.com", "safelinks.protection.outlook.com",
          "linkprotect.cudasvc.com", "secure-web.cisco.com", "url.emailprotection.link")  # fmt: skip


def mended(href: str) -> str:
    """The address that is meant: without a gateway around it, and with the scheme that was left out."""
    href = href.strip()
    for _ in range(3):  # a gateway's link may have come through another
        inner = _unwrapped(href)
        if not inner:
            break
        href = inner
    if MAILBOX.fullmatch(href):
        return f"mailto:{href}"
    if HOST.match(href) and not HAS_SCHEME.match(href.split("/")[0] + "/"):
        return f"https://{href}"
    return href


def _unwrapped(href: str) -> str:
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    if host in ("urldefense.com", "urldefense.us") and (found := ENCODED.search(href)):
        return _with_slashes(found[1])
    for gateway, parameter in WRAPPED_IN.items():
        if _is_at(host, gateway):
            target = parse_qs(parts.query).get(parameter, [""])[0]
            if gateway == "urldefense.proofpoint.com" and "/v2/" in parts.path:
                target = unquote(target.replace("-", "%").replace("_", "/"))
            is_search = gateway.startswith("www.google") and parts.path != "/url"
            return "" if is_search or not HAS_SCHEME.match(target) else target
    return ""


def _is_at(host: str, gateway: str) -> bool:
    return host == gateway or host.endswith(f".{gateway}")


def _with_slashes(address: str) -> str:
    return re.sub(r"^(https?:)/(?!/)", r"\1//", address)


def fault_of(href: str) -> str:
    """What keeps a mended link from being taken, in words; empty for a good one."""
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "is no address"
    if href.startswith("\\\\") or re.match(r"(?i)[a-z]:[\\/]", href) or parts.scheme.lower() == "file":
        return "leads to a file on somebody’s computer. Add the file to the text, or link to a web page"
    if any(_is_at(host, gateway) for gateway in OPAQUE):
        return "goes through a mail gateway, which learns whose mail it was in. Copy the address that it leads to"
    if HAS_SCHEME.match(href) and parts.scheme.lower() not in KNOWN:
        return "is of a kind that readers cannot follow. Link to a web page (https://) or a mail address"
    if not HAS_SCHEME.match(href) and not href.startswith(("/", "#", "?")):
        return "has no https:// before it. Write the whole address"
    return ""


def links_in(html: str) -> Iterator[tuple[str, str]]:
    """The words and the mended address of each link."""
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    for each in root.iter("a"):
        if href := (each.get("href") or "").strip():
            yield " ".join(each.text_content().split()), mended(href)


def mended_links(root: etree._Element) -> None:
    for each in root.iter("a"):
        href = mended(each.get("href") or "")
        each.attrib.clear()
        if href and not fault_of(href):
            each.set("href", href)
