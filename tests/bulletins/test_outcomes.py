"""What a mail server's answer means, case by case (RFC 5321, RFC 3463, RFC 1047)."""

import pytest

from bulletins.outcomes import ServerAnswer, Stage, Verdict, verdict


@pytest.mark.parametrize(
    ("stage", "code", "reply", "expected"),
    [
        ("dot", 250, "2.0.0 queued", Verdict.ACCEPTED),
        ("data", 250, "an answer to DATA that no server gives", Verdict.LOST),
        ("sender", 451, "4.3.0 busy", Verdict.BLOCKED),
        ("recipient", 421, "4.3.2 closing", Verdict.BLOCKED),
        ("dot", 421, "closing", Verdict.BLOCKED),
        ("recipient", 450, "4.2.1 greylisted", Verdict.LATER),
        ("recipient", 452, "4.2.2 mailbox full", Verdict.LATER),
        ("data", 451, "", Verdict.LATER),
        ("dot", 451, "4.7.1 later", Verdict.LATER),
        ("recipient", 550, "5.1.1 no such user", Verdict.BOUNCED),
        ("recipient", 550, "no such user", Verdict.BOUNCED),
        ("recipient", 550, "5.2.1 mailbox disabled", Verdict.BOUNCED),
        ("recipient", 550, "5.7.1 relaying denied", Verdict.REFUSED),
        ("recipient", 554, "relay access denied", Verdict.REFUSED),
        ("recipient", 552, "5.2.2 mailbox full", Verdict.REFUSED),
        ("sender", 550, "5.1.8 bad sender", Verdict.REFUSED),
        ("dot", 550, "5.1.1 a code of the wrong step", Verdict.REFUSED),
        ("dot", 554, "5.7.1 looks like spam", Verdict.REFUSED),
        ("sender", 0, "", Verdict.LOST),
        ("recipient", 0, "", Verdict.LOST),
        ("data", 0, "", Verdict.LOST),
        ("dot", 0, "", Verdict.UNCERTAIN),
        ("dot", -1, "what no server says", Verdict.UNCERTAIN),
    ],
)
def test_an_answer_means(stage, code, reply, expected):
    assert verdict(ServerAnswer(Stage(stage), code, reply)) == expected


def test_an_enhanced_code_is_one_only_at_the_start_of_the_reply():
    assert ServerAnswer(Stage.DOT, 550, "5.1.1 no such user").enhanced == "5.1.1"
    assert ServerAnswer(Stage.DOT, 550, "version 5.1.1 of us").enhanced == ""


def test_what_is_said_holds_codes_and_never_the_reply_s_words():
    assert ServerAnswer(Stage.RECIPIENT, 550, "5.1.1 <jane@provider.example> unknown").codes == "550 5.1.1"
    assert ServerAnswer(Stage.DOT, 0, "The connection broke.").codes == "no answer"
