"""Members are called to give evidence: who has not answered, and whom to ring."""
