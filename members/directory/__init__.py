"""Who our members are, for members and for everyone: what providers say of themselves, and what keeps homes private."""
