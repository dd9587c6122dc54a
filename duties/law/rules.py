"""Every rule, and which of them a home is under."""

from duties.law import england, supported, wales
from duties.law.rule import HomeKind, Nation, Rule

RULES: dict[str, Rule] = {rule.key: rule for rule in [*england.RULES, *supported.RULES, *wales.RULES]}
VISITS = [rule.key for rule in RULES.values() if rule.is_visit]


def rules_for(nation: Nation, kind: HomeKind) -> list[Rule]:
    """The rules for homes of a kind in a nation, in the order in which they are shown."""
    return [rule for rule in RULES.values() if rule.nation == nation and kind in rule.kinds]
