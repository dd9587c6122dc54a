"""A text's whole life as a state machine: what should be true, what people do, and what readers get."""
