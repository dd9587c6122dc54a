"""Who answered a consultation: each with its part of every division, and with what it gave."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from homes.models import Home
from members.representation import ultimate_groups
from members.sector import size_in_words
from people.models import Provider
from policy.models import Agreement, Answer, AnswerCoding, Consultation, Given
from register.models import RegisterEntry

ELSEWHERE = "Wales, or on no list"  # of homes that no list of England prints
SEVERAL = "Several regions"
NOWHERE = "No home"


class Division(TextChoices):
    """By what those who answered are told apart."""

    NATION = "nation", "Nation"
    REGION = "region", "Region of their homes"
    SECTOR = "sector", "Sector"
    SIZE = "size", "Size"


@dataclass(frozen=True)
class Respondent:
    """A provider that sent answers: the group of owners above it, its part by division, and by question what it gave
    and the themes of its words."""

    provider: Provider
    group: int
    parts: dict[str, str]
    given: dict[int, Given]
    themes: dict[int, list[str]]
    agreed: dict[int, str]  # with which draft of ours, by question


def respondents_to(consultation: Consultation) -> list[Respondent]:
    """Everybody who sent answers, in the order of their names. Seven queries."""
    submissions = consultation.submissions.sent().select_related("provider")
    providers = {each.pk: each.provider for each in submissions}
    groups, regions = ultimate_groups(), _regions(providers.values())
    given = defaultdict(dict)
    for answer in Answer.objects.sent().filter(submission__in=providers):
        given[answer.submission_id][answer.question_id] = answer.given
    themes, agreed = _themes(providers), _agreements(providers)
    return [
        Respondent(
            provider, groups[provider.pk], _parts(provider, regions[provider.pk]), given[pk], themes[pk], agreed[pk]
        )
        for pk, provider in sorted(providers.items(), key=lambda each: str(each[1]).casefold())
    ]


def _themes(submissions: Iterable[int]) -> dict[int, dict[int, list[str]]]:
    """For each submission, by question, the themes in use that its words have."""
    codings = AnswerCoding.objects.counted().filter(answer__submission__in=submissions).order_by("theme__name")
    found = defaultdict(lambda: defaultdict(list))
    for coding in codings.select_related("answer", "theme"):
        found[coding.answer.submission_id][coding.answer.question_id].append(coding.theme.name)
    return found


def _agreements(submissions: Iterable[int]) -> dict[int, dict[int, str]]:
    """For each submission, by question, the draft of ours that it agrees with."""
    found = defaultdict(dict)
    for each in Agreement.objects.live().filter(submission__in=submissions).select_related("draft").order_by("pk"):
        found[each.submission_id][each.question_id] = f"Agreed with {str(each.draft).lower()}"
    return found


def _parts(provider: Provider, regions: list[str]) -> dict[str, str]:
    different = set(regions)
    return {
        Division.NATION: provider.get_nation_display(),
        Division.REGION: NOWHERE if not different else regions[0] if len(different) == 1 else SEVERAL,
        Division.SECTOR: provider.get_sector_display(),
        Division.SIZE: size_in_words(len(regions)) if regions else NOWHERE,
    }


def _regions(providers) -> dict[int, list[str]]:
    """For each provider the region of each of its homes, as the newest list prints it. Two queries."""
    homes = Home.objects.confirmed().filter(provider__in=[each.pk for each in providers])
    held = list(homes.values_list("provider", "registration"))
    entries = RegisterEntry.objects.current().filter(registration__in=[pk for _, pk in held])
    printed = dict(entries.values_list("registration", "region"))
    found = defaultdict(list)
    for provider, registration in held:
        found[provider].append(printed.get(registration) or ELSEWHERE)
    return found
