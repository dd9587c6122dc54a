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
        "/press/?q=summary&kind=media_release&year=2026",
        "/press/?before=20991231T000000000000-1",
        "/press/?after=20200101T000000000000-1",
    ],
    "media_releases:topic_detail": ["/press/topics/workforce/"],
    "media_releases:release_rss": ["/press/feed.rss"],
    "media_releases:release_atom": ["/press/feed.atom"],
    "media_releases:release_json": ["/press/feed.json"],
    "media_releases:topic_rss": ["/press/topics/workforce/feed.rss"],
    "media_releases:topic_atom": ["/press/topics/workforce/feed.atom"],
    "media_releases:topic_json": ["/press/topics/workforce/feed.json"],
    "policy:text_list": ["/policy/"],
    "policy:text_rss": ["/policy/feed.rss"],
    "policy:text_atom": ["/policy/feed.atom"],
    "policy:text_json": ["/policy/feed.json"],
    "policy:consultation_public": ["/policy/consultations/OPEN-1/"],
    "policy:ask_public_list": ["/policy/tracker/asks/", "/policy/tracker/asks/?state=unrecorded"],
    "policy:ask_public_file": ["/policy/tracker/asks.csv"],
    "policy:document_public": ["/policy/documents/published-report/"],
    "sitemap": ["/sitemap.xml"],
    "sitemap_texts": ["/sitemap-texts-0.xml"],
    "sitemap_news": ["/sitemap-news.xml"],
}
# Addresses of one text, which answer for a hidden one as for one that never was; by what follows the text's path.
OWN: dict[str, str] = {
    "media_releases:release_detail": "",
    "edition_text": "text/",
    "edition_replaced": "versions/1/",
    "edition_replaced_pdf": "versions/1/pdf/",
    "edition_pdf": "pdf/",
    "edition_share_image": "share.png",
    "edition_seen_early": "seen-early/",
}
# Those that a text in its first version has.
CURRENT = {rest for rest in OWN.values() if not rest.startswith("versions/")}
# The address of a file that texts show, which answers for one of hidden texts as for one that never was.
FILES = {"attachment_file": "/files/{key}/{name}"}
# The same views for policy's texts: the rule and the function are the ones above.
ALSO_OWN = {"policy:response_detail", "policy:position_detail"}
# Public addresses that show no text, each with the reason.
NO_TEXT = {
    "association_colours": "two colours",
    "association_icon": "a drawing",
    "association_logo": "a drawing",
    "favicon": "a drawing",
    "public_directory": "organisations",
    "live": "says ok",
    "ready": "says ok",
    "policy:document_public_list": "papers by others",
    "policy:tracker": "what papers by others recommend",
    "policy:tracker_csv": "what papers by others recommend",
    "policy:tracker_atom": "what papers by others recommend",
    "policy:ask_public": "what a public text asks for; tests/policy/test_asks_public.py tries those of hidden ones",
    "policy:promise": "what a paper by others recommends; tests/policy/test_recommendations.py tries our stance on it",
    "sitemap_pages": "lists of ours, and consultations of others",
    "robots": "the same for ever",
    "security": "whom to write to",
    "media_releases:spokesperson_public": "people",
    "media_releases:media_pack": "logos, facts and words about us",
    "people:invitation_accept": "one person's invitation",
    "people:invitation_decline": "one person's invitation",
    "duties:duty_feed": "one person's duties, by a secret address",
    "people:access_ask": "a form",
    "people:access_asked": "a thank-you",
    "people:access_confirm": "one person's, by a secret address",
    "people:data_protection": "how we use personal data",
    "people:complain": "a form",
    "people:complaint_sent": "a thank-you",
    "members:join": "how to join",
    "members:join_sent": "a thank-you",
    "members:join_again": "a form",
    "members:invoice_by_link": "one payer's, by a secret address",
    "members:invoice_by_link_file": "one payer's, by a secret address",
    "members:application": "one applicant's, by a secret address",
    "members:application_renew": "one applicant's, by a secret address",
    "members:application_homes": "one applicant's, by a secret address",
    "members:application_evidence": "one applicant's, by a secret address",
    "members:application_own_file": "one applicant's, by a secret address",
    "members:application_check": "one applicant's, by a secret address",
    "members:application_send": "one applicant's, by a secret address",
    "members:application_withdraw": "one applicant's, by a secret address",
    "members:application_step": "one applicant's, by a secret address",
    "members:rules": "what members promise",
    "members:rules_version": "what members promise",
    "bulletins:unsubscribe": "one person's subscription",
    "preview_read": "shared with one person, by a secret address",
    "preview_file": "part of that person's page",
    "media_releases:accreditation_apply": "a form",
    "media_releases:accreditation_sent": "a thank-you",
}
# People who are signed in and may not see texts before their time.
OTHERS = ["owner", "manager", "reader", "finance", "outsider", "journalist", "members", "trustee", "admin"]
# The lists in which a scheduled text must be at its minute, or they would prove nothing before it.
SHOWING = set(LISTS) - {"home", "sitemap"}
