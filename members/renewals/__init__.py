"""The renewal run: many terms begun and invoiced at once, looked at before, and never one twice."""
