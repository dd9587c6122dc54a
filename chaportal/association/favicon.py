"""The drawing of `association/icon.svg` in points, for programs that know no SVG."""

from PIL import Image, ImageDraw

from people.colours import PAPER

SIDE, SHARP = 32, 8  # units of the drawing; points for each, to be made smaller
ROOF_AND_WALLS = [(6, 16), (16, 7), (26, 16), (26, 26), (19, 26), (19, 20), (13, 20), (13, 26), (6, 26)]


def favicon_in(colour: str) -> Image.Image:
    """The icon on a ground of a colour such as `#0f4c5c`, larger than any program shows it."""
    picture = Image.new("RGBA", (SIDE * SHARP, SIDE * SHARP))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((0, 0, SIDE * SHARP - 1, SIDE * SHARP - 1), 6 * SHARP, fill=colour)
    draw.polygon([(x * SHARP, y * SHARP) for x, y in ROOF_AND_WALLS], fill=PAPER)
    return picture
