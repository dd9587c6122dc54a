from django.db import migrations


class Migration(migrations.Migration):

    safe_because = "No installation holds invoices yet but demos, which begin anew."

    dependencies = [("members", "0003_paid_invoices_have_payments")]

    operations = [
        migrations.RemoveField(
            model_name='invoice',
            name='paid_on',
        ),
        migrations.RemoveField(
            model_name='invoiceevent',
            name='paid_on',
        ),
    ]
