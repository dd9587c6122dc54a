"""What a mail server's answer means for one copy. Without Django or a database.

An answer is a code and the point at which it came. Before the final dot nothing has been handed over, so it is safe to
try again; after the dot only an answer says who has the mail (RFC 1047).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

ENHANCED = re.compile(r"^([245]\.\d{1,3}\.\d{1,3})")
NO_ANSWER = 0
CLOSING = 421
# An unknown or disabled mailbox (RFC 3463). Without such a code, 550, 551 and 553 say the same (RFC 5321).
HARD = ("5.1.", "5.2.1")
HARD_WITHOUT_ENHANCED = {550, 551, 553}


class Stage(StrEnum):
    """The point of the dialogue at which an answer came, or did not."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    DOT = "dot"


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"  # their server asks us to wait
    BOUNCED = "bounced"  # the address fails: never write to it again
    REFUSED = "refused"  # they refuse the mail or us: it says nothing of the address
    BLOCKED = "blocked"  # the route does not work: it says nothing of this copy
    LOST = "lost"  # the connection broke before anything was handed over
    UNCERTAIN = "uncertain"  # it broke after: the copy may have arrived


@dataclass(frozen=True)
class ServerAnswer:
    stage: Stage
    code: int
    reply: str = ""

    @property
    def enhanced(self) -> str:
        found = ENHANCED.match(self.reply)
        return found[1] if found else ""

    @property
    def codes(self) -> str:
        """Its codes alone: a reply's words often repeat the address."""
        return f"{self.code or 'no answer'} {self.enhanced}".strip()


def verdict(answer: ServerAnswer) -> Verdict:
    """What to make of an answer."""
    kind = answer.code // 100
    if kind == 2 and answer.stage == Stage.DOT:
        return Verdict.ACCEPTED
    if kind not in {4, 5}:
        return Verdict.UNCERTAIN if answer.stage == Stage.DOT else Verdict.LOST
    if answer.code == CLOSING or (kind == 4 and answer.stage == Stage.SENDER):
        return Verdict.BLOCKED
    if kind == 4:
        return Verdict.LATER
    return Verdict.BOUNCED if answer.stage == Stage.RECIPIENT and _is_hard(answer) else Verdict.REFUSED


def _is_hard(answer: ServerAnswer) -> bool:
    # 5.7.1 is a rule against us: taken for a bounce, one wrong setting of our own relay would silence every member.
    if answer.enhanced:
        return answer.enhanced.startswith(HARD)
    return answer.code in HARD_WITHOUT_ENHANCED
