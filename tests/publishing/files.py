"""Files as people choose them: good ones, wrong ones, and some made to do harm."""

import io
import zipfile

from PIL import Image, ImageCms
from pypdf import PdfWriter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def image(kind="JPEG", size=(1000, 500), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    picture = Image.new(mode, size)
    picture.paste(200 if mode == "L" else (184, 68, 47, 255)[: len(mode)], (0, 0, size[0] // 2, size[1]))
    picture.save(out, kind, **options)
    return out.getvalue()


def photograph() -> bytes:
    """As a telephone keeps it: lying on its side, with the place, the camera, and colours of its own."""
    about = Image.Exif()
    about[0x0112], about[0x010F] = 6, "CANARY-CAMERA"
    about.get_ifd(0x8825)[1], about.get_ifd(0x8825)[2] = "N", (52.0, 28.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return image(exif=about, icc_profile=profile, comment=b"CANARY-COMMENT")


def moving() -> bytes:
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def pdf(change=lambda writer: None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def package(parts: dict[str, str | bytes], before=b"") -> bytes:
    out = io.BytesIO(before)
    with zipfile.ZipFile(out, "a" if before else "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()
