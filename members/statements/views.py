"""Bank statements, for the association's people."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.models import BankStatement, Invoice, StatementLine
from members.statements import actions
from members.statements.forms import LineForm, SetAsideForm, StatementForm, TakeBackForm
from members.statements.outcome import noted
from members.statements.proposals import proposals_for
from members.statements.reading import Statement, read_statement
from people.access import Permission, requires
from people.bodies import takes_files
from people.templatetags.people import day
from sheets import NotASheet
from webforms.refusals import form_page, refusals_on, refusals_shown

A_PAGE = 15
SHOWN = 10  # rows that could not be read; of the rest, how many


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
@takes_files
def statement_add(request):
    """Load a bank's statement. What an earlier one printed is known, so a period may overlap."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            statement = read_statement(form.cleaned_data["file"].read())
        except NotASheet as fault:
            form.add_error("file", str(fault))
        else:
            messages.success(request, _outcome(actions.load_statement(statement=statement, by=request.user), statement))
            return redirect("members:statement_line_list")
    return form_page(request, "members/statement_add.html", {"form": form})


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def bank_statement_list(request):
    """The statements that were loaded, the newest first, each with what became of its lines."""
    statements = BankStatement.objects.visible_to(request.user).with_counts().select_related("by", "taken_back_by")
    page = Paginator(statements, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/bank_statement_list.html", {"page": page})


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def bank_statement_take_back(request, pk):
    """Take back what a statement brought, with a reason; or read which of its lines are payments by now."""
    statements = BankStatement.objects.visible_to(request.user).filter(taken_back_at=None)
    statement = get_object_or_404(statements.with_counts(), pk=pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.take_back(statement=statement, by=request.user, **form.cleaned_data)
            messages.success(request, "Taken back: its lines are gone, and can be loaded again.")
            return redirect("members:bank_statement_list")
    noted = statement.lines.exclude(payment=None).select_related("payment__provider")
    context = {"form": form, "statement": statement, "noted": noted}
    return form_page(request, "members/bank_statement_take_back.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_list(request):
    """Lines that wait, the oldest first, each with the invoice that is proposed; or those that were set aside."""
    lines = StatementLine.objects.visible_to(request.user).select_related("looks_like__payment__provider")
    aside = request.GET.get("show") == "aside"
    shown = lines.filter(set_aside_at__isnull=False).order_by("-received_on", "-pk") if aside else lines.waiting()
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    proposals = {} if aside else proposals_for(page.object_list)
    context = {"page": page, "aside": aside, "lines": [(line, proposals.get(line.pk)) for line in page.object_list]}
    return render(request, "members/statement_line_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_detail(request, pk):
    """Say of one line which invoice it pays."""
    waiting = StatementLine.objects.visible_to(request.user).waiting()
    line = get_object_or_404(waiting.select_related("looks_like__payment__provider"), pk=pk)
    form = LineForm(request.POST or None, proposal=proposals_for([line]).get(line.pk))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            payment = actions.confirm_line(line=line, by=request.user, **form.cleaned_data)
            messages.success(request, noted(payment, form.cleaned_data["invoice"]))
            return redirect("members:statement_line_list")
    return _detail(request, line, form, SetAsideForm())


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_confirm(request, pk, invoice):
    """Take the invoice that is proposed, by one tap."""
    line = get_object_or_404(StatementLine.objects.visible_to(request.user), pk=pk)
    chosen = get_object_or_404(Invoice.objects.visible_to(request.user), pk=invoice)
    with refusals_shown(request):
        payment = actions.confirm_line(line=line, invoice=chosen, by=request.user)
        messages.success(request, noted(payment, chosen))
    return redirect("members:statement_line_list")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_set_aside(request, pk):
    """Say that a line is no member's payment."""
    line = get_object_or_404(StatementLine.objects.visible_to(request.user), pk=pk)
    form = SetAsideForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.set_aside(line=line, by=request.user, **form.cleaned_data)
            messages.success(request, "Set aside. It stands under “Set aside” and can be taken up again.")
            return redirect("members:statement_line_list")
    return _detail(request, line, LineForm(proposal=proposals_for([line]).get(line.pk)), form)


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_same(request, pk):
    """Say that a line is the one that it looks like."""
    line = get_object_or_404(StatementLine.objects.visible_to(request.user).exclude(looks_like=None), pk=pk)
    with refusals_shown(request):
        actions.say_same(line=line, by=request.user)
        messages.success(request, "Set aside. It stands under “Set aside” and can be taken up again.")
    return redirect("members:statement_line_list")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_other(request, pk):
    """Say that a line is not the one that it looks like."""
    line = get_object_or_404(StatementLine.objects.visible_to(request.user), pk=pk)
    with refusals_shown(request):
        actions.say_other(line=line, by=request.user)
        messages.success(request, "It is a line of its own. Say now which invoice it pays.")
        return redirect("members:statement_line_detail", line.pk)
    return redirect("members:statement_line_list")


@require_POST
@requires(Permission.MEMBERSHIP_MANAGE)
def statement_line_take_up(request, pk):
    """Let a line that was set aside wait again."""
    line = get_object_or_404(StatementLine.objects.visible_to(request.user), pk=pk)
    with refusals_shown(request):
        actions.take_up(line=line, by=request.user)
        messages.success(request, "It waits again.")
    return redirect("members:statement_line_list")


def _detail(request, line: StatementLine, form: LineForm, aside: SetAsideForm):
    context = {"form": form, "line": line, "aside": aside}
    status = 422 if form.errors or aside.errors else 200
    return render(request, "members/statement_line_detail.html", context, status=status)


def _outcome(loaded: actions.Loaded, statement: Statement) -> str:
    """What came of it, in words."""
    parts = [f"{loaded.new} new line{'' if loaded.new == 1 else 's'}"]
    if loaded.asked:
        parts.append(f"{loaded.asked} of which may be loaded already: say of each whether it is")
    if loaded.known:
        parts.append(f"{loaded.known} known before")
    if statement.left:
        parts.append(f"{statement.left} of money that left, which are not kept")
    days = f", from {day(loaded.first)} to {day(loaded.last)}" if loaded.first else ""
    days = f", of {day(loaded.first)}" if loaded.first and loaded.first == loaded.last else days
    more = len(statement.problems[SHOWN:])
    unread = [*statement.problems[:SHOWN], *([f"And {more} more rows."] if more else [])]
    return " ".join([f"{', '.join(parts)}{days}.", *(["Not read:", *unread] if unread else [])])
