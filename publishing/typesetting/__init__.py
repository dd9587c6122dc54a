"""Texts as files: an accessible PDF and the image that shows when a link to them is shared.

The templates get words as data and never as their own markup, so nothing that is typed can be taken for a command.
"""
