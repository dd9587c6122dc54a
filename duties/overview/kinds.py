"""Which law a home is under, by what the newest list prints of it."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from duties.law import HomeKind, Nation, NoticeLaw, Rule, notice_law_for, rules_for
from homes.models import Home
from register.lists import ProvisionType
from register.models import RegisterEntry, Registration


def with_kind(homes: QuerySet[Home]) -> QuerySet[Home]:
    """Homes with what the register says that matters here, in their one query."""
    entry = RegisterEntry.objects.current().filter(registration=OuterRef("registration"))
    printed = JSONObject(kind="provision_type", opened="registered_on", on_register="on_register", as_at="file__as_at")
    return homes.select_related("registration__welsh_service").annotate(
        printed=Subquery(entry.values(json=printed)[:1])
    )


def nation_of(home: Home) -> Nation:
    return Nation.WALES if home.registration.regulator == Registration.Regulator.CIW else Nation.ENGLAND


def kind_of(home: Home) -> HomeKind:
    """From `with_kind` only. What no list names is taken for a children's home."""
    supported = (home.printed or {}).get("kind") == ProvisionType.SUPPORTED_ACCOMMODATION
    return HomeKind.SUPPORTED_ACCOMMODATION if supported else HomeKind.CHILDRENS_HOME


def rules_of(home: Home) -> list[Rule]:
    """The rules that a home is under; from `with_kind` only."""
    return rules_for(nation_of(home), kind_of(home))


def notice_law(home: Home) -> NoticeLaw:
    """Of what a home tells its regulator; from `with_kind` only."""
    return notice_law_for(nation_of(home), kind_of(home))


def notice_law_of(home: Home) -> NoticeLaw:
    """The same for any home: one query."""
    return notice_law(with_kind(Home.objects.filter(pk=home.pk)).get())
