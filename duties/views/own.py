"""What a provider decides about its duties: those that it adds, its own recurrences, and who sees them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duties import actions
from duties.forms import DutyForm, RecurrenceForm, SharingForm
from duties.law import RULES, Rule
from duties.models import Duty, DutySharing
from duties.overview import duties_overview
from homes.models import Home
from people.access import Permission, can, check, requires
from people.models import Provider
from webforms.refusals import form_page, refusals_on


@never_cache
@require_GET
@requires(Permission.DUTY_MANAGE)
def duty_settings(request, pk):
    """The provider's own duties, its own recurrences, and until when the association sees its duties."""
    return _settings(request, _provider(request, pk, Permission.DUTY_MANAGE))


@never_cache
@require_POST
@requires(Permission.DUTY_MANAGE)
def duty_add(request, pk):
    """Add a duty of the provider's own for all its homes."""
    provider = _provider(request, pk, Permission.DUTY_MANAGE)
    form = DutyForm(request.POST)
    if _added(request, form, provider, None):
        return redirect("duties:duty_settings", pk)
    return _settings(request, provider, duty_form=form)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_duty_add(request, pk):
    """Add a duty of the provider's own for one home."""
    home = get_object_or_404(Home.objects.editable_by(request.user).select_related("registration", "provider"), pk=pk)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and _added(request, form, home.provider, home):
        return redirect("duties:home_duties", pk)
    return form_page(request, "duties/home_duty_add.html", {"form": form, "home": home})


@never_cache
@require_POST
@requires(Permission.HOME_EDIT)
def duty_end(request, pk):
    """Stop asking for an own duty."""
    duty = get_object_or_404(Duty.objects.editable_by(request.user).current().filter(rule=""), pk=pk)
    actions.end_duty(duty=duty, by=request.user)
    messages.success(request, f"{duty} is ended. The days on which it was done are kept.")
    if duty.home_id:
        return redirect("duties:home_duties", duty.home_id)
    return redirect("duties:duty_settings", duty.provider_id)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.DUTY_MANAGE)
def duty_recurrence(request, pk, rule):
    """The provider's own rhythm for a rule whose own is not confirmed."""
    provider, known = _provider(request, pk, Permission.DUTY_MANAGE), RULES.get(rule)
    if known is None or not known.unconfirmed:
        raise Http404
    duty = Duty.objects.editable_by(request.user).current().filter(provider=provider, rule=rule).first()
    form = RecurrenceForm(request.POST or None, rule=known, duty=duty)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.set_recurrence(provider=provider, rule=rule, by=request.user, **form.recurrence)
            messages.success(request, f"{known.name}: your rhythm is kept.")
            return redirect("duties:duty_settings", pk)
    return form_page(request, "duties/duty_recurrence.html", {"form": form, "provider": provider, "rule": known})


@never_cache
@require_POST
@requires(Permission.DUTY_MANAGE)
def duty_recurrence_default(request, pk, rule):
    """Go back to the portal's own rhythm."""
    provider = _provider(request, pk, Permission.DUTY_MANAGE)
    actions.use_default(provider=provider, rule=rule, by=request.user)
    messages.success(request, "Our default counts again.")
    return redirect("duties:duty_settings", pk)


@never_cache
@require_POST
@requires(Permission.PROVIDER_MANAGE)
def duty_share(request, pk):
    """Let the association see the provider's duties until a day."""
    provider = _provider(request, pk, Permission.PROVIDER_MANAGE)
    form = SharingForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.share(provider=provider, today=timezone.localdate(), by=request.user, **form.cleaned_data)
            messages.success(
                request, "We can see your duties, vacancies and missing managers until then. Stop it here at any time."
            )
            return redirect("duties:duty_settings", pk)
    return _settings(request, provider, sharing_form=form)


@never_cache
@require_POST
@requires(Permission.PROVIDER_MANAGE)
def duty_share_stop(request, pk):
    """Stop sharing at once."""
    actions.stop_sharing(provider=_provider(request, pk, Permission.PROVIDER_MANAGE), by=request.user)
    messages.success(request, "Stopped: only your own people see them.")
    return redirect("duties:duty_settings", pk)


def _provider(request, pk, permission: Permission) -> Provider:
    provider = get_object_or_404(Provider.objects.visible_to(request.user), pk=pk)
    check(request.user, permission, provider)
    return provider


def _added(request, form: DutyForm, provider: Provider, home: Home | None) -> bool:
    if form.is_valid():
        with refusals_on(form):
            duty = actions.add_duty(provider=provider, home=home, by=request.user, **form.values)
            messages.success(request, f"{duty} is added.{_next_step(duty)}")
            return True
    return False


def _next_step(duty: Duty) -> str:
    if duty.once_by:
        return ""
    if duty.while_valid:
        return " Enter the one that you have with its expiry day, on each home’s page or by sheet."
    return " Mark when it was done last, and the next day follows."


def _settings(request, provider: Provider, duty_form=None, sharing_form=None):
    duties = Duty.objects.visible_to(request.user).current().filter(provider=provider).select_related("home")
    recurrences = {duty.rule: duty for duty in duties if duty.rule}
    sharing = DutySharing.objects.editable_by(request.user).current(timezone.localdate())
    context = {
        "provider": provider,
        "own": [duty for duty in duties if not duty.rule],
        "rules": [(rule, recurrences.get(rule.key)) for rule in _theirs_to_set(request, provider)],
        "sharing": sharing.filter(provider=provider),
        "may_share": can(request.user, Permission.PROVIDER_MANAGE, provider),
        "duty_form": duty_form or DutyForm(auto_id="duty_%s"),
        "sharing_form": sharing_form or SharingForm(auto_id="sharing_%s"),
        "form": duty_form or sharing_form,
    }
    return form_page(request, "duties/duty_settings.html", context)


def _theirs_to_set(request, provider: Provider) -> list[Rule]:
    """The rules of the provider's homes whose rhythm it may set."""
    rows = duties_overview(Home.objects.own(request.user).confirmed().filter(provider=provider), timezone.localdate())
    asked = {item.rule.key for row in rows for item in row.items if item.rule}
    return [rule for rule in RULES.values() if rule.unconfirmed and rule.key in asked]
