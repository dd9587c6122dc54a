"""Pages and images from templates of typst, each beside the code that fills it.

The templates get words as data and never as their own markup, so nothing that is typed can be taken for a command.
"""
