"""Who a visitor of the demo can be."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A member of the cast: their role and, for a provider's people, the provider's place in providers.toml."""

    name: str
    email: str
    role: str
    sentence: str
    provider: int | None = None
    also: tuple[tuple[str, int], ...] = ()  # roles for other providers


OURS = "childrenshomes.example"
CAST = [
    Person(
        "Bethan Pugh-Rees",
        "bethan@hazelbank.example",
        "owner",
        "Owner of one home, on a phone between visits.",
        provider=0,
    ),
    Person(
        "Dr Oluwaseun Adeyemi-Clarke",
        "oluwaseun@larkfield.example",
        "owner",
        "Owner of 60 homes across England.",
        provider=1,
    ),
    Person(
        "Agnieszka Wiśniewska",
        "agnieszka@larkfield.example",
        "home_manager",
        "Manages two of those homes, and sees no others.",
        provider=1,
    ),
    Person(
        "Marged Okonjo",
        "marged@larkfield.example",
        "colleague",
        "Quality lead there: writes what the owner sends.",
        provider=1,
    ),
    Person(
        "Gwilym Prosser",
        "gwilym@larkfield.example",
        "reader",
        "On the board there: looks at all homes, and changes nothing.",
        provider=1,
    ),
    Person(
        "Priya Raghunathan",
        "priya@larkfield.example",
        "finance_contact",
        "Pays the invoices there, and sees no home.",
        provider=1,
    ),
    Person(
        "Idris Bowen-Shah",
        "idris@bowenshah.example",
        "colleague",
        "Consultant of two providers: looks at one of them alone, or at both.",
        provider=1,
        also=(("reader", 0),),
    ),
    Person(
        "Non Gwyndaf-Ellis",
        "non@cartrefidyffrynaeron.example",
        "owner",
        "Owner of seven homes in Wales, under Welsh law.",
        provider=5,
    ),
    Person("Jo Merriweather", f"jo@{OURS}", "press_officer", "Press officer: it is 22:40 and a report leaks."),
    Person("Kwame Aslett", f"kwame@{OURS}", "press_officer", "The other press officer: approves what Jo writes."),
    Person("Dr Anjali Devraj", f"anjali@{OURS}", "policy_officer", "Policy officer: runs the consultations."),
    Person("Siân Llywarch", f"sian@{OURS}", "policy_officer", "Policy officer for Wales: approves what Anjali writes."),
    Person("Maureen Lund", f"maureen@{OURS}", "membership_manager", "Membership manager: admits, renews, chases."),
    Person(
        "Farida Haleem", f"farida@{OURS}", "membership_manager", "Her colleague: approves the bulletins she writes."
    ),
    Person("Ruth Amberley", f"ruth@{OURS}", "chief_executive", "Chief executive: approves words in her name."),
    Person("Tunde Fairclough", f"tunde@{OURS}", "data_protection_trustee", "Trustee for data protection."),
    Person("Tomasz Bielak", f"tomasz@{OURS}", "administrator", "Administrator: gives and ends roles."),
    Person("Carys Denholm", "carys@theledger.example", "journalist", "Accredited journalist."),
]
# The providers whose people a visitor can be, by their places in providers.toml.
PLAYED = sorted({person.provider for person in CAST if person.provider is not None})
# Who may publish without a second person when a report leaks at night.
URGENT = [f"jo@{OURS}", f"ruth@{OURS}"]
