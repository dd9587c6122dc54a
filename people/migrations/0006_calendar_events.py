from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('people', '0005_sent_forms')]

    operations = [
        migrations.AlterField(
            model_name='securityevent',
            name='kind',
            field=models.CharField(choices=[('signed_in', 'Signed in'), ('sign_in_failed', 'Sign-in failed'), ('second_factor_changed', 'Second factor changed'), ('password_changed', 'Password changed'), ('email_changed', 'Email address changed'), ('invited', 'Invited'), ('own_role_asked', 'Own role asked for'), ('own_role_confirmed', 'Own role of a colleague confirmed'), ('role_given', 'Role given'), ('role_ended', 'Role ended'), ('rule_changed', 'Rule of a provider changed'), ('address_read', 'Address read'), ('exported', 'Exported'), ('calendar_made', 'Address of a calendar made'), ('calendar_closed', 'Address of a calendar closed'), ('calendar_read', 'Calendar read by its address'), ('embargo_lifted', 'Embargo lifted'), ('published_urgently', 'Published without a second person'), ('access_refused', 'Access refused'), ('purge', 'Removal of words about a child'), ('demo_sign_in', 'Signed in by the demo')], max_length=30),
        ),
    ]
