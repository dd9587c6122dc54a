"""The page on which the administrator says what this installation is, and what everyone fetches of its look."""
