"""Lists as they are pasted from Word or PDF: read, checked by a person, and then kept."""
