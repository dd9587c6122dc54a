from register.views.changes import change_list
from register.views.files import (
    register_file_add,
    register_file_list,
    register_file_original,
    register_upload_detail,
)
from register.views.owners import owner_list, owner_match, owner_unmatch
from register.views.registrations import registration_detail, registration_list
from register.views.releases import (
    register_file_columns,
    register_file_detail,
    register_file_release,
    register_file_withdraw,
)
from register.views.series import published_total_list
from register.views.wales import (
    registration_rate,
    welsh_service_add,
    welsh_service_edit,
    welsh_service_enter,
    welsh_service_list,
    welsh_service_load,
)

__all__ = [
    "change_list",
    "owner_list",
    "owner_match",
    "owner_unmatch",
    "published_total_list",
    "register_file_add",
    "register_file_columns",
    "register_file_detail",
    "register_file_list",
    "register_file_original",
    "register_file_release",
    "register_file_withdraw",
    "register_upload_detail",
    "registration_detail",
    "registration_list",
    "registration_rate",
    "welsh_service_add",
    "welsh_service_edit",
    "welsh_service_enter",
    "welsh_service_list",
    "welsh_service_load",
]
