from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_http_methods

from chaportal.demo import mailbox
from chaportal.demo.cast import CAST
from chaportal.demo.codes import codes
from people.access import ROLES
from people.models import SecurityEvent, User
from people.posting.once import repeatable
from people.second_factor import count_as_confirmed, has_factor, mark_passed
from people.security import record

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@repeatable
@login_not_required
@require_http_methods(["GET", "POST"])
def cast(request):
    """Sign in as any of the cast with one click."""
    if request.method == "POST":
        allowed = [person.email for person in CAST]
        user = get_object_or_404(User, email=request.POST.get("email", ""), email__in=allowed)
        login(request, user, backend=BACKEND)
        if has_factor(user):
            mark_passed(request, user, "demo")
        count_as_confirmed(request, user)
        UserSession.objects.create_from_request(request)
        record(SecurityEvent.Kind.DEMO_SIGN_IN, user=user)
        return redirect("dashboard")
    return render(request, "demo/cast.html", {"cast": [(person, ROLES[person.role].label) for person in CAST]})


@never_cache
@login_not_required
@require_GET
def code_list(request):
    """The codes that pages ask staff for after a while, new ones each half minute."""
    return render(request, "demo/code_list.html", {"codes": codes()})


@login_not_required
@require_GET
def mail_list(request):
    page = Paginator(mailbox.names(), 50).get_page(request.GET.get("page"))
    mails = [(name, mailbox.read(name)) for name in page]
    return render(request, "demo/mail_list.html", {"page": page, "mails": mails})


@login_not_required
@require_GET
def mail_detail(request, name):
    mail = _mail(name)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    text = plain.get_content() if plain else ""
    context = {"name": name, "mail": mail, "headers": mail.items(), "text": text, "html": html is not None}
    return render(request, "demo/mail_detail.html", context)


@login_not_required
@csp_override({"default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE], "sandbox": True})
@require_GET
def mail_html(request, name):
    """The HTML of a mail as a mail program would show it: styles only, in a sandbox."""
    html = _mail(name).get_body(("html",))
    if html is None:
        raise Http404
    return HttpResponse(html.get_content())


def _mail(name):
    mail = mailbox.read(name)
    if mail is None:
        raise Http404
    return mail
