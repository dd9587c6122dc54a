"""The door for all that a request says: its query, its form, and the names of its files."""

from django.http import HttpRequest, QueryDict

from cleaning.text import cleaned, one_line


class CleanTextMiddleware:
    """Cleans what was sent before any view reads it, whether by a form or not. A password is taken as typed.

    It stands behind the middleware that refuses forged forms, so that nothing is read for those.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs):
        if request.META.get("QUERY_STRING"):
            request.GET = _cleaned(request.GET)
        if request.method == "POST":
            request.POST = _cleaned(request.POST)
            for name in request.FILES:
                for file in request.FILES.getlist(name):
                    file.name = one_line(file.name) or "file"


def _cleaned(sent: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        is_secret = "password" in name
        clean.setlist(cleaned(name), values if is_secret else [cleaned(value) for value in values])
    clean._mutable = False
    return clean
