"""Supported accommodation in England: docs/domain.md, “Supported accommodation”."""

from datetime import date
from functools import partial

from duties.law.recurrence import EachYear, Every
from duties.law.report import Report
from duties.law.rule import HomeKind, Nation, Rule, Subject

rule = partial(
    Rule,
    nation=Nation.ENGLAND,
    kinds=frozenset({HomeKind.SUPPORTED_ACCOMMODATION}),
    law="Supported Accommodation (England) Regulations 2023 (SI 2023/416)",
    in_force=date(2023, 4, 28),
)
LINK = "https://www.legislation.gov.uk/uksi/2023/416/regulation/{}"

RULES = [
    rule(
        key="supported-32",
        subject=Subject.QUALITY,
        name="Review of quality of support",
        number="Regulation 32",
        heading="Quality of support review",
        link=LINK.format(32),
        asks="The registered person reviews the quality of support, and reports to Ofsted.",
        recurrence=Every(6),
        soon=30,
        unconfirmed="We have not confirmed the six months. Choose another rhythm if yours differs.",
        report=Report(
            name="Report of the quality of support review",
            to="Ofsted",
            days=28,
            asks="The report goes to Ofsted.",
            unconfirmed="We have not confirmed by when: we take 28 days after the review.",
        ),
    ),
    rule(
        key="supported-6",
        subject=Subject.LOCATION,
        name="Location assessment of each of the premises",
        number="Regulation 6(2)(a)(ii)",
        heading="The accommodation standard",
        link=LINK.format(6),
        asks="The registered person assesses the location of each of the premises, and asks those whom it concerns for "
        "their views.",
        recurrence=EachYear(),
        soon=45,
        by_premises=True,
    ),
    rule(
        key="supported-9",
        subject=Subject.PURPOSE,
        name="Review of the statement of purpose",
        number="Regulation 9",
        heading="Statement of purpose",
        link=LINK.format(9),
        asks="The registered person keeps the statement of purpose under review.",
        recurrence=Every(12),
        soon=30,
        unconfirmed="We know of no rhythm in the law. A year is our suggestion: choose your own.",
    ),
    rule(
        key="supported-10",
        subject=Subject.WORKFORCE,
        name="Review of the workforce plan",
        number="Regulation 10",
        heading="Workforce plan",
        link=LINK.format(10),
        asks="The registered person has a workforce plan, and keeps it up to date.",
        recurrence=Every(12),
        soon=30,
        unconfirmed="We have not confirmed how often. A year is our suggestion: choose your own.",
    ),
]
