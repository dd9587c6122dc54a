from django.db import migrations

# An invoice said itself when it was paid; now payments do.
CARRY = """
INSERT INTO members_payment (provider_id, amount, received_on, method, reference, noted_at)
    SELECT provider_id, amount, paid_on, 'transfer', number, now()
    FROM members_invoice WHERE paid_on IS NOT NULL AND amount > 0;
INSERT INTO members_allocation (payment_id, invoice_id, amount, made_at, why_undone)
    SELECT payment.id, invoice.id, invoice.amount, now(), ''
    FROM members_invoice invoice JOIN members_payment payment ON payment.reference = invoice.number
    WHERE invoice.paid_on IS NOT NULL;
INSERT INTO members_invoiceline (invoice_id, description, net, vat_rate)
    SELECT id, 'Membership dues', amount, 0 FROM members_invoice;
"""


class Migration(migrations.Migration):

    dependencies = [("members", "0002_invoices_and_payments")]

    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
