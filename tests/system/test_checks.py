"""Our own system check finds what it is for, and nothing in what is there."""

from django.conf import settings as ours

from chaportal import checks


def faults() -> str:
    return "\n".join(fault.msg for fault in checks.dotted_paths_lead_somewhere(None))


def test_every_dotted_path_leads_somewhere():
    assert faults() == ""


def test_a_path_that_leads_nowhere_is_named_with_its_setting(settings):
    settings.OUTBOX_CHECKS = settings.OUTBOX_CHECKS | {"duties": "homes.outbox_checks.duties_due"}
    settings.FIGURES = ["register.figures_of_yore.register_figures"]
    settings.ON_CALL = "media_releases.readers.on_cal"
    settings.CELERY_BEAT_SCHEDULE = settings.CELERY_BEAT_SCHEDULE | {"late": {"task": "homes.tasks.gone"}}
    found = faults()
    assert "FIGURES: No module named 'register.figures_of_yore'" in found
    for name, what in (("OUTBOX_CHECKS", "duties_due"), ("ON_CALL", "on_cal"), ("CELERY_BEAT_SCHEDULE", "gone")):
        assert any(line.startswith(f"{name}: ") and f'"{what}"' in line for line in found.splitlines()), name


def test_all_settings_that_hand_something_down_are_looked_at():
    assert {"EMBARGO_READERS", "OUTBOX_CHECKS", "OWN_HOME_SECTIONS", "ACCOUNT_FORMS"} <= set(checks.SETTINGS)
    assert all(hasattr(ours, name) for name in checks.SETTINGS)
