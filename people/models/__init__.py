from people.models.association import Association, AssociationLogo
from people.models.consent import ConsentEvent, Suppression
from people.models.epoch import Epoch
from people.models.failed_item import FailedItem
from people.models.job import JobRun
from people.models.listed import Listed, ListedQuerySet
from people.models.mail_test import MailTest
from people.models.notice import Notice
from people.models.posting import KeptWords, SentForm
from people.models.provider import Provider
from people.models.purge import Purge
from people.models.role import Invitation, Role
from people.models.security import SecurityEvent
from people.models.user import User

__all__ = [
    "Association",
    "AssociationLogo",
    "ConsentEvent",
    "Epoch",
    "FailedItem",
    "Invitation",
    "JobRun",
    "KeptWords",
    "Listed",
    "ListedQuerySet",
    "MailTest",
    "Notice",
    "Provider",
    "Purge",
    "Role",
    "SecurityEvent",
    "SentForm",
    "Suppression",
    "User",
]
