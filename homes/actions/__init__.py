from homes.actions.claims import claim, confirm, find_registration, refuse
from homes.actions.facts import appoint, leave, strike, tell
from homes.actions.home import describe, give_homes

__all__ = [
    "appoint",
    "claim",
    "confirm",
    "describe",
    "find_registration",
    "give_homes",
    "leave",
    "refuse",
    "strike",
    "tell",
]
