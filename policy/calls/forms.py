"""What a chase list is narrowed by."""

from members.listing.forms import ProviderFilterForm


class ChaseFilterForm(ProviderFilterForm):
    """Members of one kind, nation, region or size."""

    names = ("kind", "nation", "region", "size")
