"""Asks whether a hole is known in a package that we install: `make audit`.

Where no advisory can be read, it says so and judges by the age of the lock file: one that was long not renewed fails.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOO_OLD = 90  # days
ASK = [sys.executable, "-m", "pip_audit", "--local", "--progress-spinner", "off", "--timeout", "15", "--format", "json"]


def judge(packages: list[dict], days: int) -> tuple[list[str], bool]:
    """What is said of packages as pip-audit tells of them and a lock file so many days old; whether it passes."""
    holes = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'none'}"
        for package in packages
        for hole in package.get("vulns", [])
    ]
    unread = [package["name"] for package in packages if "skip_reason" in package]
    if packages and not unread:
        return holes or [f"No hole is known in {len(packages)} packages."], not holes
    which = f"for {len(unread)} of {len(packages)} packages" if packages else "at all"
    warning = f"No advisories could be read {which}. The lock file is {days} days old; {TOO_OLD} are too many."
    return [*holes, warning], not holes and days < TOO_OLD


def days_since_locked() -> int:
    """How many days ago uv.lock was changed, by git; by the file where there is no git."""
    command = ["git", "log", "-1", "--format=%ct", "--", "uv.lock"]
    try:
        printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    except (OSError, subprocess.CalledProcessError):
        printed = ""
    return int((time.time() - float(printed or (ROOT / "uv.lock").stat().st_mtime)) / 86400)


def main() -> int:
    """Ask pip-audit; gives how the process ends."""
    report = subprocess.run(ASK, cwd=ROOT, capture_output=True, text=True).stdout  # noqa: S603 - our own command
    lines, passes = judge(json.loads(report)["dependencies"] if report.startswith("{") else [], days_since_locked())
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 0 if passes else 1


if __name__ == "__main__":
    sys.exit(main())
