from django.db import migrations

# Bands were one list without dates. What was offered becomes one year of dues, in force since the first term; terms keep
# what they had of bands that were retired, or that overlapped another, which are not carried along.
CARRY = """
INSERT INTO members_duesyear (starts_on, census_on, measure, joining, vat_rate, released_at)
    SELECT first, first, 'homes', 'own', rate, now()
    FROM (SELECT coalesce((SELECT min(starts_on) FROM members_term), date_trunc('year', now())::date) AS first,
        coalesce((SELECT vat_rate FROM members_band WHERE is_current
            GROUP BY vat_rate ORDER BY count(*) DESC, vat_rate LIMIT 1), 0) AS rate) AS facts
    WHERE EXISTS (SELECT 1 FROM members_band);
UPDATE members_term SET vat_rate = members_band.vat_rate FROM members_band WHERE members_band.id = chosen_band_id;
UPDATE members_band SET year_id = (SELECT id FROM members_duesyear), size_from = homes_from, size_to = homes_to;
ALTER TABLE members_bandevent DISABLE TRIGGER USER;
UPDATE members_bandevent SET size_from = homes_from, size_to = homes_to,
    year_id = coalesce((SELECT id FROM members_duesyear), 0);
ALTER TABLE members_bandevent ENABLE TRIGGER USER;
CREATE TEMPORARY TABLE left_out AS SELECT band.id FROM members_band band
    WHERE NOT is_current OR EXISTS (SELECT 1 FROM members_band other WHERE other.is_current AND other.id < band.id
        AND int4range(other.homes_from, other.homes_to, '[]') && int4range(band.homes_from, band.homes_to, '[]'));
UPDATE members_term SET chosen_band_id = NULL WHERE chosen_band_id IN (SELECT id FROM left_out);
DELETE FROM members_band WHERE id IN (SELECT id FROM left_out);
DROP TABLE left_out;
"""


class Migration(migrations.Migration):

    dependencies = [('members', '0007_dues_by_year')]

    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
