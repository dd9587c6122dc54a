"""Two colours from which the portal's others follow, and whether people can read them.

Contrast is computed as WCAG 2.2 defines it (relative luminance, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio):
text needs 4.5:1 (1.4.3), the ring around what has the focus 3:1 (1.4.11).
"""

import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
WHITE, BLACK, PAPER, FOCUS = "#ffffff", "#000000", "#fbfaf7", "#ffbf47"
TEXT, RING = 4.5, 3.0
SOFT, DARK = 0.12, 0.75  # how much of the colour is in its two companions


@dataclass(frozen=True)
class Palette:
    """A colour for structure and one for what needs attention, each with a soft ground and a dark form."""

    structure: str
    attention: str

    @property
    def variables(self) -> dict[str, str]:
        """The names that the style sheet uses, with their colours."""
        return {
            "structure": self.structure,
            "structure-dark": mixed(self.structure, BLACK, DARK),
            "structure-soft": mixed(self.structure, WHITE, SOFT),
            "attention": self.attention,
            "attention-dark": mixed(self.attention, BLACK, DARK),
            "attention-soft": mixed(self.attention, WHITE, SOFT),
        }

    @property
    def slug(self) -> str:
        """The two colours as the addresses of what is drawn in them name them."""
        return f"{self.structure}-{self.attention}".replace("#", "")


DEFAULT_PALETTE = Palette("#0f4c5c", "#b8442f")  # those of the portal's own style sheet


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """So much of a colour, and of another for the rest."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * share + two * (1 - share)):02x}" for one, two in pairs)


def problem_with(colour: str) -> str:
    """What is wrong with a colour that words are written in and white words stand on, or nothing."""
    if not HEX.fullmatch(colour):
        return f"“{colour}” is no colour that we know. Write # and six digits or letters from a to f, such as #0f4c5c."
    ground, found = min(_on_grounds(colour), key=lambda pair: pair[1])
    if found < TEXT:
        return f"{colour} on {ground} has a contrast of {_in_words(found)}; words need 4.5 to 1. {_try(colour)}"
    if (focus := contrast(colour, FOCUS)) < RING:
        ratio = _in_words(focus)
        return f"The ring around a link in use on {colour} has a contrast of {ratio}; it needs 3. {_try(colour)}"
    return ""


def is_readable(colour: str) -> bool:
    return min(found for _, found in _on_grounds(colour)) >= TEXT and contrast(colour, FOCUS) >= RING


def darkened(colour: str) -> str:
    """The same hue, as light as it may be."""
    shares = (share / 100 for share in range(99, -1, -1))
    return next(darker for share in shares if is_readable(darker := mixed(colour, BLACK, share)))


def _on_grounds(colour: str) -> list[tuple[str, float]]:
    """The contrast with each ground that the colour meets, with the ground's name."""
    grounds = {"white": WHITE, "the paper of the pages": PAPER, "its own soft ground": mixed(colour, WHITE, SOFT)}
    return [(name, contrast(colour, ground)) for name, ground in grounds.items()]


def _try(colour: str) -> str:
    return f"Choose a darker one, such as {darkened(colour)}."


def _in_words(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:.1f} to 1"  # cut, not rounded: 4.46 is not 4.5


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
