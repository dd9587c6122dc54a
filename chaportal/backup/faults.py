class BackupFault(Exception):
    """Why there is no backup, or nothing was restored: a sentence for the person at the command line."""
