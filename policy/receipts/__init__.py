"""Where the words of a provider went: into which texts of ours, and what was decided on what it answered."""
