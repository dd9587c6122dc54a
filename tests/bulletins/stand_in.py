"""A server's place taken by the answers that a test wants, and bulletins as they stand in the tables."""

from django.utils import timezone

from bulletins import sending
from bulletins.models import Bulletin, BulletinVariant, Delivery, DeliveryPart, MailRoute, Subscriber
from bulletins.outcomes import ServerAnswer, Stage

TAKEN = ServerAnswer(Stage.DOT, 250, "2.0.0 OK")
WAIT = ServerAnswer(Stage.RECIPIENT, 450, "4.2.1 greylisted")
REFUSED = ServerAnswer(Stage.DOT, 554, "5.7.1 spam")
BUSY = ServerAnswer(Stage.SENDER, 451, "4.3.0 busy")
LOST = ServerAnswer(Stage.RECIPIENT, 0, "The connection broke.")
NO_ANSWER = ServerAnswer(Stage.DOT, 0, "The connection broke.")
DOTTED = ServerAnswer(Stage.DOT, 451, "4.3.0 busy")


class Server:
    """Takes every mail, unless it was told what to answer; each takes so many seconds. `after` is done once taken."""

    def __init__(self):
        self.tried, self.mails, self.answers, self.after = [], [], {}, {}
        self.seconds, self.now, self.looks = 0, 0, 0

    def hand_over(self, sender, recipient, message):
        self.tried.append(recipient)
        self.mails.append(message)
        self.now += self.seconds
        waiting = self.answers.get(recipient)
        answer = waiting.pop(0) if waiting else TAKEN
        self.after.pop(len(self.tried), lambda: None)()
        return answer

    def monotonic(self):
        self.looks += 1
        assert self.looks < 500, "a run that never ends"
        return self.now


def make(number=3, *, state="sending", part_size=100, **facts) -> Bulletin:
    """A bulletin to so many subscribers, reader01@reader.example and so on, in parts of so many rows."""
    finished = {"finished_at": timezone.now()} if state == "sent" else {}
    approved = {} if state in {"draft", "submitted"} else {"approved_at": timezone.now()}
    facts = finished | approved | {"candidates": number, "prepared": number} | facts
    bulletin = Bulletin.objects.create(subject="Fees", body="<p>Up.</p>", audience="subscribers", state=state, **facts)
    variant = BulletinVariant.objects.create(bulletin=bulletin)
    readers = [address(seq) for seq in range(1, number + 1)]
    Subscriber.objects.bulk_create([Subscriber(email=email) for email in readers], ignore_conflicts=True)
    Delivery.objects.bulk_create(
        Delivery(bulletin=bulletin, seq=seq, email=email, email_norm=email, merge={"name": ""}, variant=variant)
        for seq, email in enumerate(readers, 1)
    )
    for low in range(1, number + 1, part_size):
        part(bulletin, low, min(low + part_size - 1, number))
    return bulletin


def address(seq):
    return f"reader{seq:02}@reader.example"


def part(bulletin, low, high, state="ready"):
    route = MailRoute.objects.for_bulletins()
    return DeliveryPart.objects.create(bulletin=bulletin, route=route, seq_lo=low, seq_hi=high, state=state)


def send(bulletin) -> str:
    """One run, and the state after it."""
    sending.send(bulletin.pk)
    bulletin.refresh_from_db()
    return bulletin.state


def states(bulletin):
    return [Delivery.State(each).name for each in bulletin.deliveries.order_by("seq").values_list("state", flat=True)]


def row(bulletin, seq) -> Delivery:
    return bulletin.deliveries.get(seq=seq)


def retry_at(bulletin, seq, at):
    bulletin.deliveries.filter(seq=seq).update(state=Delivery.State.RETRY, next_attempt_at=at)


def addresses(*places):
    return [address(seq) for seq in places]
