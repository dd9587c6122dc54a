from homes.actions.claims import claim, confirm, find_registration, refuse
from homes.actions.home import describe, give_homes

__all__ = ["claim", "confirm", "describe", "find_registration", "give_homes", "refuse"]
