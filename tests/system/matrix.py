"""Who may open which address: the whole of it, in one table.

A URL that is not here fails the test, so none can be added without saying who may use it. The columns are the people of
`tests/world.py`: owner, manager (limited to one home), reader and finance contact of Hazel Bank, outsider (owner of
Larkfield), journalist, and the association's press, policy, members, chief, trustee and admin.
"""

from dataclasses import dataclass
from typing import Any

from bulletins.tokens import token_for

PEOPLE = [
    *("owner", "manager", "reader", "finance", "outsider", "journalist"),
    *("press", "policy", "members", "chief", "trustee", "admin"),
]
EVERYONE = " ".join(PEOPLE)
STAFF = "press policy members chief trustee admin"
SEE_PROVIDERS = "press policy members chief admin"
READ_BRIEFINGS = f"owner manager reader finance outsider {STAFF}"
REGISTER = "press policy members chief"
READ_TEXTS = "press policy chief"
NOT_QUOTED = "owner manager reader finance outsider journalist press policy chief trustee admin"


@dataclass(frozen=True)
class Page:
    """An address: who gets in, for whom it does not exist (404), and for anyone else 403. `post`: by POST only."""

    name: str
    allowed: str
    hidden: str = ""
    args: tuple[str, ...] = ()
    methods: str = "GET"

    def expected(self, person: str) -> set[int]:
        if person in self.allowed.split():
            # What came in without its fields is answered with the form again, or with a way back.
            return {200} if self.methods == "GET" else {200, 302, 409, 422}
        return {404} if person in self.hidden.split() else {403}

    def arguments(self, world: Any) -> list:
        """`home.pk` is the key of the world's home; a plain word is itself a thing."""
        return [_value(world, path) for path in self.args]


def _value(world, path):
    name, *rest = path.split(".")
    value = getattr(world, name)
    for step in rest:
        value = getattr(value, step)
    return value


def both(name, allowed, hidden="", args=()):
    return [Page(name, allowed, hidden, args), Page(name, allowed, hidden, args, "POST")]


def get(name, allowed, hidden="", args=()):
    return [Page(name, allowed, hidden, args)]


def post(name, allowed, hidden="", args=()):
    return [Page(name, allowed, hidden, args, "POST")]


def catalogue(name, allowed, row):
    """The five pages of a list that forms choose from, and its changes."""
    return [
        *get(f"{name}_list", allowed),
        *both(f"{name}_create", allowed),
        *both(f"{name}_edit", allowed, args=(row,)),
        *get(f"{name}_history", allowed, args=(row,)),
        *post(f"{name}_arrange", allowed),
    ]


REF = ("consultation.reference",)
ANSWER = ("consultation.reference", "hazel.pk")
DESK = "policy"
READ_DESK = "policy chief"

PAGES: list[Page] = [
    *get("dashboard", EVERYONE),
    *get("system", "admin"),
    *post("failed_item_try_again", "admin", args=("failed.pk",)),
    *post("failed_item_dismiss", "admin", args=("failed.pk",)),
    *post("job_run", "admin", args=("failed.job",)),
    *get("purge_list", "trustee admin"),
    *both("purge_find", "trustee admin"),
    *get("purge_detail", "trustee admin", args=("purge.pk",)),
    *post("purge_search_again", "trustee admin", args=("purge.pk",)),
    *post("purge_propose", "trustee admin", args=("purge.pk",)),
    *post("purge_confirm", "trustee admin", args=("purge.pk",)),
    *post("purge_drop", "trustee admin", args=("purge.pk",)),
    *both("association_edit", "admin"),
    *get("association_history", "admin"),
    *get("backup", "admin"),
    *both("mail_test", "admin"),
    *post("mail_test_arrived", "admin"),
    *get("mail_test_opened", "admin", args=("mail_test_token",)),
    # people
    *get("people:provider_list", SEE_PROVIDERS),
    *get(
        "people:provider_detail",
        f"owner manager reader finance {SEE_PROVIDERS}",
        "outsider journalist trustee",
        ("hazel.pk",),
    ),
    *both("people:provider_create", "members"),
    *both("people:provider_edit", "owner members", "outsider", ("hazel.pk",)),
    *both("people:owner_invite", "members", args=("hazel.pk",)),
    *get("people:provider_own", "owner manager reader finance outsider"),
    *get("people:provider_seen_by", "owner", "outsider", ("hazel.pk",)),
    *get("people:provider_history", f"owner {SEE_PROVIDERS}", "outsider", ("hazel.pk",)),
    *get("people:kept_words", EVERYONE),
    *get("people:role_own", EVERYONE),
    *post("people:provider_choose", EVERYONE),
    *both("people:session_end", EVERYONE),
    *get("people:catalogue_list", "press policy members"),
    *both("people:provider_people", "owner", "outsider", ("hazel.pk",)),
    *post("people:provider_second_factor", "owner", "outsider", ("hazel.pk",)),
    *both("people:staff_list", "admin"),
    *get("people:find", SEE_PROVIDERS),
    *get("members:membership_file", "members"),
    *post("members:membership_list_save", "members"),
    *post("members:membership_list_delete", "members", args=("saved_list.pk",)),
    *both("members:note_list", "members", args=("hazel.pk",)),
    *both("members:note_edit", "members", args=("note.pk",)),
    *post("members:note_done", "members", args=("note.pk",)),
    *get("members:next_action_list", "members"),
    *get("people:user_detail", "members", "admin", ("role.user_id",)),
    *get("people:staff_history", "admin"),
    *post("people:invitation_confirm", "admin", args=("own_role.pk",)),
    *post("people:invitation_withdraw", "owner", "outsider admin", ("invitation.pk",)),
    *get("people:security_event_list", "trustee admin"),
    *both("people:role_end", "owner", "outsider admin", ("role.pk",)),
    # homes
    *get("homes:home_list", "owner manager reader outsider"),
    *post("homes:saved_view_save", "owner manager reader outsider"),
    *post("homes:saved_view_delete", "owner", "manager reader outsider", ("saved_view.pk",)),
    *post("homes:home_find", "owner manager reader outsider"),
    *get("homes:area_list", "owner outsider"),
    *both("homes:area_create", "owner outsider"),
    *both("homes:area_edit", "owner", "outsider", ("area.pk",)),
    *post("homes:area_delete", "owner", "outsider", ("area.pk",)),
    *post("homes:home_bulk_edit", "owner manager outsider"),
    *post("homes:home_export", "owner manager reader outsider"),
    *both("homes:home_sheet_add", "owner manager outsider"),
    *get("homes:home_sheet_detail", "owner", "manager outsider", ("home_sheet.pk",)),
    *post("homes:home_sheet_apply", "owner", "manager outsider", ("home_sheet.pk",)),
    *post("homes:home_sheet_recheck", "owner", "manager outsider", ("home_sheet.pk",)),
    *both("homes:home_add_many", "owner outsider"),
    *both("homes:home_end", "owner members", "outsider", ("home.pk",)),
    *both("homes:home_transfer", "members", args=("home.pk",)),
    *both("homes:home_reregister", "members", args=("home.pk",)),
    *both("homes:home_reopen", "members", args=("ended.pk",)),
    *both("homes:home_add", "owner outsider"),
    *both("homes:home_claim", "owner outsider", args=("free",)),
    *get("homes:home_detail", "owner manager reader members", "outsider", ("home.pk",)),
    *both("homes:home_edit", "owner manager", "outsider", ("home.pk",)),
    *both("homes:home_facts", "owner manager", "outsider", ("home.pk",)),
    *both("homes:home_people", "owner manager", "outsider", ("home.pk",)),
    *both("homes:home_post_end", "owner manager", "outsider", ("post.pk",)),
    *both("homes:home_post_void", "owner manager", "outsider", ("post.pk",)),
    *get("homes:home_history", "owner manager reader members", "outsider", ("home.pk",)),
    *both("homes:role_homes", "owner", "outsider", ("role.pk",)),
    # duties: the provider's own people, and a manager for the home that they were given
    *get("duties:duty_list", "owner manager reader outsider"),
    *get("duties:duty_calendar", "owner manager reader outsider"),
    *get("duties:home_notices", "owner manager reader", "outsider", ("home.pk",)),
    *post("duties:absence_begin", "owner manager", "outsider", ("home.pk",)),
    *post("duties:absence_end", "owner manager", "outsider", ("absence.pk",)),
    *post("duties:absence_notified", "owner manager", "outsider", ("absence.pk", "of_absence")),
    *post("duties:absence_void", "owner manager", "outsider", ("absence.pk",)),
    *post("duties:change_add", "owner manager", "outsider", ("home.pk",)),
    *post("duties:change_notified", "owner manager", "outsider", ("change.pk",)),
    *post("duties:change_void", "owner manager", "outsider", ("change.pk",)),
    *post("duties:premises_add", "owner manager", "outsider", ("home.pk",)),
    *post("duties:premises_assessed", "owner manager", "outsider", ("premises.pk",)),
    *post("duties:premises_end", "owner manager", "outsider", ("premises.pk",)),
    *post("duties:assessment_void", "owner manager", "outsider", ("assessment.pk",)),
    *post("duties:event_note", "owner manager", "outsider", ("home.pk", "event_kind")),
    *post("duties:event_void", "owner manager", "outsider", ("event.pk",)),
    *get("duties:visit_grid", "owner manager reader outsider"),
    *get("duties:visit_file", "owner manager reader outsider"),
    *both("duties:visits_mark", "owner manager outsider"),
    *both("duties:visits_plan", "owner manager outsider"),
    *get("duties:planned_visits", "owner manager reader outsider"),
    *get("duties:planned_file", "owner manager reader outsider"),
    *both("duties:visitor_change", "owner manager outsider"),
    *get("duties:raised_list", "owner manager reader outsider"),
    *get("duties:raised_file", "owner manager reader outsider"),
    *post("duties:raised_add", "owner manager", "outsider", ("home.pk",)),
    *both("duties:raised_edit", "owner manager", "outsider", ("raised.pk",)),
    *post("duties:raised_tick", "owner manager", "outsider", ("raised.pk",)),
    *post("duties:raised_untick", "owner manager", "outsider", ("raised.pk",)),
    *post("duties:raised_void", "owner manager", "outsider", ("raised.pk",)),
    *both("duties:duty_report", "owner manager reader outsider"),
    *both("duties:duty_sheet", "owner manager outsider"),
    *post("duties:duty_sheet_save", "owner manager outsider"),
    *get("duties:duty_sheet_template", "owner manager outsider"),
    *get("duties:duty_subscription", "owner manager reader outsider"),
    *post("duties:duty_calendar_make", "owner manager reader outsider"),
    *post("duties:duty_calendar_revoke", "owner manager reader outsider"),
    *post("duties:duty_reminder", "owner manager reader outsider"),
    *get("duties:home_duties", "owner manager reader", "outsider", ("home.pk",)),
    *both("duties:home_duty_add", "owner manager", "outsider", ("home.pk",)),
    *post("duties:duty_done", "owner manager", "outsider", ("home.pk", "rule")),
    *post("duties:duty_off", "owner manager", "outsider", ("home.pk", "rule")),
    *post("duties:duty_on", "owner manager", "outsider", ("home.pk", "rule")),
    *post("duties:duty_undo", "owner manager", "outsider", ("duty_done.pk",)),
    *both("duties:evidence_add", "owner manager", "outsider", ("own_done.pk",)),
    *get("duties:evidence_file", "owner manager reader", "outsider", ("evidence.pk",)),
    *post("duties:evidence_remove", "owner manager", "outsider", ("evidence.pk",)),
    *post("duties:report_step", "owner manager", "outsider", ("reported.pk", "report_step")),
    *post("duties:report_none", "owner manager", "outsider", ("reported.pk",)),
    *post("duties:report_clear", "owner manager", "outsider", ("reported.pk",)),
    *post("duties:duty_end", "owner", "manager outsider", ("duty.pk",)),
    *get("duties:duty_settings", "owner", "outsider", ("hazel.pk",)),
    *post("duties:duty_add", "owner", "outsider", ("hazel.pk",)),
    *both("duties:duty_recurrence", "owner", "outsider", ("hazel.pk", "rule")),
    *post("duties:duty_recurrence_default", "owner", "outsider", ("hazel.pk", "rule")),
    *post("duties:duty_share", "owner", "outsider", ("hazel.pk",)),
    *post("duties:duty_share_stop", "owner", "outsider", ("hazel.pk",)),
    *post("homes:home_reveal", "members", args=("home.pk",)),
    *get("homes:claim_list", "members"),
    *post("homes:claim_confirm", "members", args=("claimed.pk",)),
    *post("homes:claim_refuse", "members", args=("claimed.pk",)),
    *post("homes:claim_take_back", "outsider", "owner", ("claimed.pk",)),
    *get("register:register_file_list", REGISTER),
    *both("register:register_file_add", "members"),
    *both("homes:home_add_wales", "owner outsider"),
    *both("register:registration_rate", "members", "owner manager outsider", ("welsh.registration_id",)),
    *get("register:welsh_service_list", "members"),
    *both("register:welsh_service_add", "members"),
    *both("register:welsh_service_load", "members"),
    *post("register:welsh_service_enter", "members"),
    *both("register:welsh_service_edit", "members", args=("welsh.pk",)),
    *get("register:change_list", REGISTER),
    *get("homes:proposal_list", "owner manager outsider members"),
    *post("homes:proposal_accept", "owner manager", "outsider members", ("proposal.pk",)),
    *post("homes:proposal_dismiss", "owner manager", "outsider members", ("proposal.pk",)),
    *get("register:owner_list", "members"),
    *both("register:owner_match", "members", args=("entry.pk",)),
    *post("register:owner_unmatch", "members", args=("owner_name.pk",)),
    *get("register:registration_list", REGISTER),
    *get("register:registration_detail", f"owner manager reader {REGISTER}", "outsider", ("home.registration_id",)),
    *get("register:register_upload_detail", REGISTER, args=("upload.pk",)),
    *get("register:register_file_detail", REGISTER, args=("register_file.pk",)),
    *get("register:published_total_list", REGISTER),
    *both("register:register_file_columns", "members", args=("waiting_file.pk",)),
    *post("register:register_file_release", "members", args=("waiting_file.pk",)),
    *both("register:register_file_withdraw", "members", args=("register_file.pk",)),
    *get("register:register_file_original", "members", args=("register_file.pk",)),
    # members
    *get("members:membership_own", "owner finance outsider"),
    *get("members:term_history", "owner finance members", "outsider", ("term.pk",)),
    *get("members:dues_year_list", "members"),
    *post("members:dues_year_create", "members"),
    *get("members:dues_year_detail", "members", args=("dues_draft.pk",)),
    *both("members:dues_year_edit", "members", args=("dues_draft.pk",)),
    *get("members:dues_year_file", "members", args=("dues_draft.pk",)),
    *post("members:dues_year_release", "members", args=("dues_draft.pk",)),
    *post("members:dues_year_take_back", "members", args=("dues_year.pk",)),
    *post("members:dues_year_delete", "members", args=("dues_draft.pk",)),
    *get("members:reminder_list", "members"),
    *post("members:reminder_hold", "members"),
    *both("members:reminder_rule_create", "members"),
    *both("members:reminder_rule_edit", "members", args=("reminder_rule.pk",)),
    *both("members:renewal_run_list", "members"),
    *get("members:renewal_run_detail", "members", args=("renewal_run.pk",)),
    *post("members:renewal_run_look_again", "members", args=("renewal_run.pk",)),
    *post("members:renewal_run_start", "members", args=("renewal_run.pk",)),
    *post("members:renewal_run_delete", "members", args=("renewal_run.pk",)),
    *post("members:renewal_choose", "members", args=("renewal.pk",)),
    *post("members:renewal_run_pause", "members", args=("renewal_run_sending.pk",)),
    *post("members:renewal_run_try_again", "members", args=("renewal_run_sending.pk",)),
    *post("members:renewal_run_resume", "members", args=("renewal_run_paused.pk",)),
    *post("members:renewal_run_end", "members", args=("renewal_run_paused.pk",)),
    *both("members:term_create", "members", args=("hazel.pk",)),
    *both("members:declare", "owner", "outsider", ("hazel.pk",)),
    *get("members:rules_edit", "members"),
    *both("members:rules_publish", "members"),
    *post("members:rules_take_back", "members", args=("rules_to_come.pk",)),
    *get("members:declaration_list", "members"),
    *get("members:application_list", "members"),
    *both("members:application_create", "members"),
    *get("members:application_detail", "members", args=("application_waiting.pk",)),
    *post("members:application_approve", "members", args=("application_waiting.pk",)),
    *post("members:application_ask", "members", args=("application_waiting.pk",)),
    *post("members:application_refuse", "members", args=("application_waiting.pk",)),
    *post("members:application_link", "members", args=("application_waiting.pk",)),
    *get("members:application_history", "members", args=("application_waiting.pk",)),
    *get("members:application_file", "members", args=("application_file.pk",)),
    *get("members:membership_list", "members"),
    *get("members:membership_check", SEE_PROVIDERS),
    *get("members:representation", SEE_PROVIDERS),
    *get("members:invoice_list", "members"),
    *both("members:bookkeeping_export", "members"),
    *get("members:invoice_detail", "owner finance members", "outsider", ("invoice.pk",)),
    *get("members:invoice_file", "owner finance members", "outsider", ("invoice.pk",)),
    *post("members:invoice_purchase_order", "owner finance members", "outsider", ("invoice.pk",)),
    *both("members:credit_note_add", "members", args=("invoice.pk",)),
    *both("members:payment_add", "members", args=("invoice.pk",)),
    *get("members:payment_list", "members"),
    *get("members:statement_line_list", "members"),
    *both("members:statement_add", "members"),
    *both("members:statement_line_detail", "members", args=("bank_line.pk",)),
    *post("members:statement_line_confirm", "members", args=("bank_line.pk", "invoice.pk")),
    *post("members:statement_line_set_aside", "members", args=("bank_line.pk",)),
    *post("members:statement_line_take_up", "members", args=("aside.pk",)),
    *get("members:payment_detail", "members", args=("payment.pk",)),
    *post("members:payment_match", "members", args=("payment.pk",)),
    *both("members:match_undo", "members", args=("match.pk",)),
    # publishing: a release; policy may not even know that it is there
    *catalogue("publishing:contact", "press", "contact.pk"),
    *catalogue("publishing:topic", "press", "topic.pk"),
    *catalogue("publishing:about", "press", "about.pk"),
    *get("publishing:edition_list", READ_TEXTS),
    *get("publishing:edition_detail", "press chief", "policy", ("draft.pk",)),
    *both("publishing:edition_edit", "press", "policy", ("draft.pk",)),
    *get("publishing:edition_saves", "press chief", "policy", ("draft.pk",)),
    *both("publishing:autosave_write", "press", "policy", ("draft.pk",)),
    *get("publishing:autosave_detail", "press", "policy", ("autosave.pk",)),
    *post("publishing:autosave_discard", "press", "policy", ("draft.pk",)),
    *post("publishing:autosave_carry", "press", "policy", ("release.pk",)),
    *get("publishing:edition_quotations", "press chief", "policy", ("quoting.pk",)),
    *post("publishing:quotation_attribute", "press", "policy", ("quotation.pk",)),
    *post("publishing:quotation_note", "press", "policy", ("quotation.pk",)),
    # a quotation: for the one who is quoted, and nobody else
    *get("publishing:quotation_detail", "members", NOT_QUOTED, ("quotation.pk",)),
    *post("publishing:quotation_approve", "members", NOT_QUOTED, ("quotation.pk",)),
    *post("publishing:quotation_send_back", "members", NOT_QUOTED, ("quotation.pk",)),
    *both("publishing:edition_publish_urgently", "", args=("draft.pk",)),  # a role that nobody here has
    *both("publishing:urgent_review", "press chief", "policy", ("urgent.pk",)),
    *post("publishing:edition_submit", "press", "policy", ("draft.pk",)),
    *post("publishing:edition_send_back", "press chief", "policy", ("submitted.pk",)),
    *both("publishing:edition_pull", "press chief", "policy", ("scheduled.pk",)),
    *both("publishing:edition_discard", "press", "policy", ("draft.pk",)),
    *post("publishing:edition_draft_again", "press", "policy", ("discarded.pk",)),
    *post("publishing:edition_approve", "press chief", "policy", ("submitted.pk",)),
    *both("publishing:edition_publish_now", "press chief", "policy", ("scheduled.pk",)),
    *both("publishing:preview_list", "press chief", "policy", ("draft.publication_id",)),
    *both("publishing:grant_list", "press chief", "policy", ("embargoed.publication_id",)),
    *both("publishing:topic_grant_list", "press chief", args=("topic.slug",)),
    *post("publishing:grant_end", "press chief", "policy", ("grant.pk",)),
    *get("embargo_list", "journalist"),
    *get("embargo_detail", "journalist", args=("embargoed.pk",)),
    *get("embargo_file", "journalist", args=("embargoed.pk", "embargoed_picture.attachment.key", "file_name")),
    *both("embargo_terms", "journalist"),
    *post("publishing:preview_stop", "press chief", "policy", ("preview.pk",)),
    *get("publishing:publication_history", "press chief", "policy", ("draft.publication_id",)),
    *post("publishing:publication_start_next", "press", "policy", ("release.publication_id",)),
    *both("publishing:publication_withdraw", "press chief", "policy", ("release.publication_id",)),
    *both("publishing:publication_reinstate", "press chief", "policy", ("release.publication_id",)),
    *both("publishing:publication_remove", "press chief", "policy", ("release.publication_id",)),
    *both("publishing:publication_restore", "press chief", "policy", ("release.publication_id",)),
    *get("publishing:publication_move", "press chief", "policy", ("release.publication_id",)),
    *post("publishing:publication_move", "press", "policy", ("release.publication_id",)),
    *post("publishing:publication_move_approve", "press chief", "policy", ("release.publication_id",)),
    *post("publishing:publication_move_drop", "press chief", "policy", ("release.publication_id",)),
    *get("publishing:edition_difference", "press chief", "policy", ("draft.publication_id",)),
    *get("publishing:figure_list", READ_TEXTS),
    *get("publishing:figure_stale_list", READ_TEXTS),
    *post("publishing:figure_take", "press policy"),
    *both("publishing:edition_attachments", "press", "policy", ("draft.pk",)),
    *get("publishing:edition_file", "press chief", "policy", ("draft.pk", "picture.attachment.key", "file_name")),
    *both("publishing:shown_describe", "press", "policy", ("picture.pk",)),
    *post("publishing:shown_earlier", "press", "policy", ("picture.pk",)),
    *post("publishing:shown_remove", "press", "policy", ("picture.pk",)),
    # bulletins
    *get("bulletins:bulletin_list", "members chief"),
    *both("bulletins:bulletin_create", "members"),
    *get("bulletins:bulletin_detail", "members chief", args=("bulletin.pk",)),
    *both("bulletins:bulletin_edit", "members", args=("bulletin.pk",)),
    *post("bulletins:bulletin_submit", "members", args=("bulletin.pk",)),
    *post("bulletins:bulletin_send_back", "members chief", args=("waiting.pk",)),
    *post("bulletins:bulletin_approve", "members chief", args=("waiting.pk",)),
    *post("bulletins:bulletin_pause", "members chief", args=("sending.pk",)),
    *post("bulletins:bulletin_resume", "members chief", args=("sending.pk",)),
    *post("bulletins:bulletin_try_again", "members chief", args=("bulletin.pk",)),
    *post("bulletins:bulletin_cancel", "members chief", args=("sending.pk",)),
    *get("bulletins:delivery_list", "members chief", args=("sending.pk",)),
    *get("bulletins:bulletin_history", "members chief", args=("bulletin.pk",)),
    *both("bulletins:subscriber_list", "members"),
    *post("bulletins:subscriber_stop", "members", args=("subscriber.pk",)),
    # policy, a provider's side
    *get("policy:consultation_open_list", "owner outsider"),
    *both("policy:submission_edit", "owner", "outsider", ANSWER),
    *get("policy:submission_check", "owner", "outsider", ANSWER),
    *post("policy:submission_send", "owner", "outsider", ANSWER),
    *post("policy:submission_ask", "owner", "outsider", ANSWER),
    *post("policy:submission_return", "owner", "outsider", ANSWER),
    *post("policy:submission_send_many", "owner outsider"),
    *post("policy:submission_reopen", "owner", "outsider", ANSWER),
    *get("policy:submission_history", "owner", "outsider", ANSWER),
    # policy, the desk's side
    *get("policy:consultation_list", READ_DESK),
    *both("policy:consultation_create", DESK),
    *get("policy:consultation_detail", READ_DESK, args=REF),
    *both("policy:consultation_edit", DESK, args=REF),
    *both("policy:outcome_edit", DESK, args=REF),
    *get("policy:evidence_list", DESK, args=REF),
    *get("policy:consultation_history", READ_DESK, args=REF),
    *both("policy:response_create", DESK, args=REF),
    *both("policy:question_create", DESK, args=REF),
    *both("policy:question_edit", DESK, args=("question.pk",)),
    *post("policy:question_delete", DESK, args=("question.pk",)),
    # a release; policy may not even know that it is there
    *both("policy:about_edit", "press", "policy", ("draft.pk",)),
    *get("policy:document_list", READ_DESK),
    *both("policy:document_create", DESK),
    *both("policy:document_edit", DESK, args=("document.pk",)),
    *post("policy:document_triage", DESK, args=("document.pk",)),
    *get("policy:document_history", READ_DESK, args=("document.pk",)),
    *catalogue("policy:body", DESK, "document.body_id"),
    *get("policy:position_list", READ_DESK),
    *both("policy:position_create", DESK),
    *both("policy:position_edit", DESK, args=("paper.pk",)),
    *get("policy:position_history", READ_DESK, args=("paper.pk",)),
    # media releases
    *both("media_releases:release_create", "press"),
    *get("media_releases:enquiry_list", "press"),
    *both("media_releases:enquiry_create", "press"),
    *both("media_releases:enquiry_detail", "press", args=("enquiry.pk",)),
    *both("media_releases:enquiry_edit", "press", args=("enquiry.pk",)),
    *post("media_releases:enquiry_take", "press", args=("enquiry.pk",)),
    *get("media_releases:enquiry_history", "press", args=("enquiry.pk",)),
    *get("media_releases:spokesperson_list", "press"),
    *both("media_releases:spokesperson_create", "press"),
    *both("media_releases:spokesperson_edit", "press", args=("spokesperson.pk",)),
    *get("media_releases:spokesperson_history", "press", args=("spokesperson.pk",)),
    *get("media_releases:media_pack_edit", "press"),
    *catalogue("media_releases:logo", "press", "logo.pk"),
    *get("media_releases:accreditation_list", "press"),
    *get("media_releases:accreditation_detail", "press", args=("waiting_journalist.pk",)),
    *post("media_releases:accreditation_accept", "press", args=("waiting_journalist.pk",)),
    *post("media_releases:accreditation_refuse", "press", args=("waiting_journalist.pk",)),
    *post("media_releases:accreditation_suspend", "press", args=("accredited.pk",)),
    *post("media_releases:accreditation_lift", "press", args=("accredited.pk",)),
    *post("media_releases:accreditation_end", "press", args=("accredited.pk",)),
    *get("media_releases:accreditation_history", "press", args=("waiting_journalist.pk",)),
    *get("media_releases:line_list", "press chief"),
    *both("media_releases:line_create", "press"),
    *get("media_releases:on_call_list", "press chief"),
    *both("media_releases:on_call_create", "press"),
    *both("media_releases:on_call_edit", "press", args=("shift.pk",)),
    *post("media_releases:on_call_remove", "press", args=("shift.pk",)),
    *get("media_releases:on_call_history", "press chief", args=("shift.pk",)),
    *get("media_releases:statement_list", "press"),
    *catalogue("media_releases:template", "press", "template.pk"),
    *both("media_releases:statement_create", "press", args=("template.pk",)),
    *get("media_releases:briefing_list", READ_BRIEFINGS, "journalist"),
    *get(
        "media_releases:briefing_detail",
        READ_BRIEFINGS,
        "journalist",
        ("briefing.publication.slug",),
    ),
    *get(
        "media_releases:briefing_file",
        READ_BRIEFINGS,
        "journalist",
        ("briefing.publication.slug", "briefing_picture.attachment.key", "file_name"),
    ),
    *post("media_releases:briefing_create", "press", args=("release.pk",)),
    *get("media_releases:line_detail", "press chief", args=("line.publication.slug",)),
]


def public_addresses(world: Any) -> dict[str, str]:
    """Where the world has each page that is open to anyone, by the URL's name."""
    tokens = {
        "token": world.token,
        "unsubscribe": token_for(world.delivery.pk),
        "logo": world.association.logo.sha256[:16],
        "file": world.public_picture.attachment.key,
        "preview": world.preview_token,
        "calendar": world.calendar_token,
        "rules": world.rules.pk,
        "application": world.application_asked.token,
        "draft": world.application_written.token,
        "preview_file": world.picture.attachment.key,
    }
    return {name: path.format(**tokens) for name, path in PUBLIC.items()}


# Open to anyone without signing in. The second part: what must be open for signing in, allauth's own.
PUBLIC: dict[str, str] = {
    "home": "/",
    "association_colours": "/association/colours/1b4965-9c2c1c.css",
    "association_icon": "/association/icon/1b4965-9c2c1c.svg",
    "association_logo": "/association/logo/{logo}.png",
    "favicon": "/favicon.ico",
    "live": "/-/live",
    "ready": "/-/ready",
    "sitemap": "/sitemap.xml",
    "sitemap_pages": "/sitemap-pages.xml",
    "sitemap_texts": "/sitemap-texts-0.xml",
    "sitemap_news": "/sitemap-news.xml",
    "robots": "/robots.txt",
    "security": "/.well-known/security.txt",
    "people:invitation_accept": "/invitations/{token}/",
    "people:invitation_decline": "/invitations/{token}/decline/",
    "duties:duty_feed": "/calendars/{calendar}.ics",
    "bulletins:unsubscribe": "/unsubscribe/{unsubscribe}/",
    "members:rules": "/rules/",
    "members:rules_version": "/rules/{rules}/",
    "members:join": "/join/",
    "members:join_sent": "/join/sent/",
    "members:join_again": "/join/again/",
    "members:application": "/join/{application}/",
    "members:application_renew": "/join/{application}/new-link/",
    "members:application_homes": "/join/{draft}/homes/",
    "members:application_evidence": "/join/{draft}/evidence/",
    "members:application_check": "/join/{draft}/check/",
    "members:application_send": "/join/{draft}/send/",
    "members:application_withdraw": "/join/{draft}/withdraw/",
    "members:application_step": "/join/{draft}/organisation/",
    "policy:text_list": "/policy/",
    "policy:text_rss": "/policy/feed.rss",
    "policy:text_atom": "/policy/feed.atom",
    "policy:text_json": "/policy/feed.json",
    "policy:response_detail": "/policy/responses/published-response/",
    "policy:position_detail": "/policy/positions/published-position/",
    "policy:consultation_public": "/policy/consultations/OPEN-1/",
    "media_releases:spokesperson_public": "/press/spokespeople/",
    "media_releases:media_pack": "/press/media-pack/",
    "media_releases:accreditation_apply": "/accreditation/",
    "media_releases:accreditation_sent": "/accreditation/sent/",
    "media_releases:release_list": "/press/",
    "media_releases:topic_detail": "/press/topics/workforce/",
    "media_releases:release_rss": "/press/feed.rss",
    "media_releases:release_atom": "/press/feed.atom",
    "media_releases:release_json": "/press/feed.json",
    "media_releases:topic_rss": "/press/topics/workforce/feed.rss",
    "media_releases:topic_atom": "/press/topics/workforce/feed.atom",
    "media_releases:topic_json": "/press/topics/workforce/feed.json",
    "media_releases:release_detail": "/press/published-release/",
    "edition_seen_early": "/press/published-release/seen-early/",
    "preview_read": "/preview/{preview}/",
    "preview_file": "/preview/{preview}/files/{preview_file}/full.png",
    "edition_text": "/press/published-release/text/",
    "attachment_file": "/files/{file}/full.png",
    "edition_replaced": "/press/revised-release/versions/1/",
    "edition_replaced_pdf": "/press/revised-release/versions/1/pdf/",
    "edition_pdf": "/press/published-release/pdf/",
    "edition_share_image": "/press/published-release/share.png",
}
NOT_YET_PUBLIC = ["/policy/responses/canary-response/", "/press/canary-scheduled/", "/press/canary-draft/"]
NOT_YET_PUBLIC += ["/press/revised-release/versions/2/", "/press/canary-scheduled/versions/1/"]
NOT_YET_PUBLIC += [f"/press/canary-scheduled/{file}" for file in ("text/", "pdf/", "share.png", "versions/1/pdf/")]
NOT_YET_PUBLIC += ["/press/canary-embargoed/", "/press/canary-embargoed/seen-early/"]
ALLAUTH_PUBLIC = {
    *("account_login", "account_logout", "account_inactive", "account_signup", "account_email_verification_sent"),
    *("account_reset_password", "account_confirm_login_code", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate"),
    "mfa_login_webauthn",
}
# A person's own account: everyone who is signed in, about themselves only.
ALLAUTH_OWN = {
    *("account_reauthenticate", "account_email", "account_change_password", "account_set_password", "mfa_index"),
    *("mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "usersessions_list"),
}
