"""The modules that hold the rules, each with the tests that have to notice when one is broken.

The tests are narrow, so that each mutant is tried in seconds: a rule that only a walk through pages would notice gets a
test of its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Module:
    """A module by its path; `within` matches the functions and classes that count, all of them where it is empty.

    Fields of a model do not: they are in the tests' database already, as migrations made them.
    """

    path: str
    tests: str
    within: str = ""


_DUTIES = "tests/homes/test_law_numbers.py tests/homes/test_duty_rules.py"

# To come, each once its survivors are killed or explained: the readers of files in people/sheets/.
MODULES = [
    Module("bulletins/sending.py", "tests/bulletins/test_sending_rules.py"),
    Module("homes/locations.py", "tests/homes/test_locations.py"),
    Module("homes/models/home.py", "tests/homes/test_whose_homes.py", r"HomeQuerySet|_whole|Home\.\w"),
    Module("homes/posts.py", "tests/homes/test_posts.py"),
    Module("homes/sheets/checking.py", "tests/homes/test_sheet_rules.py"),
    Module("homes/sheets/export.py", "tests/homes/test_sheet_kept.py"),
    Module("homes/sheets/fields.py", "tests/homes/test_sheet_fields.py"),
    Module("homes/sheets/kept.py", "tests/homes/test_sheet_kept.py"),
    Module("members/representation.py", "tests/members/test_representation.py"),
    Module("members/small_numbers.py", "tests/members/test_small_numbers.py"),
    Module("members/status.py", "tests/members/test_status.py"),
    Module("people/access.py", "tests/people/test_access.py"),
    Module("people/sheets/children.py", "tests/people/test_sheet_table.py"),
    Module("people/sheets/days.py", "tests/people/test_sheet_days.py"),
    Module("people/sheets/headings.py", "tests/people/test_sheet_table.py"),
    Module("people/sheets/merged.py", "tests/people/test_sheet_merged.py"),
    Module("people/sheets/numbers.py", "tests/people/test_sheet_numbers.py"),
    Module("people/sheets/table.py", "tests/people/test_sheet_table.py"),
    Module("publishing/actions/quotations.py", "tests/publishing/test_quotation_approval.py"),
    Module("publishing/models/visibility.py", "tests/publishing/test_visibility.py"),
    Module("publishing/quotations.py", "tests/publishing/test_quotation_words.py"),
    Module("publishing/workflow.py", "tests/publishing/test_workflow.py"),
    *(
        Module(f"homes/duties/{name}.py", _DUTIES)
        for name in ("absence", "england", "law", "life", "reckoning", "record", "standing", "supported", "wales")
    ),
]
