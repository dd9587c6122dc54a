"""What a bank's statement says has arrived: read, matched by a person, and noted as payments."""
