"""Care homes for children in Wales: docs/domain.md, “Wales”."""

from datetime import date
from functools import partial

from duties.law.recurrence import EachYearBy, Every
from duties.law.rule import HomeKind, Nation, Rule, Subject

rule = partial(
    Rule,
    nation=Nation.WALES,
    kinds=frozenset({HomeKind.CHILDRENS_HOME}),
    law="Regulated Services (Service Providers and Responsible Individuals) (Wales) Regulations 2017 (WSI 2017/1264)",
    in_force=date(2018, 4, 2),
)
LINK = "https://www.legislation.gov.uk/wsi/2017/1264/regulation/{}"

RULES = [
    rule(
        key="wales-73",
        subject=Subject.VISIT,
        name="Responsible individual’s visit",
        number="Regulation 73",
        heading="Visits",
        link=LINK.format(73),
        asks="The responsible individual visits in person, and meets those who live and work there. The statement of "
        "purpose may call for more visits.",
        recurrence=Every(3),
        soon=21,
    ),
    rule(
        key="wales-80",
        subject=Subject.QUALITY,
        name="Quality of care review",
        number="Regulation 80",
        heading="Quality of care review",
        link=LINK.format(80),
        asks="The responsible individual reviews the quality of care and support as often as needed, and reports to "
        "the provider, unless the provider is one person.",
        recurrence=Every(6),
        soon=30,
    ),
    rule(
        key="wales-7",
        subject=Subject.PURPOSE,
        name="Review of the statement of purpose",
        number="Regulation 7",
        heading="Requirements in relation to the statement of purpose",
        link=LINK.format(7),
        asks="The provider keeps the statement of purpose under review, and tells the regulator before it changes.",
        recurrence=Every(12),
        soon=30,
        unconfirmed="We know of no rhythm in the law. A year is our suggestion: choose your own.",
    ),
    rule(
        key="wales-return",
        subject=Subject.RETURN,
        name="Annual return",
        number="Section 10",
        heading="Annual return",
        law="Regulation and Inspection of Social Care (Wales) Act 2016",
        link="https://www.legislation.gov.uk/anaw/2016/2/section/10",
        asks="The provider sends Care Inspectorate Wales an annual return for the last financial year: one for all its "
        "services, and not one for each home. What was registered within that year is in it. Since 2026 it is also to "
        "be on the provider’s own website: Care Inspectorate Wales says by when.",
        recurrence=EachYearBy(5, 26),
        soon=45,
        once_a_provider=True,
        unconfirmed="We have not confirmed the day. Set the one that Care Inspectorate Wales gives you.",
    ),
]
