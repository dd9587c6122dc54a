"""A membership is ended before its time or ran out, why, and the way back."""
