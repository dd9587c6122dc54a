"""Small files of the shape of Ofsted's published ones, with invented providers.

Headings, titles, encodings, line ends and every kind of noise are those of the published files, as facts; no row and
no sentence is theirs. `python -m tests.register.shapes FOLDER` writes them for a person to look at. That each has what
its published file has is held where that one is to be had.
"""

from tests.register.shapes.in_year_2021 import inspections_2021
from tests.register.shapes.list_2016 import march_2016
from tests.register.shapes.list_2019 import march_2019
from tests.register.shapes.list_2025 import march_2025
from tests.register.shapes.moves_2020 import joiners_leavers_2020
from tests.register.shapes.shape import Shape
from tests.register.shapes.sheets_2025 import workbook_2025

SHAPES = (march_2016, march_2019, march_2025, inspections_2021, joiners_leavers_2020, workbook_2025)

__all__ = [
    "SHAPES",
    "Shape",
    "inspections_2021",
    "joiners_leavers_2020",
    "march_2016",
    "march_2019",
    "march_2025",
    "workbook_2025",
]
