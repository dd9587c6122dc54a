from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.backup.records import last_restore, last_verified_backup
from chaportal.setup import mail_test as tests
from people.access import Permission, requires


@require_GET
@requires(Permission.ROLE_MANAGE)
def backup(request):
    """When the last backup was made and tried, and how one is made: by a command, on the machine."""
    context = {"last": last_verified_backup(), "tried": last_restore()}
    return render(request, "setup/backup.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.ROLE_MANAGE)
def mail_test(request):
    """Send oneself a mail, see where it is, and say that it arrived."""
    if request.method == "POST":
        tests.send(to=request.user)
        return redirect("mail_test")
    test = tests.newest()
    context = {"test": test, "message": test and tests.message_of(test), "has_arrived": tests.has_arrived()}
    return render(request, "setup/mail_test.html", context)


@require_GET
@requires(Permission.ROLE_MANAGE)
def mail_test_opened(request, token):
    """The link in the mail. It writes on GET: whoever can open it has read the mail, and twice changes nothing."""
    if tests.opened(token):
        return render(request, "setup/mail_test_opened.html")
    messages.error(request, "This link is too old, or a piece of it is missing. Send yourself another test mail.")
    return redirect("mail_test")


@require_POST
@requires(Permission.ROLE_MANAGE)
def mail_test_arrived(request):
    """A person says that the newest test mail arrived, where its link cannot be opened on this machine."""
    test = tests.newest()
    if test is None:
        messages.error(request, "No test mail was sent yet.")
        return redirect("mail_test")
    tests.arrived(test)
    messages.success(request, "Noted: the test mail arrived.")
    return redirect("dashboard")
