"""Images, told by content; what is kept of them, and what is refused in which words."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from publishing.uploads import Unusable, images, read_image
from tests.publishing import files


def opened(raw):
    return Image.open(io.BytesIO(raw))


def test_an_image_keeps_its_pixels_and_nothing_else():
    kept = read_image(files.photograph())
    for raw in (kept.raw, *kept.copies.values()):
        picture = opened(raw)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        assert b"CANARY" not in raw


def test_a_photograph_stands_upright():
    kept = read_image(files.photograph())
    assert (kept.width, kept.height) == (500, 1000)
    red, _, blue = opened(kept.raw).convert("RGB").getpixel((250, 100))
    assert red > blue + 80, "what was on the left is on top"


def test_copies_are_made_at_the_usual_widths_below_its_own_and_keep_its_shape():
    kept = read_image(files.image(size=(1300, 650)))
    assert {width: opened(raw).size for width, raw in kept.copies.items()} == {
        320: (320, 160),
        640: (640, 320),
        1280: (1280, 640),
    }
    assert read_image(files.image(size=(320, 100))).copies == {}


@pytest.mark.parametrize(
    ("kind", "mode", "media_type"),
    [
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "LA", "image/png"),
        ("WEBP", "RGBA", "image/webp"),
    ],
)
def test_each_kind_stays_its_kind(kind, mode, media_type):
    kept = read_image(files.image(kind, mode=mode))
    assert (kept.media_type, opened(kept.raw).format) == (media_type, kind)
    assert opened(kept.raw).has_transparency_data is (mode in ("RGBA", "LA"))


def test_what_hides_behind_a_picture_is_gone():
    kept = read_image(files.image() + files.package({"CANARY": "<script>"}))
    assert b"CANARY" not in kept.raw
    assert b"PK" not in kept.raw[-200:]


def test_a_telephone_s_picture_with_a_second_one_inside_is_taken_as_the_photograph():
    out = io.BytesIO()
    Image.new("RGB", (90, 60), "red").save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (90, 60))])
    assert read_image(out.getvalue()).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no image that we can read"),
        (b"GIF89a" + b"x" * 50, "This is a GIF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "SVG"),
        (b"<!doctype html><script>alert(1)</script>", "web page"),
        (b"\x00\x00\x00\x18ftypheic" + b"x" * 50, "HEIC"),
        (files.pdf(), "PDF"),
        (files.image()[:-2000], "damaged"),
        (files.image()[:100], "image"),
        (files.moving(), "moves"),
    ],
    ids=["empty", "gif", "svg", "html", "heic", "pdf", "cut short", "a header only", "moving"],
)
def test_images_that_are_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        read_image(raw)


def test_an_image_of_too_many_pixels_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 1000 * 500 - 1)
    with pytest.raises(Unusable, match="megapixels"):
        read_image(files.image("PNG"))
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(Unusable, match="megapixels"):
        read_image(files.image("PNG"))


def test_one_image_at_a_time_is_read_whatever_the_threads(monkeypatch):
    inside, most = [], []

    def slowly(raw):
        inside.append(raw)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()

    monkeypatch.setattr(images, "_read", slowly)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(read_image, [b""] * 6))
    assert most == [1] * 6


def png16(value: int) -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (4, 4), value).save(out, "PNG")
    return out.getvalue()


def with_profile(mode: str, colour, kind: str = "PNG", profile: str = "sRGB", **options) -> bytes:
    out = io.BytesIO()
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile(profile)).tobytes() if profile else b"damaged"
    Image.new(mode, (8, 8), colour).save(out, kind, icc_profile=made, **options)
    return out.getvalue()


def palette() -> bytes:
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([0, 0, 0, 200, 100, 50])
    out = io.BytesIO()
    picture.save(out, "PNG", transparency=bytes([255, 128]))
    return out.getvalue()


def gamma(value: int) -> bytes:
    out = io.BytesIO()
    chunks = PngImagePlugin.PngInfo()
    chunks.add(b"gAMA", value.to_bytes(4, "big"))
    Image.new("RGB", (8, 8), (55, 55, 55)).save(out, "PNG", pnginfo=chunks)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "colour"),
    [
        (png16(0x8080), (128, 128, 128)),
        (png16(0xFFFF), (255, 255, 255)),
        (files.image("JPEG", (8, 8), "CMYK"), None),
        (palette(), (200, 100, 50, 128)),
        (with_profile("LA", (90, 40)), (90, 90, 90, 40)),
        (with_profile("L", 90, "JPEG"), (90, 90, 90)),
        (with_profile("RGB", (184, 68, 47), profile=""), (184, 68, 47)),
        (with_profile("RGB", (184, 68, 47), transparency=(0, 0, 0)), (184, 68, 47, 255)),
        (with_profile("1", 1), (255, 255, 255)),
        (gamma(45455), (55, 55, 55)),
        (gamma(100000), (127, 127, 127)),
    ],
    ids=[
        *("16 bits of grey", "16 bits of white", "CMYK", "a palette, half clear", "grey and clear with a profile"),
        *("grey with a profile of colours", "a damaged profile", "one clear colour with a profile", "one bit"),
        *("the usual gamma", "light counted evenly"),
    ],
)
def test_a_picture_keeps_its_tones(raw, colour):
    kept = opened(read_image(raw).raw)
    got = kept.getpixel((2, 2))
    if colour is None:
        before = opened(raw).convert("RGB").getpixel((2, 2))
        assert all(abs(a - b) <= 3 for a, b in zip(before, got, strict=True))
    else:
        assert len(got) == len(colour)
        assert all(abs(a - b) <= 2 for a, b in zip(colour, got, strict=True)), got


def test_a_profile_of_another_kind_of_colours_is_passed_over():
    kept = opened(read_image(with_profile("RGB", (100, 150, 200), profile="LAB")).raw)
    assert kept.getpixel((1, 1)) == (100, 150, 200)
