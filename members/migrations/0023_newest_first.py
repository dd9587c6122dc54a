"""Lists of all invoices and all payments read a page of them, not all."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL builds an index beside its writers outside a transaction only
    dependencies = [("members", "0022_refunds")]

    operations = [
        AddIndexConcurrently("invoice", models.Index(fields=["-sent_on", "-id"], name="invoice_newest")),
        AddIndexConcurrently("payment", models.Index(fields=["-received_on", "-id"], name="payment_newest")),
    ]
