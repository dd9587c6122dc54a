"""The modules that hold the rules, each with the tests that have to notice when one is broken.

The tests are narrow, so that each mutant is tried in seconds: a rule that only a walk through pages would notice gets a
test of its own.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Module:
    """A module by its path; `within` matches the functions and classes that count, all of them where it is empty."""

    path: str
    tests: str
    within: str = ""


_DUTIES = "tests/homes/test_law_numbers.py tests/homes/test_duty_rules.py"

# To come, once its survivors are killed or explained: homes/sheets/.
MODULES = [
    Module("homes/locations.py", "tests/homes/test_locations.py"),
    Module("bulletins/sending.py", "tests/bulletins/test_sending.py tests/bulletins/test_last_moment.py"),
    Module("homes/models/home.py", "tests/homes/test_rights_of_homes.py tests/homes/test_actions.py"),
    Module("members/representation.py", "tests/members/test_representation.py"),
    Module("members/small_numbers.py", "tests/members/test_small_numbers.py"),
    Module("people/access.py", "tests/people/test_access.py"),
    Module("people/sheets/numbers.py", "tests/people/test_sheet_numbers.py"),
    Module("publishing/actions/quotations.py", "tests/publishing/test_quotations.py"),
    Module("publishing/models/visibility.py", "tests/publishing/test_embargo.py tests/publishing/test_editions.py"),
    Module("publishing/quotations.py", "tests/publishing/test_quotations.py"),
    Module("publishing/workflow.py", "tests/publishing/test_workflow.py"),
    *(
        Module(f"homes/duties/{name}.py", _DUTIES)
        for name in ("absence", "england", "law", "life", "reckoning", "record", "standing", "supported", "wales")
    ),
]
