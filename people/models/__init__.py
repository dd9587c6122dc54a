from people.models.access_request import AccessAnswer, AccessRequest
from people.models.association import Association, AssociationLogo
from people.models.complaint import Complaint, ComplaintStep
from people.models.consent import ConsentEvent, Suppression
from people.models.erasure import Erasure, RetentionRun
from people.models.listed import Listed, ListedQuerySet
from people.models.mail_test import MailTest
from people.models.merge import ProviderMerge, UserMerge
from people.models.posting import KeptWords, SentForm
from people.models.provider import Provider
from people.models.purge import Purge
from people.models.role import Invitation, Role
from people.models.security import SecurityEvent
from people.models.unchecked_write import UncheckedWrite, unchecked_when_written
from people.models.user import User

__all__ = [
    "AccessAnswer",
    "AccessRequest",
    "Association",
    "AssociationLogo",
    "Complaint",
    "ComplaintStep",
    "ConsentEvent",
    "Erasure",
    "Invitation",
    "KeptWords",
    "Listed",
    "ListedQuerySet",
    "MailTest",
    "Provider",
    "ProviderMerge",
    "Purge",
    "RetentionRun",
    "Role",
    "SecurityEvent",
    "SentForm",
    "Suppression",
    "UncheckedWrite",
    "User",
    "UserMerge",
    "unchecked_when_written",
]
