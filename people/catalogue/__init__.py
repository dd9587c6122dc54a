"""The lists that forms offer for choice, each with its screen: see, add, change, retire, put in order.

An app declares a `Catalogue` in `views/catalogue.py`, its `paths()` go into its URLs. For `name="publishing:topic"`
they are `publishing:topic_list`, `topic_create`, `topic_edit`, `topic_history` and `topic_arrange`.
"""

from people.catalogue.catalogue import CATALOGUES, Catalogue, catalogue_of
from people.catalogue.offering import offer

__all__ = ["CATALOGUES", "Catalogue", "catalogue_of", "offer"]
