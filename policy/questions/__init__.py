"""What a consultation asks: entered, corrected, no longer asked."""
