"""How the membership moves: by month, by year of joining, and in money; each with its day and what it rests on."""
