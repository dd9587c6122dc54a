"""What may be uploaded, told by a file's content and never by its name; what readers get is made anew. No database.

Bytes in; out comes what is kept, or a sentence that says what is wrong and what to do.
"""

from publishing.uploads.documents import read_document
from publishing.uploads.images import read_image
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable

__all__ = ["RebuiltFile", "Unusable", "read_document", "read_image"]
