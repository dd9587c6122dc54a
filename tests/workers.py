"""Which tests go to the same worker: xdist's own mark, `xdist_group`, does nothing under pytest 9.2."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "tests/backup/": "the installation is built once, and PostgreSQL has no locks for two restores at once",
    "tests/system/test_ways.py": "what they share is walked once a process",
}


class Together(LoadScopeScheduling):
    """Each test by itself, but for those of one place."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)
