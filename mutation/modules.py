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


_DUTIES = (
    "tests/duties/test_law_numbers.py tests/duties/test_duty_rules.py tests/duties/test_due_dates.py "
    "tests/duties/test_visits.py"
)

# To come, each once its survivors are killed or explained: the readers of files in register/lists/,
# register/plausibility.py.
MODULES = [
    Module("bulletins/sending.py", "tests/bulletins/test_sending_rules.py"),
    Module("homes/locations.py", "tests/homes/test_locations.py"),
    Module("homes/models/home.py", "tests/homes/test_whose_homes.py", r"HomeQuerySet|_whole|Home\.\w"),
    Module("homes/posts.py", "tests/homes/test_posts.py"),
    Module("homes/sheets/checking.py", "tests/homes/test_sheet_rules.py"),
    Module("homes/sheets/export.py", "tests/homes/test_sheet_values.py"),
    Module("homes/sheets/fields.py", "tests/homes/test_sheet_fields.py"),
    Module("homes/sheets/values.py", "tests/homes/test_sheet_values.py"),
    Module("homes/spelling.py", "tests/homes/test_telling.py"),
    Module("homes/telling.py", "tests/homes/test_telling.py"),
    Module(
        "members/balances.py",
        "tests/members/test_payments.py tests/members/test_invoices.py tests/members/test_refunds.py",
    ),
    Module("members/directory/checking.py", "tests/members/test_directory_privacy.py"),
    Module("members/directory/listed.py", "tests/members/test_directory.py"),
    Module("members/holders.py", "tests/members/test_representation.py", "with_earlier_numbers"),
    Module("members/leaving/actions.py", "tests/members/test_leaving.py"),
    Module("members/leaving/endings.py", "tests/members/test_leaving.py"),
    Module(
        "members/invoices/actions.py",
        "tests/members/test_invoices.py tests/members/test_crediting.py tests/members/test_invoice_link.py",
    ),
    Module("members/invoices/numbers.py", "tests/members/test_invoices.py tests/members/test_numbering.py"),
    Module("members/payments/actions.py", "tests/members/test_payments.py tests/members/test_crediting.py"),
    Module("members/refunds/actions.py", "tests/members/test_refunds.py"),
    Module("members/statements/actions.py", "tests/members/test_statements.py tests/members/test_statements_twice.py"),
    Module("members/statements/repeats.py", "tests/members/test_repeats.py tests/members/test_statements_twice.py"),
    Module("members/statements/proposals.py", "tests/members/test_statements.py"),
    Module("members/statements/reading.py", "tests/members/test_statements.py"),
    Module("members/reminders/owed.py", "tests/members/test_reminders.py"),
    Module("members/reminders/actions.py", "tests/members/test_reminders.py"),
    Module("members/reminders/windows.py", "tests/members/test_reminders.py"),
    Module("members/reminders/words.py", "tests/members/test_reminders.py"),
    Module("members/renewals/actions.py", "tests/members/test_renewals.py"),
    Module("members/renewals/planning.py", "tests/members/test_renewals.py"),
    Module("members/renewals/progress.py", "tests/members/test_renewals.py"),
    Module("members/renewals/sending.py", "tests/members/test_renewals.py"),
    Module("members/membership.py", "tests/members/test_one_membership.py"),
    Module("members/representation.py", "tests/members/test_representation.py"),
    Module("members/small_numbers.py", "tests/members/test_small_numbers.py"),
    Module("members/status.py", "tests/members/test_status.py"),
    Module("people/access.py", "tests/people/test_access.py"),
    Module("sheets/children.py", "tests/sheets/test_table.py"),
    Module("sheets/days.py", "tests/sheets/test_days.py"),
    Module("sheets/headings.py", "tests/sheets/test_table.py"),
    Module("chaportal/merging/people/roles.py", "tests/merging/test_people.py"),
    Module("chaportal/merging/people/rules.py", "tests/merging/test_people.py"),
    Module("sheets/merged.py", "tests/sheets/test_merged.py"),
    Module("sheets/numbers.py", "tests/sheets/test_numbers.py"),
    Module("sheets/table.py", "tests/sheets/test_table.py"),
    Module("publishing/actions/quotations.py", "tests/publishing/test_quotation_approval.py"),
    Module("publishing/models/visibility.py", "tests/publishing/test_visibility.py"),
    Module("publishing/richtext/quotations.py", "tests/publishing/test_quotation_words.py"),
    Module("publishing/workflow.py", "tests/publishing/test_workflow.py"),
    Module("register/actions/lists.py", "tests/register/test_releasing.py"),
    Module("policy/evidence/actions.py", "tests/policy/test_evidence.py tests/policy/test_owner_sends.py"),
    Module("register/figures.py", "tests/register/test_figures.py"),
    Module("register/coverage.py", "tests/register/test_series.py tests/register/test_releasing.py"),
    Module("register/releasing.py", "tests/register/test_releasing.py"),
    Module("register/series.py", "tests/register/test_series.py"),
    Module("register/visits.py", "tests/register/test_visits.py"),
    *(
        Module(f"duties/law/{name}.py", _DUTIES)
        for name in (
            "absence",
            "england",
            "report",
            "rules",
            "life",
            "recurrence",
            "record",
            "due_status",
            "soon",
            "supported",
            "wales",
        )
    ),
]
