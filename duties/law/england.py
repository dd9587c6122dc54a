"""Duties of children's homes in England: docs/domain.md, “Children’s homes in England”."""

from datetime import date
from functools import partial

from duties.law.recurrence import EachMonth, EachYear, Every
from duties.law.report import Report
from duties.law.rule import HomeKind, Nation, Rule, Subject

rule = partial(
    Rule,
    nation=Nation.ENGLAND,
    kinds=frozenset({HomeKind.CHILDRENS_HOME}),
    law="Children’s Homes (England) Regulations 2015 (SI 2015/541)",
    in_force=date(2015, 4, 1),
)
LINK = "https://www.legislation.gov.uk/uksi/2015/541/regulation/{}"

RULES = [
    rule(
        key="england-44",
        subject=Subject.VISIT,
        name="Independent person’s visit",
        number="Regulation 44",
        heading="Independent person: visits and reports",
        link=LINK.format(44),
        asks="An independent person visits the home and reports. The report goes to Ofsted, to placing authorities, to "
        "the provider, the manager and the responsible individual, and to the local authority of the area if it asks.",
        recurrence=EachMonth(),
        soon=10,
        report=Report(
            name="Report of the visit",
            to="Ofsted, placing authorities, the provider, the manager and the responsible individual",
            days=28,
            asks="The independent person’s report goes to Ofsted.",
            unconfirmed="The law sets no day for it: 28 days are our suggestion.",
        ),
    ),
    rule(
        key="england-45",
        subject=Subject.QUALITY,
        name="Review of quality of care",
        number="Regulation 45",
        heading="Review of quality of care",
        link=LINK.format(45),
        asks="The registered person reviews the quality of care. The report goes to Ofsted within 28 days of the "
        "review’s completion.",
        recurrence=Every(6),
        soon=30,
        report=Report(
            name="Report of the quality of care review",
            to="Ofsted",
            days=28,
            asks="The report goes to Ofsted within 28 days of the review’s completion.",
        ),
    ),
    rule(
        key="england-46",
        subject=Subject.LOCATION,
        name="Review of the home’s location",
        number="Regulation 46",
        heading="Review of premises",
        link=LINK.format(46),
        asks="The registered person reviews whether the location of the premises is suitable, and asks those whom it "
        "concerns for their views.",
        recurrence=EachYear(),
        soon=45,
    ),
    rule(
        key="england-16",
        subject=Subject.PURPOSE,
        name="Review of the statement of purpose",
        number="Regulation 16",
        heading="Statement of purpose",
        link=LINK.format(16),
        asks="The registered person keeps the statement of purpose under review, and sends Ofsted a revised one within "
        "28 days.",
        recurrence=Every(12),
        soon=30,
        unconfirmed="The law sets no rhythm. A year is our suggestion: choose your own.",
        report=Report(
            name="Revised statement of purpose",
            to="Ofsted",
            days=28,
            asks="A revised statement of purpose goes to Ofsted within 28 days.",
            asked_always=False,
        ),
    ),
]
