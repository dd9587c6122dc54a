"""Words that two texts have in common, whatever their signs and capitals. Without Django or a database."""

import re

RUN = 8  # consecutive words: a shorter run may be anybody's
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text in small letters, without the signs between them."""
    return WORD.findall(text.lower())


def shared_run(text: str, answer: str, known: str = "") -> str:
    """The first `RUN` or more consecutive words of an answer that a text carries too; empty where there are none.

    What stands in `known` belongs to neither: a question, for one, that both repeat.
    """
    ours, theirs = words(text), words(answer)
    common = _runs(ours) & _runs(theirs) - _runs(words(known))
    for start in range(len(theirs) - RUN + 1):
        if tuple(theirs[start : start + RUN]) in common:
            end = start + RUN
            while tuple(theirs[end - RUN + 1 : end + 1]) in common:
                end += 1
            return " ".join(theirs[start:end])
    return ""


def _runs(parts: list[str]) -> set[tuple[str, ...]]:
    return {tuple(parts[start : start + RUN]) for start in range(len(parts) - RUN + 1)}
