"""How any text becomes public: editions, sign-off, publication times, feeds and search."""
