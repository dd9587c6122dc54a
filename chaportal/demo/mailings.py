def load(cast) -> None:
    pass
