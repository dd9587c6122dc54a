"""The link in each mail (RFC 8058)."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from bulletins.audience import size
from bulletins.models import Subscriber
from bulletins.tokens import token_for
from people.models import ConsentEvent, Suppression
from people.models.consent import email_hash

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(approved):
    return approved.deliveries.first()


@pytest.fixture
def link(delivery):
    return reverse("bulletins:unsubscribe", args=[token_for(delivery.pk)])


@pytest.fixture
def stranger():
    """A mail program: no cookie, no login, no token, and checks against forgery that are not switched off."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_stops_nothing(stranger, link, method):
    answer = getattr(stranger, method)(link)
    assert answer.status_code == 200
    assert Suppression.objects.count() == ConsentEvent.objects.count() == 0


def test_the_page_has_one_button_and_sets_no_cookie(stranger, link, delivery):
    answer = stranger.get(link)
    assert answer.content.count(b"<button") == 1
    assert delivery.email.encode() not in answer.content
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}])
def test_a_post_stops_bulletins_without_a_redirect(stranger, link, delivery, body):
    answer = stranger.post(link, body)
    assert answer.status_code == 200
    assert "You get no more bulletins" in answer.text
    suppression = Suppression.objects.get()
    assert (suppression.email_sha256, suppression.reason) == (email_hash(delivery.email), "unsubscribed")
    consent = ConsentEvent.objects.get()
    assert (consent.email_sha256, consent.given) == (email_hash(delivery.email), False)
    delivery.refresh_from_db()
    assert delivery.unsubscribed_at
    assert list(delivery.happened.values_list("kind", flat=True)) == ["unsubscribed"]
    assert size("members").excluded == 1


def test_a_post_in_the_other_encoding_of_the_standard_stops_too(stranger, link):
    sent = "List-Unsubscribe=One-Click"
    assert stranger.post(link, sent, content_type="application/x-www-form-urlencoded").status_code == 200
    assert Suppression.objects.count() == 1


def test_posting_again_changes_nothing(stranger, link, delivery):
    stranger.post(link)
    delivery.refresh_from_db()
    first = delivery.unsubscribed_at
    assert stranger.post(link).status_code == 200
    delivery.refresh_from_db()
    assert delivery.unsubscribed_at == first
    assert Suppression.objects.count() == ConsentEvent.objects.count() == delivery.happened.count() == 1


def test_an_old_link_works_again_after_a_suppression_was_lifted(stranger, link):
    stranger.post(link)
    Suppression.objects.all().delete()
    stranger.post(link)
    assert Suppression.objects.count() == 1


def test_a_subscriber_s_row_goes(stranger, link, delivery):
    Subscriber.objects.create(email=delivery.email)
    stranger.post(link)
    assert Subscriber.objects.count() == 0


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_we_did_not_make_is_not_found(stranger, delivery, method):
    token = token_for(delivery.pk)
    forged = [
        str(delivery.pk),
        f"{delivery.pk + 1}:{token.partition(':')[2]}",
        token[:-1],
        token_for(0),
        signing.Signer(salt="another purpose").sign(str(delivery.pk)),
    ]
    for wrong in forged:
        answer = getattr(stranger, method)(reverse("bulletins:unsubscribe", args=[wrong]))
        assert answer.status_code == 404
    assert Suppression.objects.count() == 0


def test_no_other_method_is_answered(stranger, link):
    assert stranger.put(link).status_code == 405
