"""Images, told by content; what is kept of them, and what is refused in which words."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

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
