"""Refuses a key, token or password in a file that git keeps: `make check`.

A line that holds an invented one says so with `# invented` at its end.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{40,})",
    "a token of GitLab": r"\bglpat-[\w-]{20}",
    "a token of Slack": r"\bxox[abprs]-[\w-]{10,}",
    "a key of Stripe": r"\b[rs]k_live_[0-9A-Za-z]{20,}",
    "a token of a package index": r"\b(?:pypi-AgE[\w-]{50,}|npm_[0-9A-Za-z]{36})",
    "a Fernet key": r"(?<![\w/+-])[\w-]{43}=(?![\w=])",
    "a value of .env": r"(?m)^(?:SECRET_KEY|FIELD_KEYS|\w*PASSWORD)=[^\s$]\S{7,}",
    "a password in an address": r"\w+://[^\s:/@{}<>$]+:(?!(?:secret|password|private|wrong)@)[^\s:/@{}<>$]{6,}@",
}
INVENTED = "# invented"


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    """Lines of a text that hold a secret, by number, and what each seems to be."""
    for kind, pattern in SECRETS.items():
        for match in re.finditer(pattern, text):
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            if not text[start : end if end >= 0 else None].rstrip().endswith(INVENTED):
                yield text.count("\n", 0, match.start()) + 1, kind


def main() -> int:
    """Look through all that git keeps, or would; gives how the process ends."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S603 - ours
    found = [
        f"{name}:{line}: {kind}"
        for name in sorted(filter(None, named.split("\0")))
        if (ROOT / name).is_file()
        for line, kind in secrets_in((ROOT / name).read_text(errors="replace"))
    ]
    sys.stderr.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
