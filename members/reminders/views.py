"""Rules for reminders, and the mail that goes next week, for who keeps memberships."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from members.list_sheet import list_sheet
from members.models import HeldReminder, ReminderRule
from members.reminders import actions
from members.reminders.forms import RuleForm
from members.reminders.owed import Reminder, coming, held_among
from people.access import Permission, requires
from people.templatetags.people import day
from sheets.writing import Format
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 50
HEADINGS = ["On", "To", "Member", "By the rule", "What becomes of it"]


@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def reminder_list(request):
    """The rules, and by name the mail that goes within a week, with what is held."""
    context = {
        "rules": ReminderRule.objects.visible_to(request.user),
        "page": Paginator(_next_week(), A_PAGE).get_page(request.GET.get("page")),
        "formats": Format.choices,
    }
    return render(request, "members/reminder_list.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def reminder_list_file(request):
    """The mail that goes within a week, as a sheet."""
    rows = (
        [on, str(each.user), str(each.provider), str(each.rule), "Held" if held else "Goes"]
        for each, on, held in _next_week()
    )
    return list_sheet(request, "Reminders of next week", HEADINGS, rows)


def _next_week() -> list[tuple[Reminder, date, HeldReminder | None]]:
    """Each mail, the day on which it goes, and how a person holds it."""
    mails = coming()
    held = held_among([each for each, _ in mails])
    return [(each, on, held.get(each.key)) for each, on in mails]


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def reminder_rule_create(request):
    return _form_page(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def reminder_rule_edit(request, pk):
    return _form_page(request, get_object_or_404(ReminderRule.objects.visible_to(request.user), pk=pk))


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def reminder_hold(request):
    """Hold one mail of next week, by its key."""
    mail, on = next(((each, on) for each, on in coming() if each.key == request.POST.get("key")), (None, None))
    if mail is None or on is None:
        messages.error(request, "This mail has gone, or goes no more.")
        return redirect("members:reminder_list")
    with refusals_shown(request):
        if request.POST.get("held") == "no":
            actions.let_go(key=mail.key, by=request.user)
            messages.success(request, f"The mail to {mail.user} goes on {day(on)}.")
        else:
            actions.hold(key=mail.key, by=request.user)
            until = day(mail.goes_until)
            messages.success(request, f"The mail to {mail.user} is held. Let it go by {until}, or it never goes.")
    return redirect("members:reminder_list")


def _form_page(request, rule: ReminderRule | None):
    form = RuleForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            saved = actions.save_rule(rule=form.save(commit=False), by=request.user)
            messages.success(request, f"The rule “{saved}” is kept.")
            return redirect("members:reminder_list")
    context = {"form": form, "rule": rule, "entries": history_of(rule) if rule else []}
    return form_page(request, "members/reminder_rule_form.html", context)
