"""What changed on the register from one list to another."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from register.comparison import compare, list_before
from register.forms import ChangesForm
from register.models import RegisterFile, Registration
from webforms.refusals import form_page

PAGE = 100


@require_GET
@requires(Permission.REGISTER_VIEW)
def change_list(request):
    """What changed between two lists, the newest two unless others are chosen."""
    lists = RegisterFile.objects.as_at_lists().defer("original")
    newest = lists.first()
    start = {"after": newest, "before": newest and list_before(newest), "homes_only": True}
    form = ChangesForm(request.GET if "after" in request.GET else None, lists=lists, initial=start)
    chosen = (form.cleaned_data if form.is_valid() else {}) if form.is_bound else start
    found = []
    if chosen.get("before") and chosen.get("after"):
        found = compare(chosen["before"], chosen["after"], homes_only=chosen["homes_only"])
    kind = chosen.get("kind")
    page = Paginator([each for each in found if not kind or each.kind == kind], PAGE).get_page(request.GET.get("page"))
    numbers = Registration.objects.visible_to(request.user).in_bulk([each.registration for each in page])
    rows = [(numbers[each.registration], each) for each in page]
    context = {"form": form, "page": page, "rows": rows, "chosen": chosen}
    return form_page(request, "register/change_list.html", context)
