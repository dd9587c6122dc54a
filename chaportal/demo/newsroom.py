"""What newsrooms find at any hour: who speaks for us and our logos, drawn."""

from chaportal.demo import drawings
from chaportal.demo.content import read
from chaportal.demo.people import Loaded
from media_releases import actions

LOGOS = [
    ("In colour, for light grounds", drawings.PETROL, None),
    ("White on petrol", drawings.PAPER, drawings.PETROL),
    ("Black, for print", "#000000", "#ffffff"),
]


def load(cast: Loaded) -> None:
    desk = cast.with_role("press_officer")
    for number, row in enumerate(read("newsroom")["spokesperson"]):
        drawn = {
            "raw": drawings.portrait(row["name"], number),
            "name_of_file": f"{row['name']}.png",
            "alt": f"A drawing of head and shoulders in place of a photograph of {row['name']}.",
            "credit": "Drawing: Jo Merriweather",
            "licence": "with_news",
        }
        actions.save_spokesperson(by=desk, position=number + 1, **row, **drawn)
    for name, ink, ground in LOGOS:
        about = {"name": name, "alt": "A roof beside the letters CHA.", "licence": "with_news"}
        actions.save_logo(by=desk, raw=drawings.logo(ink, ground), name_of_file=f"{name}.png", **about)
