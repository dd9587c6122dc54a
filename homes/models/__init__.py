from homes.models.area import Area
from homes.models.home import Home, HomeGrant
from homes.models.home_facts import HomeFacts, Need
from homes.models.home_post import HomePost
from homes.models.home_sheet import HomeSheet
from homes.models.location import HomeLocation
from homes.models.proposal import RegisterProposal
from homes.models.saved_view import SavedView

__all__ = [
    "Area",
    "Home",
    "HomeFacts",
    "HomeGrant",
    "HomeLocation",
    "HomePost",
    "HomeSheet",
    "Need",
    "RegisterProposal",
    "SavedView",
]
