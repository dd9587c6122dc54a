"""What follows for duties when somebody leaves a post at a home (`settings.POST_FOLLOWERS`)."""

from django.utils import timezone

from duties.models import ChangeToNotify
from duties.overview import notice_law_of
from homes.models import HomePost
from people.models import User


def post_ended(post: HomePost, by: User) -> None:
    """Keep that the regulator must be told of who left, by their last day; the same twice is kept once.

    Not of a day before the home came here: a history that is filled in asks for nothing.
    """
    if post.last_day < timezone.localdate(post.home.claimed_at):
        return
    kind = notice_law_of(post.home).on_leaving.get(post.kind)
    if kind:
        about = {"home": post.home, "kind": kind, "happens_on": post.last_day}
        ChangeToNotify.objects.get_or_create(**about, defaults={"by": by})
