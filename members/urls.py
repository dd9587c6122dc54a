from django.urls import path

from members import views
from members.applications.views import beginning, homes, rejoining, staff, steps
from members.contacts import views as contacts
from members.directory import staff_views as directories
from members.directory import views as directory
from members.dues import views as dues
from members.exports import views as exports
from members.imports import views as imports
from members.invoices import link_views as invoice_links
from members.invoices import views as invoices
from members.leaving import views as leaving
from members.listing import views as listing
from members.notes import views as notes
from members.payments import views as payments
from members.reminders import views as reminders
from members.renewals import views as renewals
from members.reports import views as reports
from members.rules import views as rules
from members.statements import views as statements
from members.terms import views as terms

app_name = "members"
urlpatterns = [
    path("join/", beginning.join, name="join"),
    path("join/sent/", beginning.join_sent, name="join_sent"),
    path("join/again/", beginning.join_again, name="join_again"),
    path("join/<str:token>/", steps.application, name="application"),
    path("join/<str:token>/new-link/", beginning.application_renew, name="application_renew"),
    path("join/<str:token>/homes/", homes.application_homes, name="application_homes"),
    path("join/<str:token>/evidence/", steps.application_evidence, name="application_evidence"),
    path("join/<str:token>/check/", steps.application_check, name="application_check"),
    path("join/<str:token>/send/", steps.application_send, name="application_send"),
    path("join/<str:token>/withdraw/", steps.application_withdraw, name="application_withdraw"),
    path("join/<str:token>/<slug:step>/", steps.application_step, name="application_step"),
    path("membership/", views.membership_own, name="membership_own"),
    path("membership/<int:pk>/rejoin/", rejoining.rejoin, name="rejoin"),
    path("membership/<int:pk>/rejoin/withdraw/", rejoining.rejoin_withdraw, name="rejoin_withdraw"),
    path("membership/<int:pk>/leave/", leaving.leave, name="leave"),
    path("membership/leavings/<int:pk>/take-back/", leaving.leaving_take_back, name="leaving_take_back"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<int:pk>/", rules.rules_version, name="rules_version"),
    path("membership/<int:pk>/declare/", rules.declare, name="declare"),
    path("staff/applications/", staff.application_list, name="application_list"),
    path("staff/applications/new/", staff.application_create, name="application_create"),
    path("staff/applications/<int:pk>/", staff.application_detail, name="application_detail"),
    path("staff/applications/<int:pk>/approve/", staff.application_approve, name="application_approve"),
    path("staff/applications/<int:pk>/ask/", staff.application_ask, name="application_ask"),
    path("staff/applications/<int:pk>/refuse/", staff.application_refuse, name="application_refuse"),
    path("staff/applications/<int:pk>/link/", staff.application_link, name="application_link"),
    path("staff/applications/<int:pk>/history/", staff.application_history, name="application_history"),
    path("staff/applications/files/<int:pk>/", staff.application_file, name="application_file"),
    path("staff/membership/rules/", rules.rules_edit, name="rules_edit"),
    path("staff/membership/rules/new/", rules.rules_publish, name="rules_publish"),
    path("staff/membership/rules/<int:pk>/take-back/", rules.rules_take_back, name="rules_take_back"),
    path("staff/membership/declarations/", rules.declaration_list, name="declaration_list"),
    path("membership/terms/<int:pk>/history/", terms.term_history, name="term_history"),
    path("staff/membership/", listing.membership_list, name="membership_list"),
    path("staff/membership/report/", reports.membership_report, name="membership_report"),
    path("staff/membership/report/file/", reports.membership_report_file, name="membership_report_file"),
    path("staff/membership/file/", listing.membership_file, name="membership_file"),
    path("staff/membership/save/", listing.membership_list_save, name="membership_list_save"),
    path("staff/membership/saved/<int:pk>/delete/", listing.membership_list_delete, name="membership_list_delete"),
    path("directory/", directory.directory, name="directory"),
    path("directory/<int:pk>/", directory.directory_entry, name="directory_entry"),
    path("directory/<int:pk>/change/", directory.directory_entry_edit, name="directory_entry_edit"),
    path("directory/<int:pk>/choose/", directory.directory_choose, name="directory_choose"),
    path("staff/directory/", directories.directory_list, name="directory_list"),
    path("staff/directory/<int:pk>/take-out/", directories.directory_take_out, name="directory_take_out"),
    path("staff/directory/<int:pk>/put-back/", directories.directory_put_back, name="directory_put_back"),
    path("staff/dues/", dues.dues_year_list, name="dues_year_list"),
    path("staff/dues/new/", dues.dues_year_create, name="dues_year_create"),
    path("staff/dues/<int:pk>/", dues.dues_year_detail, name="dues_year_detail"),
    path("staff/dues/<int:pk>/edit/", dues.dues_year_edit, name="dues_year_edit"),
    path("staff/dues/<int:pk>/file/", dues.dues_year_file, name="dues_year_file"),
    path("staff/dues/<int:pk>/release/", dues.dues_year_release, name="dues_year_release"),
    path("staff/dues/<int:pk>/take-back/", dues.dues_year_take_back, name="dues_year_take_back"),
    path("staff/dues/<int:pk>/delete/", dues.dues_year_delete, name="dues_year_delete"),
    path("staff/reminders/", reminders.reminder_list, name="reminder_list"),
    path("staff/reminders/hold/", reminders.reminder_hold, name="reminder_hold"),
    path("staff/reminders/rules/new/", reminders.reminder_rule_create, name="reminder_rule_create"),
    path("staff/reminders/rules/<int:pk>/", reminders.reminder_rule_edit, name="reminder_rule_edit"),
    path("staff/renewals/", renewals.renewal_run_list, name="renewal_run_list"),
    path("staff/renewals/<int:pk>/", renewals.renewal_run_detail, name="renewal_run_detail"),
    path("staff/renewals/<int:pk>/look-again/", renewals.renewal_run_look_again, name="renewal_run_look_again"),
    path("staff/renewals/<int:pk>/start/", renewals.renewal_run_start, name="renewal_run_start"),
    path("staff/renewals/<int:pk>/pause/", renewals.renewal_run_pause, name="renewal_run_pause"),
    path("staff/renewals/<int:pk>/resume/", renewals.renewal_run_resume, name="renewal_run_resume"),
    path("staff/renewals/<int:pk>/try-again/", renewals.renewal_run_try_again, name="renewal_run_try_again"),
    path("staff/renewals/<int:pk>/end/", renewals.renewal_run_end, name="renewal_run_end"),
    path("staff/renewals/<int:pk>/delete/", renewals.renewal_run_delete, name="renewal_run_delete"),
    path("staff/renewals/members/<int:pk>/", renewals.renewal_choose, name="renewal_choose"),
    path("staff/membership/providers/<int:pk>/term/", terms.term_create, name="term_create"),
    path("staff/membership/check/", views.membership_check, name="membership_check"),
    path("staff/providers/import/", imports.provider_import_add, name="provider_import_add"),
    path("staff/providers/import/<int:pk>/", imports.provider_import_detail, name="provider_import_detail"),
    path("staff/providers/import/<int:pk>/columns/", imports.provider_import_columns, name="provider_import_columns"),
    path(
        "staff/providers/import/<int:pk>/headings/<int:at>/",
        imports.provider_import_headings,
        name="provider_import_headings",
    ),
    path("staff/providers/import/<int:pk>/choose/", imports.provider_import_choose, name="provider_import_choose"),
    path("staff/providers/import/<int:pk>/accept/", imports.provider_import_accept, name="provider_import_accept"),
    path("staff/providers/import/<int:pk>/undo/", imports.provider_import_undo, name="provider_import_undo"),
    path("staff/providers/<int:pk>/contacts/new/", contacts.contact_create, name="contact_create"),
    path("staff/contacts/<int:pk>/", contacts.contact_edit, name="contact_edit"),
    path("staff/contacts/<int:pk>/invite/", contacts.contact_invite, name="contact_invite"),
    path("staff/contacts/<int:pk>/forget/", contacts.contact_forget, name="contact_forget"),
    path("staff/providers/<int:pk>/notes/", notes.note_list, name="note_list"),
    path("staff/notes/<int:pk>/", notes.note_edit, name="note_edit"),
    path("staff/notes/<int:pk>/done/", notes.note_done, name="note_done"),
    path("staff/notes/next/", notes.next_action_list, name="next_action_list"),
    path("staff/representation/", views.representation, name="representation"),
    path("staff/invoices/", invoices.invoice_list, name="invoice_list"),
    path("staff/invoices/numbering/", invoices.invoice_numbering, name="invoice_numbering"),
    path("staff/invoices/export/", exports.bookkeeping_export, name="bookkeeping_export"),
    path("invoices/<int:pk>/", invoices.invoice_detail, name="invoice_detail"),
    path("invoices/<int:pk>/file/", invoices.invoice_file, name="invoice_file"),
    path("invoices/<int:pk>/purchase-order/", invoices.invoice_purchase_order, name="invoice_purchase_order"),
    path("invoices/link/<str:token>/", invoice_links.invoice_by_link, name="invoice_by_link"),
    path("invoices/link/<str:token>/file/", invoice_links.invoice_by_link_file, name="invoice_by_link_file"),
    path("staff/invoices/<int:pk>/credit/", invoices.credit_note_add, name="credit_note_add"),
    path("staff/invoices/<int:pk>/payment/", payments.payment_add, name="payment_add"),
    path("staff/payments/bank/", statements.statement_line_list, name="statement_line_list"),
    path("staff/payments/bank/load/", statements.statement_add, name="statement_add"),
    path("staff/payments/bank/statements/", statements.bank_statement_list, name="bank_statement_list"),
    path(
        "staff/payments/bank/statements/<int:pk>/take-back/",
        statements.bank_statement_take_back,
        name="bank_statement_take_back",
    ),
    path("staff/payments/bank/<int:pk>/", statements.statement_line_detail, name="statement_line_detail"),
    path(
        "staff/payments/bank/<int:pk>/invoices/<int:invoice>/",
        statements.statement_line_confirm,
        name="statement_line_confirm",
    ),
    path("staff/payments/bank/<int:pk>/aside/", statements.statement_line_set_aside, name="statement_line_set_aside"),
    path("staff/payments/bank/<int:pk>/again/", statements.statement_line_take_up, name="statement_line_take_up"),
    path("staff/payments/bank/<int:pk>/same/", statements.statement_line_same, name="statement_line_same"),
    path("staff/payments/bank/<int:pk>/other/", statements.statement_line_other, name="statement_line_other"),
    path("staff/payments/", payments.payment_list, name="payment_list"),
    path("staff/payments/<int:pk>/", payments.payment_detail, name="payment_detail"),
    path("staff/payments/<int:pk>/take-back/", payments.payment_take_back, name="payment_take_back"),
    path("staff/payments/<int:pk>/match/", payments.payment_match, name="payment_match"),
    path("staff/payments/matches/<int:pk>/undo/", payments.match_undo, name="match_undo"),
]
