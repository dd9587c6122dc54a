"""Speed, measured as ratios within one run: `make bench`. No test depends on it."""
