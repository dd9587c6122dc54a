"""DOCX files: real headings, lists and tables, so that a screen reader reads them and the reader can go on writing.

What is written goes in as words and never as markup or as a field, so nothing that is typed can act in the file.
"""
