"""What a text of ours is about: others' papers and consultations."""
