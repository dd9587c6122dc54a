"""Registered manager and responsible individual of a home, over time."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from homes import actions
from homes.forms import HomePostForm, LastDayForm, VoidForm
from homes.models import Home, HomePost
from homes.posts import posts_of
from people.access import Permission, requires
from webforms.refusals import form_page, refusals_on


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_people(request, pk):
    """Everyone who held a post at the home; adding one."""
    home = get_object_or_404(Home.objects.editable_by(request.user).with_register(), pk=pk)
    form = HomePostForm(request.POST or None, initial={"kind": HomePost.Kind.MANAGER})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.appoint(home=home, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept.")
            return redirect("homes:home_people", pk=home.pk)
    posts = posts_of(HomePost.objects.editable_by(request.user).filter(home=home))
    context = {"home": home, "posts": posts, "form": form}
    return form_page(request, "homes/home_people.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_post_end(request, pk):
    """When someone left a post."""
    post = _post(request, pk)
    form = LastDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.leave(post=post, by=request.user, last_day=form.cleaned_data["last_day"])
            messages.success(request, "Kept. What the regulator must be told stands here with the duties.")
            return redirect(post.home)
    context = {"form": form, "post": post}
    return form_page(request, "homes/home_post_end.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_EDIT)
def home_post_void(request, pk):
    """Take back an entry that was wrong."""
    post = _post(request, pk)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.void_post(post=post, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Taken back.")
        return redirect("homes:home_people", pk=post.home_id)
    context = {"form": form, "post": post}
    return form_page(request, "homes/home_post_void.html", context)


def _post(request, pk) -> HomePost:
    return get_object_or_404(HomePost.objects.editable_by(request.user).select_related("home__registration"), pk=pk)
