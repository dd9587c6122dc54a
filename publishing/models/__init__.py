from publishing.models.catalogue import Boilerplate, PressContact, Topic
from publishing.models.edition import Edition
from publishing.models.publication import Publication

__all__ = ["Boilerplate", "Edition", "PressContact", "Publication", "Topic"]
