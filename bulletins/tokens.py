"""The secret part of an unsubscribe link: a delivery's number, signed. Nothing of it is stored."""

from django.core.signing import BadSignature, Signer

SIGNER = Signer(salt="bulletins.unsubscribe")


def token_for(delivery_id: int) -> str:
    return SIGNER.sign(str(delivery_id))


def delivery_id_of(token: str) -> int | None:
    """The delivery that a token is for; None for a token that we did not make."""
    try:
        return int(SIGNER.unsign(token))
    except BadSignature:
        return None
