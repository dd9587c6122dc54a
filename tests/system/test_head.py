"""HEAD: what GET says, without a body even where the server would send one."""

from io import BytesIO

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from chaportal.middleware import HeadMiddleware


def sent(response, method="head"):
    seen = []

    def view(request):
        seen.append((request.method, request.is_head))
        return response

    answer = HeadMiddleware(view)(getattr(RequestFactory(), method)("/"))
    return b"".join(answer), seen


def test_a_view_sees_get_and_nothing_of_its_body_is_sent():
    for response in (HttpResponse("x"), StreamingHttpResponse(["x"]), FileResponse(BytesIO(b"x"))):
        body, seen = sent(response)
        assert body == b""
        assert seen == [("GET", True)]
        assert getattr(response, "file_to_stream", None) is None  # a server would send it past the body


def test_get_and_post_stay_as_they_are():
    assert sent(HttpResponse("x"), "get") == (b"x", [("GET", False)])
    assert sent(HttpResponse("x"), "post") == (b"x", [("POST", False)])
