"""Whose e-mail addresses say for whom they work. Without Django or a database."""

# Everybody has an address there, so it says nothing of an organisation.
FREE_MAIL = {
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk", "msn.com"),
    *("yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "btinternet.com", "aol.com", "proton.me", "sky.com"),
    *("live.com", "outlook.co.uk", "talktalk.net", "virginmedia.com", "gmx.com", "mail.com", "protonmail.com"),
}


def domain_of(email: str) -> str:
    """The part after the @, in lower case; blank for an address that everybody can have."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in FREE_MAIL else domain
