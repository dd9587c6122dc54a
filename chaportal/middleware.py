"""What holds for every request: HEAD, headers that Django does not set by itself, and no NUL in an address."""

from django.shortcuts import render

from chaportal.postgresql import limits

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


class DatabaseLimitMiddleware:
    """Lets a page wait so long for the database in all, however many statements it needs: then it is a plain 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with limits.within(limits.current().wait):
            return self.get_response(request)


class HeadMiddleware:
    """Answers HEAD as GET, whatever methods a view names, and sends no body (RFC 9110, 9.3.2): the server would.

    A view that counts readings asks `request.is_head`: who sent that has read nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.is_head = request.method == "HEAD"
        if not request.is_head:
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        if response.streaming:
            response.streaming_content = []
        else:
            response.content = b""
        return response


class NulMiddleware:
    """Refuses an address with a NUL character: PostgreSQL's text cannot hold one, and no person types one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "404.html", status=404)
        return self.get_response(request)


class HeadersMiddleware:
    """Adds Permissions-Policy and Cross-Origin-Resource-Policy (OWASP ASVS 5.0, 3.4).

    A page that looked at who is reading is for that reader alone, and is not kept by any cache (14.3.2).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "session", None) and request.session.accessed:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def add_static_headers(headers, path, url):
    """Called by WhiteNoise for each static file."""
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["X-Content-Type-Options"] = "nosniff"
