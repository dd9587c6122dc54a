"""Write the small files of all shapes into a folder, for a person to look at."""

import sys
from pathlib import Path

from tests.register.shapes import SHAPES

if len(sys.argv) != 2:
    raise SystemExit("Usage: python -m tests.register.shapes FOLDER")
folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for make in SHAPES:
    shape = make()
    (folder / shape.name).write_bytes(shape.raw)
    sys.stdout.write(f"{folder / shape.name}: {sum(map(len, shape.lists.values())):,} rows\n")
