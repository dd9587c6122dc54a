from django.conf import settings
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from people.models import User
from people.second_factor import has_factor
from people.sections import sections

MAILS_SHOWN = 20


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE, Permission.ROLE_MANAGE)
def user_detail(request, pk):
    """One person, for staff who look after them."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    context = {
        "person": person,
        "roles": person.roles.select_related("provider").order_by(F("ends_on").desc(nulls_first=True), "pk"),
        "secured": has_factor(person),
        "invitations": person.invitations.pending().select_related("provider"),
        # Without subjects: one may name what is not for those who look after people.
        "mails": person.outbox_messages.all()[:MAILS_SHOWN],
        "sections": sections(settings.PERSON_SECTIONS, request, person),
    }
    return render(request, "people/user_detail.html", context)
