from django.db import migrations

# Owners were reminded thirty days before the end of a term: now that is the first rule. Mails of before get its number,
# so that nobody who had one gets another.
CARRY = """
INSERT INTO members_reminderrule (about, days, "when", roles, subject, text, is_on, counts_from)
    VALUES ('term', 30, 'before', ARRAY['owner'], 'Your membership is up for renewal',
        E'The membership of {provider} in the {association} runs until {last day}.\\n\\n'
        'To go on, {contact}. Without renewal you keep full access until {access until}.', true, '2020-01-01');
UPDATE outbox_outboxmessage SET key = key || ':' || (SELECT min(id) FROM members_reminderrule)
    WHERE key ~ '^renewal-reminder:[0-9]+:[0-9]+$';
"""
BACK = """
DELETE FROM members_reminderrule;
UPDATE outbox_outboxmessage SET key = regexp_replace(key, ':[0-9]+$', '')
    WHERE key ~ '^renewal-reminder:[0-9]+:[0-9]+:[0-9]+$';
"""


class Migration(migrations.Migration):

    dependencies = [('members', '0013_reminders_by_rule'), ('outbox', '0001_initial')]

    operations = [migrations.RunSQL(CARRY, BACK)]
