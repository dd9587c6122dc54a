"""What the homes' tests set up, here too."""

from tests.homes.conftest import home, the_register

__all__ = ["home", "the_register"]
