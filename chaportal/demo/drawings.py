"""Drawn pictures for the demo: no photograph of anybody, and none of a real place."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

PETROL, PAPER, CORAL, SAND, INK = "#0f4c5c", "#fbfaf7", "#b8442f", "#e8d9b5", "#1b2a33"
GROUNDS = ["#2f6f73", "#7a5c8e", "#3f5f8a", "#8a6a3f", "#4f7a52"]
WIDE, TALL = (1600, 900), (900, 1100)


def portrait(name: str, number: int) -> bytes:
    """Head and shoulders without a face, with initials."""
    picture, draw = _canvas(TALL, GROUNDS[number % len(GROUNDS)])
    draw.ellipse((290, 230, 610, 590), fill=SAND)
    draw.rounded_rectangle((150, 640, 750, 1300), radius=240, fill=INK)
    initials = "".join(word[0] for word in name.split() if word[0].isupper())[-2:]
    draw.text((450, 900), initials, fill=PAPER, anchor="mm", font=ImageFont.load_default(180))
    return _png(picture)


def street(number: int) -> bytes:
    """Roofs at dusk, some windows lit: another row for each number."""
    chance = Random(number)  # noqa: S311 - the same drawing every time
    picture, draw = _canvas(WIDE, "#31475e")
    draw.ellipse((1180, 110, 1330, 260), fill=SAND)
    draw.rectangle((0, 780, *WIDE), fill=INK)
    for left in range(-40, WIDE[0], 230):
        top = 430 + chance.randrange(0, 140, 20)
        draw.rectangle((left, top, left + 210, 800), fill=chance.choice(["#47606b", "#5b4a4a", "#3d5a52"]))
        draw.polygon([(left - 15, top), (left + 105, top - 110), (left + 225, top)], fill="#24303a")
        for x, y in ((35, 50), (120, 50), (35, 150), (120, 150)):
            lit = chance.random() < 0.45
            draw.rectangle((left + x, top + y, left + x + 50, top + y + 60), fill=SAND if lit else "#222c33")
    return _png(picture)


def table() -> bytes:
    """A kitchen table with two mugs and a jigsaw that misses three pieces."""
    picture, draw = _canvas(WIDE, "#cfd8cf")
    draw.rectangle((0, 560, *WIDE), fill="#a9815a")
    for left in (300, 1130):
        draw.rounded_rectangle((left, 420, left + 170, 620), radius=30, fill=CORAL)
        draw.arc((left + 140, 460, left + 240, 570), -90, 90, fill=CORAL, width=22)
    for number in range(24):
        if number not in (5, 14, 21):
            x, y = 560 + number % 6 * 80, 590 + number // 6 * 70
            draw.rectangle((x, y, x + 76, y + 66), fill=GROUNDS[number % len(GROUNDS)])
    return _png(picture)


def logo(ink: str, ground: str | None) -> bytes:
    """The roof of the icon and the association's letters; without a ground, what lies behind shows through."""
    picture, draw = _canvas((1400, 500), ground or (0, 0, 0, 0))
    draw.polygon([(60, 250), (230, 90), (400, 250), (400, 430), (280, 430), (280, 320)], fill=ink)
    draw.polygon([(60, 250), (230, 90), (180, 320), (180, 430), (60, 430)], fill=ink)
    draw.polygon([(60, 250), (230, 90), (400, 250), (280, 320), (180, 320)], fill=ink)
    draw.text((470, 270), "CHA", fill=ink, anchor="lm", font=ImageFont.load_default(300))
    return _png(picture)


def _canvas(size, ground):
    picture = Image.new("RGBA", size, ground)
    return picture, ImageDraw.Draw(picture)


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
