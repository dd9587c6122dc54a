"""Our members, for everyone: what `members/directory` shows in public, on a page that is kept as others are."""
