from django.urls import path

from policy import feeds, views
from policy.about import views as about
from policy.analysis import views as analysis
from policy.asks import pages as ask_pages
from policy.asks import views as asks
from policy.calls import views as calls
from policy.coding import views as coding
from policy.consent import views as consent
from policy.consultations import views as consultations
from policy.cycle import views as cycle
from policy.dispatches import views as dispatches
from policy.documents import pages as papers
from policy.documents import views as documents
from policy.drafting import views as drafting
from policy.evidence import editing
from policy.evidence import views as evidence
from policy.outcomes import views as outcomes
from policy.questions import views as questions
from policy.receipts import views as receipts
from policy.recommendations import views as recommendations
from policy.shown_drafts import views as shown_drafts
from policy.texts import views as texts
from policy.tracker import views as tracker
from policy.tracker.feed import TrackerFeed
from policy.unsaved import views as unsaved
from publishing.syndication.feeds import feed_paths, feed_view

PUBLIC = [
    path("policy/", views.text_list, name="text_list"),
    *feed_paths(feeds.TextFeed, "policy/", "text"),
    path("policy/responses/<slug:slug>/", views.response_detail, name="response_detail"),
    path("policy/positions/<slug:slug>/", views.position_detail, name="position_detail"),
    path("policy/consultations/<slug:reference>/", views.consultation_public, name="consultation_public"),
    path("policy/documents/", papers.document_public_list, name="document_public_list"),
    path("policy/documents/<slug:slug>/", papers.document_public, name="document_public"),
]
PUBLIC += [
    path("policy/tracker/", tracker.tracker, name="tracker"),
    path("policy/tracker/tracker.csv", tracker.tracker_csv, name="tracker_csv"),
    path("policy/tracker/feed.atom", feed_view(TrackerFeed()), name="tracker_atom"),
    path("policy/tracker/asks/", ask_pages.ask_public_list, name="ask_public_list"),
    path("policy/tracker/asks.csv", ask_pages.ask_public_file, name="ask_public_file"),
    path("policy/tracker/a<int:pk>/", ask_pages.ask_public, name="ask_public"),
    path("policy/tracker/r<int:pk>/", tracker.promise, name="promise"),
]
ANSWER = "consultations/<slug:reference>/answer/<int:provider_pk>/"
MEMBERS = [
    path("consultations/", evidence.consultation_open_list, name="consultation_open_list"),
    path(ANSWER, editing.submission_edit, name="submission_edit"),
    path(f"{ANSWER}autosave/", unsaved.submission_autosave, name="submission_autosave"),
    path(f"{ANSWER}autosave/discard/", unsaved.submission_autosave_discard, name="submission_autosave_discard"),
    path("consultations/autosaves/<int:pk>/", unsaved.submission_autosave_detail, name="submission_autosave_detail"),
    path(f"{ANSWER}check/", evidence.submission_check, name="submission_check"),
    path("consultations/send/", evidence.submission_send_many, name="submission_send_many"),
    path(f"{ANSWER}ask/", evidence.submission_ask, name="submission_ask"),
    path(f"{ANSWER}return/", evidence.submission_return, name="submission_return"),
    path(f"{ANSWER}send/", evidence.submission_send, name="submission_send"),
    path(f"{ANSWER}reopen/", evidence.submission_reopen, name="submission_reopen"),
    path(f"{ANSWER}consent/", consent.submission_consent, name="submission_consent"),
    path(f"{ANSWER}receipt/", receipts.receipt_detail, name="receipt_detail"),
    path("consultations/voice/", receipts.voice, name="voice"),
    path(f"{ANSWER}history/", evidence.submission_history, name="submission_history"),
]
DESK = "staff/policy/"
ONE = f"{DESK}consultations/<slug:reference>/"  # a reference is in capitals, so it is never "new" or "stages"
OF_PAPER = f"{DESK}documents/<int:pk>/recommendations/"
ASKED = f"{DESK}recommendations/<int:pk>/"
STAFF = [
    path("staff/papers/<int:pk>/", papers.paper_detail, name="paper_detail"),
    path(f"{DESK}consultations/", consultations.consultation_list, name="consultation_list"),
    path(f"{DESK}consultations/stages/", cycle.consultation_stages, name="consultation_stages"),
    path(f"{DESK}consultations/calendar/", cycle.consultation_calendar, name="consultation_calendar"),
    path(f"{DESK}consultations/new/", consultations.consultation_create, name="consultation_create"),
    path(ONE, consultations.consultation_detail, name="consultation_detail"),
    path(f"{ONE}edit/", consultations.consultation_edit, name="consultation_edit"),
    path(f"{ONE}days/", cycle.cycle_edit, name="cycle_edit"),
    path(f"{ONE}outcome/", consultations.outcome_edit, name="outcome_edit"),
    path(f"{ONE}outcome/questions/", outcomes.question_outcome_create, name="question_outcome_create"),
    path(f"{DESK}outcomes/<int:pk>/correct/", outcomes.question_outcome_correct, name="question_outcome_correct"),
    path(f"{ONE}evidence/", consultations.evidence_list, name="evidence_list"),
    path(f"{ONE}analysis/", analysis.analysis, name="analysis"),
    path(f"{ONE}analysis/file/", analysis.analysis_file, name="analysis_file"),
    path(f"{ONE}analysis/document/", analysis.analysis_document, name="analysis_document"),
    path(f"{ONE}analysis/release/", analysis.evidence_release, name="evidence_release"),
    path(f"{ONE}analysis/released/", analysis.evidence_released, name="evidence_released"),
    path(f"{ONE}analysis/released/file/", analysis.evidence_released_file, name="evidence_released_file"),
    path(f"{ONE}analysis/released/document/", analysis.evidence_released_document, name="evidence_released_document"),
    path(f"{DESK}questions/<int:pk>/answers/", coding.answer_coding_list, name="answer_coding_list"),
    path(f"{DESK}questions/<int:pk>/answers/themes/new/", coding.answer_theme_create, name="answer_theme_create"),
    path(f"{DESK}answers/<int:pk>/themes/", coding.answer_coding_edit, name="answer_coding_edit"),
    path(f"{DESK}answer-themes/<int:pk>/", coding.answer_theme_detail, name="answer_theme_detail"),
    path(f"{DESK}answer-themes/<int:pk>/edit/", coding.answer_theme_edit, name="answer_theme_edit"),
    path(f"{DESK}answer-themes/<int:pk>/history/", coding.answer_theme_history, name="answer_theme_history"),
    path(f"{ONE}chase/", calls.chase_list, name="chase_list"),
    path(f"{ONE}chase/file/", calls.chase_file, name="chase_file"),
    path(f"{ONE}chase/call/", calls.call_create, name="call_create"),
    path(f"{ONE}history/", consultations.consultation_history, name="consultation_history"),
    path(f"{ONE}response/new/", texts.response_create, name="response_create"),
    path(f"{DESK}responses/<int:pk>/file/", drafting.response_file, name="response_file"),
    path(f"{ONE}response/sent/", dispatches.dispatch_create, name="dispatch_create"),
    path(f"{ONE}questions/new/", questions.question_create, name="question_create"),
    path(f"{ONE}questions/paste/", questions.question_paste, name="question_paste"),
    path(f"{DESK}questions/<int:pk>/edit/", questions.question_edit, name="question_edit"),
    path(f"{DESK}questions/<int:pk>/draft/", shown_drafts.shown_draft, name="shown_draft"),
    path(f"{DESK}shown-drafts/<int:pk>/end/", shown_drafts.shown_draft_end, name="shown_draft_end"),
    path(f"{DESK}questions/<int:pk>/withdraw/", questions.question_withdraw, name="question_withdraw"),
    path(f"{ONE}questions/members/", questions.question_call, name="question_call"),
    path(f"{DESK}questions/<int:pk>/plan/", questions.question_plan, name="question_plan"),
    path(f"{DESK}questions/<int:pk>/answer/", drafting.question_answer, name="question_answer"),
    path(f"{DESK}questions/<int:pk>/move/", questions.question_move, name="question_move"),
    path(f"{DESK}questions/<int:pk>/ask-again/", questions.question_ask_again, name="question_ask_again"),
    path(f"{DESK}texts/<int:pk>/about/", about.about_edit, name="about_edit"),
    path(f"{DESK}documents/", documents.document_list, name="document_list"),
    path(f"{DESK}documents/new/", documents.document_create, name="document_create"),
    path(f"{DESK}documents/<int:pk>/", documents.document_detail, name="document_detail"),
    path(f"{DESK}documents/<int:pk>/readers/", documents.document_readers, name="document_readers"),
    path(f"{DESK}readers/<int:pk>/end/", documents.document_reader_end, name="document_reader_end"),
    path(f"{DESK}documents/<int:pk>/edit/", documents.document_edit, name="document_edit"),
    path(f"{DESK}documents/<int:pk>/triage/", documents.document_triage, name="document_triage"),
    path(f"{DESK}documents/<int:pk>/history/", documents.document_history, name="document_history"),
    *documents.BODIES.paths(),
    path(OF_PAPER, recommendations.recommendation_list, name="recommendation_list"),
    path(f"{OF_PAPER}new/", recommendations.recommendation_create, name="recommendation_create"),
    path(f"{OF_PAPER}paste/", recommendations.recommendation_paste, name="recommendation_paste"),
    path(f"{OF_PAPER}reply/", recommendations.reply_many, name="reply_many"),
    path(ASKED, recommendations.recommendation_detail, name="recommendation_detail"),
    path(f"{ASKED}edit/", recommendations.recommendation_edit, name="recommendation_edit"),
    path(f"{ASKED}delete/", recommendations.recommendation_delete, name="recommendation_delete"),
    path(f"{ASKED}history/", recommendations.recommendation_history, name="recommendation_history"),
    path(f"{ASKED}reply/", recommendations.reply_create, name="reply_create"),
    path(f"{ASKED}finding/", recommendations.finding_create, name="finding_create"),
    path(f"{ASKED}stance/", recommendations.stance_create, name="stance_create"),
    *recommendations.THEMES.paths(),
    path(f"{DESK}positions/", texts.position_list, name="position_list"),
    path(f"{DESK}positions/new/", texts.position_create, name="position_create"),
    path(f"{DESK}positions/<int:pk>/asks/", asks.ask_list, name="ask_list"),
    path(f"{DESK}asks/<int:pk>/states/new/", asks.ask_state_create, name="ask_state_create"),
    path(f"{DESK}positions/<int:pk>/history/", texts.position_history, name="position_history"),
]
app_name = "policy"
urlpatterns = PUBLIC + MEMBERS + STAFF
