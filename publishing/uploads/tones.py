"""The tones of a picture, of whatever mode, depth and profile, as screens expect them: sRGB, eight bits a channel."""

from io import BytesIO

from PIL import Image, ImageCms

# The kind of colours that a profile speaks of (ICC.1, 7.2.6), as Pillow's mode.
SPOKEN_OF = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}
DEEP = ("I", "I;16", "I;16L", "I;16B", "F")  # one channel of 16 bits; Pillow reads 16 bits of three channels as eight
SRGB_GAMMA = 1 / 2.2
NEAR = 0.01


def in_srgb(picture: Image.Image) -> Image.Image:
    """A new picture without anything beside its pixels: RGBA where it has transparency, RGB elsewhere."""
    shallow = _shallow(picture)
    alpha = shallow.convert("RGBA").getchannel("A") if shallow.has_transparency_data else None
    made = Image.new("RGB" if alpha is None else "RGBA", shallow.size)
    colours = _colours(shallow, picture.info)
    if alpha is not None:
        colours.putalpha(alpha)
    made.paste(colours)
    return made


def _shallow(picture: Image.Image) -> Image.Image:
    """Sixteen bits as eight: Pillow's own conversion would cut off all that is above 255."""
    if picture.mode not in DEEP:
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")


def _colours(picture: Image.Image, info: dict) -> Image.Image:
    if info.get("icc_profile"):
        return _by_profile(picture, info["icc_profile"]) or _plain(picture).convert("RGB")
    colours = _plain(picture).convert("RGB")
    gamma = info.get("gamma")  # of a PNG, whose `sRGB` overrules it (PNG, 11.3.2)
    if gamma and "srgb" not in info and abs(gamma - SRGB_GAMMA) > NEAR:
        exponent = SRGB_GAMMA / gamma
        return colours.point([round(255 * (value / 255) ** exponent) for value in range(256)] * 3)
    return colours


def _by_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """The colours that a profile means; None where it is damaged or speaks of another kind of colours."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = SPOKEN_OF.get(source.profile.xcolor_space.strip())
        plain = _plain(picture)
        if mode is None or (mode == "CMYK") != (plain.mode == "CMYK"):
            return None
        return ImageCms.profileToProfile(plain.convert(mode), source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _plain(picture: Image.Image) -> Image.Image:
    """The colours without transparency: grey, CMYK or RGB."""
    if picture.mode in ("L", "CMYK", "RGB"):
        return picture
    if picture.mode in ("LA", "La", "1"):
        return picture.convert("L")
    return picture.convert("RGBA").convert("RGB")  # a palette, also one whose entries are partly clear
