"""The criteria of membership and the Code of Practice, and most members' word that they keep to them."""

from chaportal.demo.content import day, read
from chaportal.demo.people import Loaded
from members.models import RulesVersion
from members.rules.actions import declare, publish_version

WITHOUT = 4  # of so many members, one has not declared


def load(cast: Loaded) -> None:
    staff = cast.with_role("membership_manager")
    for row in read("rules")["version"]:
        publish_version(kind=row["kind"], starts_on=day(row["begins"]), text=row["text"], by=staff)
    in_force = list(RulesVersion.objects.in_force())
    for place, (provider, facts) in enumerate(zip(cast.providers, cast.facts, strict=True)):
        if facts["membership"] == "current" and place % WITHOUT != WITHOUT - 1:
            declare(provider=provider, versions=in_force, by=cast.owner(place))
