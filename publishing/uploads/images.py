"""Images, made anew from their pixels: no place, date or camera is left, and nothing that was hidden behind them."""

from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from publishing.uploads.rebuilt_file import RebuiltFile, Unusable
from publishing.uploads.tones import in_srgb
from webforms.files import IMAGES

_one_at_a_time = Lock()  # of the threads of a process: the largest picture takes 600 MB while it is read
WIDTHS = (320, 640, 1280, 1920)
MOST_PIXELS = 50_000_000  # four bytes each while it is read; a telephone's largest picture
MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SAVED = {
    "image/jpeg": {"format": "JPEG", "quality": 86, "progressive": True},
    "image/png": {"format": "PNG", "optimize": True},
    "image/webp": {"format": "WEBP", "quality": 86},
}
# What people choose instead, by how such a file begins.
OTHERS = [
    (
        lambda raw: raw[4:8] == b"ftyp" and raw[8:11] in (b"hei", b"mif", b"hev"),
        "a HEIC photograph",
    ),
    (lambda raw: raw[:4] == b"GIF8", "a GIF"),
    (lambda raw: raw[:4] in (b"II*\0", b"MM\0*"), "a TIFF"),
    (lambda raw: b"<svg" in raw[:2000].lower(), "an SVG drawing, which can hold programs"),
    (lambda raw: raw.lstrip()[:1] == b"<", "a web page, whatever its name says"),
    (lambda raw: raw[:5] == b"%PDF-", "a PDF: add it as a document"),
]
TAKEN = f"Save it as {IMAGES.words} and choose that file."


def read_image(raw: bytes) -> RebuiltFile:
    """An upright picture in sRGB with copies at the usual widths below its own. Raises Unusable."""
    with _one_at_a_time:
        return _read(raw)


def _read(raw: bytes) -> RebuiltFile:
    picture, media_type = _opened(raw)
    try:
        picture = _upright(picture)
    except Exception as fault:  # Pillow raises whatever a broken file makes it stumble over
        raise Unusable(
            "This image is damaged or was cut short. Open it, save it again and choose that file."
        ) from fault
    copies = {width: _saved(_narrowed(picture, width), media_type) for width in WIDTHS if width < picture.width}
    return RebuiltFile(media_type, _saved(picture, media_type), picture.width, picture.height, copies)


def _opened(raw: bytes) -> tuple[Image.Image, str]:
    try:
        picture = Image.open(BytesIO(raw), formats=["JPEG", "PNG", "WEBP"])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Unusable(_too_many()) from fault
    except Exception as fault:
        raise Unusable(_refusal(raw)) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise Unusable(_too_many())
    # A telephone's JPEG (MPO) has a second picture for depth: the first is the photograph.
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        raise Unusable("This image moves. Choose one that stands still: moving pictures keep people from reading.")
    return picture, MEDIA_TYPES[picture.format]


def _upright(picture: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, with the colours that screens expect."""
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    turned.info = picture.info
    return in_srgb(turned)


def _narrowed(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, max(1, round(picture.height * width / picture.width))), Image.Resampling.LANCZOS)


def _saved(picture: Image.Image, media_type: str) -> bytes:
    out = BytesIO()
    picture.convert("RGB" if media_type == "image/jpeg" else picture.mode).save(out, **SAVED[media_type])
    return out.getvalue()


def _too_many() -> str:
    return f"This image has more than {MOST_PIXELS // 1_000_000} megapixels. Make it smaller and choose that file."


def _refusal(raw: bytes) -> str:
    kind = next((name for is_such, name in OTHERS if is_such(raw)), "")
    return f"This is {kind}. {TAKEN}" if kind else f"This is no image that we can read. {TAKEN}"
