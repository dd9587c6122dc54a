"""A membership list from before the portal: one sheet that was imported, and one that waits for answers."""

from chaportal.demo.people import Loaded
from members.imports import actions
from members.imports.planning import plan_of

UNSAID = {"sector": "private", "nation": "england", "member_kind": "associate", "role": "finance_contact"}
HEADINGS = "Organisation,Joined,Contact,Job title,Email"
IMPORTED = [
    "Cwmni Cysgod Cyf,1 March 2019,Siân Llŷr,Director, Sian@Cysgod.example",
    "Cwmni Cysgod Cyfyngedig,01/03/2019,Huw Parry,Accounts,huw@cysgod.example",
    "Brightwater Training Ltd,12.9.2021,Owen O’Neill,Trainer,owen@brightwater.example",
]


def load(cast: Loaded) -> None:
    staff = cast.with_role("membership_manager")
    done = _checked("associates.csv", IMPORTED, staff)
    actions.accept_import(source=done, seal=plan_of(done, staff).seal, is_inviting=False, by=staff)
    actions.apply_import(done.pk)
    _checked("members.csv", _of_today(cast), staff)


def _of_today(cast: Loaded) -> list[str]:
    """A member by its own name, one by a name that is only like it, a new one, and what somebody wrote below."""
    first, second = cast.providers[0].legal_name, cast.providers[1].legal_name
    return [
        f"{first},,Carys Vaughan,Quality lead,carys.vaughan@example.org",
        f"{second.split()[0]} Cares,,Ifor Rhys,Bursar,",
        "Alderbrook Associates Ltd,2020-01-31,Mair Parry,Office manager,mair@alderbrook.example",
        "Total: 3,,,,",
    ]


def _checked(name: str, rows: list[str], staff):
    raw = "\n".join(["Associates at 1 April", HEADINGS, *rows]).encode()
    source = actions.begin_import(raw=raw, name=name, by=staff)
    return actions.say_columns(source=source, columns=source.columns, unsaid=UNSAID, by=staff)
