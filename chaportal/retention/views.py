from django.core.paginator import Paginator
from django.db.models import Max
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chaportal.retention.removing import HISTORY, HISTORY_KEPT, history_to_forget
from chaportal.retention.rules import RULES
from jobs.models import JobRun
from people.access import Permission, requires
from people.models import RetentionRun

A_PAGE = 30


@require_GET
@requires(Permission.SECURITY_VIEW)
def retention(request):
    """What each rule removes next, and what each removed when."""
    recorded = RetentionRun.objects.visible_to(request.user)
    latest = dict(recorded.order_by().values_list("rule").annotate(at=Max("finished_at")))
    by_job = {run.name: run for run in _last_runs()}
    rows = [(rule, rule.due().count(), latest.get(rule.slug), by_job.get(rule.job)) for rule in RULES]
    runs = Paginator(recorded, A_PAGE).get_page(request.GET.get("page"))
    labels = {rule.slug: rule.what for rule in RULES} | {HISTORY: "History of what was deleted"}
    for run in runs:
        run.label = labels.get(run.rule, run.rule)
    context = {
        "rows": rows,
        "page": runs,
        "history": (HISTORY_KEPT.days, history_to_forget(), latest.get(HISTORY)),
    }
    return render(request, "retention/retention.html", context)


def _last_runs():
    jobs = {rule.job for rule in RULES if rule.job}
    return JobRun.objects.succeeded().filter(name__in=jobs).order_by("name", "-started_at", "-pk").distinct("name")
