"""Each place where a person may stand in the database is decided about: a new one fails here until it is."""

import re

from django.apps import apps
from django.db import connection

from chaportal.rights.decisions import EMAILS, RELATIONS, Fate
from chaportal.rights.relations import email_fields, relations
from chaportal.rights.titles import DID, TITLES, title_of, to_you
from people.relations import label_of


def test_each_relation_to_an_account_is_decided_about_and_none_that_is_gone():
    assert {label_of(each) for each in relations()} == RELATIONS.keys()


def test_each_field_with_an_email_address_is_decided_about_and_none_that_is_gone():
    assert {label_of(each) for each in email_fields()} == EMAILS.keys()


def test_each_place_has_a_title_in_words():
    decided = RELATIONS | EMAILS
    about = {label for label, decision in decided.items() if decision.is_about}
    assert about == TITLES.keys()
    assert decided.keys() - about == DID.keys()


def test_no_title_names_a_model_or_field():
    for each in [*relations(), *email_fields()]:
        assert not re.search(r"[(_]| by$", title_of(each)), label_of(each)


def test_a_person_is_spoken_to():
    said = {label_of(each): to_you(title_of(each)) for each in [*relations(), *email_fields()]}
    whys = [to_you(decision.why) for decision in (RELATIONS | EMAILS).values()]
    for words in [*said.values(), *whys]:
        assert not re.search(r"\b(they|them|their|theirs)\b", words, re.IGNORECASE), words
    assert said["outbox.OutboxMessage.caused_by"] == "Mails that your work caused"
    assert said["members.Note.assigned_to"] == "Notes about providers with something for you to do"
    assert to_you("They are the last owner. Theirs.") == "You are the last owner. Yours."


def test_what_stays_says_why():
    for label, decision in (RELATIONS | EMAILS).items():
        assert bool(decision.why) == (decision.fate != Fate.GOES), label


def test_the_history_of_what_goes_may_go_too(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'people_forget_history'")
        source = cursor.fetchone()[0]
    fields = {label_of(each): each for each in [*relations(), *email_fields()]}
    going = {fields[label].model for label, decision in (RELATIONS | EMAILS).items() if decision.fate == Fate.GOES}
    tracked = {model.pgh_tracked_model for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}
    assert len(going & tracked) > 5
    assert [model for model in going & tracked if f"'{model._meta.db_table}'" not in source] == []


def test_what_is_hidden_is_there():
    fields = {label_of(each): each.model for each in [*relations(), *email_fields()]}
    for label, decision in (RELATIONS | EMAILS).items():
        assert {each.name for each in fields[label]._meta.concrete_fields} >= set(decision.hides), label
