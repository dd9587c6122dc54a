"""What an administrator says of the association on its page: what is printed on invoices. All of it is invented."""

from chaportal.demo.people import Loaded
from people.actions import save_association

FACTS = {
    "company_number": "99000017",
    "registered_office": "4 Quayside Row, Anytown AN1 2CH",
    "payment_details": "Children’s Homes Association, sort code 00-00-00, account 00000017. No such account exists.",
}


def load(cast: Loaded) -> None:
    save_association(by=cast.with_role("administrator"), facts=FACTS)
