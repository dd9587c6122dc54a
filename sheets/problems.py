class NotASheet(ValueError):
    """The whole file is refused; the message is a sentence for the person who sent it."""
