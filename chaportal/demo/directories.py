"""What some providers say of themselves: two stand in the public directory, and one is held back.

It wrote so before it named its home: afterwards the form would not have taken it.
"""

from chaportal.demo.people import Loaded
from members.directory import actions, checking

SAID = {
    0: {"description": "One house and one team, at Bramble House since 2011.", "telephone": "07700 900121"},
    1: {
        "description": "Homes for children of eight and older across England, with a school of our own.",
        "website": "https://www.larkfieldchildren.example/",
        "office": "Larkfield Works, 40 Canal Wharf, Manchester M1 9ZZ",
        "telephone": "0161 496 0210",
        "email": "office@larkfieldchildren.example",
    },
    3: {
        "description": "A charity since 1921. Long stays, and keeping brothers and sisters together.",
        "website": "https://www.wychlingtrust.example/",
        "office": "The Old Library, 3 Minster Yard, Lincoln LN2 9ZZ",
        "email": "trust@wychlingtrust.example",
    },
}


def load(cast: Loaded) -> None:
    for place, words in SAID.items():
        facts = {"provider": cast.providers[place], "by": cast.owner(place)}
        actions.write_entry(**facts, **words)
        actions.choose(**facts, for_public=True)


def look(cast: Loaded) -> None:
    """As the job does every minute."""
    checking.check_waiting()
