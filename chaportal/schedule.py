"""Which job runs when (London time, or every so many seconds), and what it is called before people."""

from celery.schedules import crontab

# By name: the task, when, and what it does in words.
JOBS = {
    "clear-sessions": ("people.tasks.clear_sessions", crontab(hour=3, minute=10), "Forget old sign-ins"),
    "forget-access-requests": (
        "people.tasks.forget_access_requests",
        crontab(hour=3, minute=15),
        "Forget who asked to join a month ago",
    ),
    "sweep-sheets": ("homes.tasks.sweep_sheets", 60.0, "Apply sheets of homes"),
    "delete-old-sheets": ("homes.tasks.delete_old_sheets", crontab(hour=3, minute=40), "Delete sheets of last week"),
    "send-outbox": ("outbox.tasks.send_outbox", 60.0, "Send mails"),
    "remind-of-renewals": (
        "members.tasks.remind_of_renewals",
        crontab(hour=8, minute=0),
        "Remind members",
    ),
    "tell-receipts": ("policy.tasks.tell_receipts", crontab(hour=8, minute=10), "Tell members where their words went"),
    "remind-of-own-days": (
        "policy.tasks.remind_of_own_days",
        crontab(hour=8, minute=20),
        "Remind the policy desk of its days",
    ),
    "send-evidence-calls": ("policy.tasks.send_evidence_calls", 60.0, "Call members to give evidence"),
    "sweep-renewals": ("members.tasks.sweep_renewals", 60.0, "Send renewals"),
    "sweep-imports": ("members.tasks.sweep_imports", 60.0, "Import sheets of providers"),
    "check-directories": ("members.tasks.check_directories", 60.0, "Look whether a directory tells of a home"),
    "delete-old-imports": (
        "members.tasks.delete_old_imports",
        crontab(hour=3, minute=42),
        "Delete sheets of providers of last week",
    ),
    "delete-old-applications": (
        "members.tasks.delete_old_applications",
        crontab(hour=3, minute=45),
        "Delete applications that nobody went on with",
    ),
    "remind-of-duties": ("duties.tasks.remind_of_duties", crontab(hour="6-9", minute=40), "Remind of duties"),
    "take-snapshots": ("publishing.tasks.take_snapshots", crontab(minute=20), "Read figures from their sources"),
    "clear-files": ("publishing.tasks.clear_files", crontab(hour=3, minute=25), "Delete files that nothing shows"),
    "review-accreditations": (
        "media_releases.tasks.review_accreditations",
        crontab(hour=0, minute=5),
        "End accreditations, and remind before",
    ),
    # At nine; the later runs catch up with one that was missed.
    "escalate-urgent-reviews": (
        "publishing.tasks.escalate_urgent_reviews",
        crontab(hour="9-18", minute=0),
        "Tell of emergencies that nobody reviewed",
    ),
    "sweep-register-uploads": ("register.tasks.sweep_register_uploads", 60.0, "Load files of the register"),
    "sweep-purges": ("chaportal.tasks.sweep_purges", 60.0, "Look for words about a child, and remove them"),
    "forget-purged-words": (
        "chaportal.tasks.forget_purged_words",
        crontab(hour=3, minute=50),
        "Forget words purged long ago",
    ),
    "apply-retention": (
        "chaportal.tasks.apply_retention",
        crontab(hour=4, minute=5),
        "Remove what is kept no longer",
    ),
    "sweep-bulletins": ("bulletins.tasks.sweep", 15.0, "Send bulletins"),
}
CELERY_BEAT_SCHEDULE = {name: {"task": task, "schedule": when} for name, (task, when, _) in JOBS.items()}
JOBS_IN_WORDS = {name: words for name, (_, _, words) in JOBS.items()}
