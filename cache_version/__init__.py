"""What tells kept public pages that something they show may have changed."""
