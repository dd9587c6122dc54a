"""The mutants that no test has to notice, each with its reason: `survivors.toml`. The list only shrinks."""

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from mutation.mutants import Mutant

FILE = Path(__file__).with_name("survivors.toml")
Key = tuple[str, str, str, str]


def accepted() -> dict[Key, str]:
    """The reason of each mutant that may live, by its key. Raises ValueError for one without a reason."""
    rows = tomllib.loads(FILE.read_text()).get("survivor", [])
    found = {(row["path"], row["where"], row["was"], row["becomes"]): row["why"].strip() for row in rows}
    if unexplained := [key for key, why in found.items() if not why]:
        raise ValueError(f"No reason is given for {unexplained[0]}.")
    return found


def as_toml(mutants: Iterable[Mutant]) -> str:
    """New survivors as they would stand in the list, for whoever cannot kill them."""
    return "\n".join(
        "\n".join(
            [
                "[[survivor]]",
                *(f"{name} = {json.dumps(getattr(each, name), ensure_ascii=False)}" for name in _NAMES),
                'why = ""\n',
            ]
        )
        for each in mutants
    )


_NAMES = ("path", "where", "was", "becomes")
