"""What several sections of one first screen rest on: asked for once, by whichever section needs it first."""

from functools import cached_property

from members.balances import unpaid
from members.membership import own_members, with_membership
from members.models import Invoice
from people.access import Permission, providers_with
from people.models import Provider, User
from policy import attention

P = Permission


class Screen:
    """One person's first screen while it is made."""

    def __init__(self, user: User):
        self.user = user

    @cached_property
    def memberships(self) -> list[Provider]:
        """The providers whose membership the user sees, with what its status rests on."""
        return list(with_membership(Provider.objects.filter(pk__in=providers_with(self.user, P.MEMBERSHIP_OWN))))

    @cached_property
    def invoices(self) -> list[Invoice]:
        """The unpaid ones of these, with what is owed."""
        return list(unpaid(Invoice.objects.visible_to(self.user).select_related("term")))

    @cached_property
    def members(self) -> list[Provider]:
        """The user's own providers that are members today."""
        return list(own_members(self.user))

    @cached_property
    def calls(self) -> list[attention.Call]:
        """The consultations that the user can answer now."""
        return attention.open_for(self.user, self.members)
