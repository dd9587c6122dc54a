"""A table for the typesetter: each cell with its place, so that merged and missing cells cannot break the page."""

MOST_COLUMNS = 30


def table_of(node: dict) -> dict:
    """The table's caption, how many columns it has, the cells of its head and of its body, each with `x` and `y`."""
    rows = list(_found(node, "tr"))
    caption = next((each["of"] for each in _found(node, "caption")), [])
    taken: set[tuple[int, int]] = set()
    head, body = [], []
    for y, row in enumerate(rows):
        x = 0
        for cell in [each for each in row["of"] if isinstance(each, dict)]:
            while (x, y) in taken:
                x += 1
            if x >= MOST_COLUMNS:
                break
            across = _free(taken, x, y, min(cell["colspan"], MOST_COLUMNS - x))
            down = min(cell["rowspan"], len(rows) - y) if y else 1
            taken |= {(x + right, y + under) for right in range(across) for under in range(down)}
            placed = {"x": x, "y": y, "colspan": across, "rowspan": down, "of": cell["of"], "head": cell["tag"] == "th"}
            (body if y else head).append(placed)
    is_headed = bool(head) and all(cell["head"] for cell in head)
    columns = max((x + 1 for x, _ in taken), default=1)
    return {
        "tag": "table",
        "caption": caption,
        "columns": columns,
        "head": head if is_headed else [],
        "body": body if is_headed else head + body,
        "of": [],
    }


def _free(taken: set, x: int, y: int, wanted: int) -> int:
    """How many columns are free from here on, at most those wanted, at least one."""
    across = 1
    while across < wanted and (x + across, y) not in taken:
        across += 1
    return across


def _found(node: dict, tag: str):
    for each in node["of"]:
        if isinstance(each, dict):
            if each["tag"] == tag:
                yield each
            else:
                yield from _found(each, tag)
