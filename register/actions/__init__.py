from register.actions.columns import decide_columns
from register.actions.lists import release_list, withdraw_list
from register.actions.owner_names import match_owner, unmatch_owner
from register.actions.wales import change_service, enter_service, load_services, may_rate, rate_service

__all__ = [
    "change_service",
    "decide_columns",
    "enter_service",
    "load_services",
    "match_owner",
    "may_rate",
    "rate_service",
    "release_list",
    "unmatch_owner",
    "withdraw_list",
]
