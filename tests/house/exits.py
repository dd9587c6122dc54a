"""Every way by which words of a text can leave the portal without a person of the press or policy desk."""

# Public addresses that show texts: what they answer may not change because there is a text that readers may not see.
LISTS: dict[str, list[str]] = {
    "home": ["/"],
    "media_releases:release_list": [
        "/press/",
        "/press/?kind=media_release",
        "/press/?topic=workforce",
        "/press/?q=summary+of+published",
        "/press/?q=%22published+release%22+-absent",
        "/press/?page=2",
    ],
    "media_releases:release_rss": ["/press/feed.rss"],
    "media_releases:release_atom": ["/press/feed.atom"],
    "policy:text_list": ["/policy/"],
    "policy:text_rss": ["/policy/feed.rss"],
    "policy:text_atom": ["/policy/feed.atom"],
    "policy:consultation_public": ["/policy/consultations/OPEN-1/"],
}
# Addresses of one text, which answer for a hidden one as for one that never was; by what follows the text's path.
OWN: dict[str, str] = {
    "media_releases:release_detail": "",
    "edition_replaced": "versions/1/",
    "edition_replaced_pdf": "versions/1/pdf/",
    "edition_pdf": "pdf/",
    "edition_share_image": "share.png",
}
# Those that a text in its first version has.
CURRENT = {rest for rest in OWN.values() if not rest.startswith("versions/")}
# The same views for policy's texts: the rule and the function are the ones above.
ALSO_OWN = {"policy:response_detail", "policy:position_detail"}
# Public addresses that show no text, each with the reason.
NO_TEXT = {
    "live": "says ok",
    "ready": "says ok",
    "people:invitation_accept": "one person's invitation",
    "bulletins:unsubscribe": "one person's subscription",
}
# People who are signed in and may not see texts before their time.
OTHERS = ["owner", "manager", "outsider", "journalist", "members", "trustee", "admin"]
# The lists in which a scheduled text must be at its minute, or they would prove nothing before it.
SHOWING = set(LISTS) - {"home"}
