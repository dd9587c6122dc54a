"""The views of one list, each in the shape of every other view: made for a `Catalogue` by a function."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from history import history_of
from people.access import requires
from people.bodies import takes_files
from people.catalogue import actions
from webforms.refusals import form_page, refusals_on, refusals_shown


def list_view(catalogue):
    @require_GET
    @requires(catalogue.model.KEEPER)
    def catalogue_list(request):
        rows = catalogue.model.objects.editable_by(request.user).with_use()
        context = {
            "catalogue": catalogue,
            "offered": [row for row in rows if row.is_current],
            "retired": [row for row in rows if not row.is_current],
        }
        return render(request, "people/catalogue_list.html", context)

    return catalogue_list


def create_view(catalogue):
    @require_http_methods(["GET", "POST"])
    @requires(catalogue.model.KEEPER)
    @takes_files
    def catalogue_create(request):
        return _form_page(request, catalogue, None)

    return catalogue_create


def edit_view(catalogue):
    @require_http_methods(["GET", "POST"])
    @requires(catalogue.model.KEEPER)
    @takes_files
    def catalogue_edit(request, pk):
        row = get_object_or_404(catalogue.model.objects.editable_by(request.user), pk=pk)
        return _form_page(request, catalogue, row)

    return catalogue_edit


def history_view(catalogue):
    @require_GET
    @requires(catalogue.model.KEEPER)
    def catalogue_history(request, pk):
        row = get_object_or_404(catalogue.model.objects.editable_by(request.user), pk=pk)
        return render(request, "people/history.html", {"thing": row, "entries": history_of(row)})

    return catalogue_history


def arrange_view(catalogue):
    @require_POST
    @requires(catalogue.model.KEEPER)
    def catalogue_arrange(request):
        """Retire, bring back, delete or move one row (`up=7`), or sort all by name (`sort=`)."""
        verb = next((verb for verb in [*_ARRANGE, "sort"] if verb in request.POST), None)
        if verb == "sort":
            actions.sort_by_name(model=catalogue.model, by=request.user)
        elif verb and request.POST[verb].isdecimal():
            row = get_object_or_404(catalogue.model.objects.editable_by(request.user), pk=request.POST[verb])
            _arrange(request, catalogue, verb, row)
        return redirect(catalogue.urls["list"])

    return catalogue_arrange


_ARRANGE = {
    "up": (lambda row, by: actions.move(row=row, by=by, places=-1), ""),
    "down": (lambda row, by: actions.move(row=row, by=by, places=1), ""),
    "retire": (actions.retire, "{} is offered no more. {stays} You can bring it back."),
    "restore": (actions.restore, "{} is offered again."),
    "delete": (actions.delete, "{} is deleted."),
}


def _arrange(request, catalogue, verb: str, row) -> None:
    action, sentence = _ARRANGE[verb]
    name = str(row)
    with refusals_shown(request):
        action(row=row, by=request.user)
        if sentence:
            messages.success(request, sentence.format(name, stays=catalogue.stays))


def _form_page(request, catalogue, row):
    form = catalogue.form(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            saved = catalogue.save(form, by=request.user)
            messages.success(request, f"{saved} is kept.")
            return redirect(catalogue.urls["list"])
    context = {"catalogue": catalogue, "form": form, "row": row}
    return form_page(request, "people/catalogue_form.html", context)
