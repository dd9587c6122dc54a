"""Organisations that want to join: one writes its application, one waits, one is asked for more."""

from chaportal.demo.content import read
from chaportal.demo.homes import NOT_OURS
from chaportal.demo.people import Loaded
from members.applications import actions
from members.applications.homes import homes_of_owner
from members.models import Application, RulesVersion


def load(cast: Loaded) -> None:
    staff = cast.with_role("membership_manager")
    for row in read("applications")["application"]:
        application = _written(row)
        if row["state"] == "writing":
            continue
        application = actions.send(application=application, versions=RulesVersion.objects.in_force(), by=None)
        if row["state"] == "asked":
            actions.ask(application=application, text=row["asked"], by=staff)


def _written(row: dict) -> Application:
    application = actions.begin(name=row["name"], email=row["email"])
    application = actions.save(application=application, **row["facts"])
    if row["facts"]["legal_name"] == NOT_OURS:
        numbers = [entry.registration.number for entry in homes_of_owner(NOT_OURS)]
        actions.add_homes(application=application, urns=numbers)
    if row["shares"]:
        actions.add_file(application=application, about="ownership", raw=row["shares"].encode(), names_no_child=True)
    return application
