"""How much of a sheet is read. Ofsted's largest list has 6,000 rows of 60 columns."""

MOST_COLUMNS = 1000
MOST_CELLS = 3_000_000  # of one sheet
MOST_CHARACTERS = 60_000_000  # of all together
MOST_SHEETS = 100
