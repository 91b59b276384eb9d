"""The two palettes. Blue and orange mean gain and loss and nothing else; the rest is ink."""

from dataclasses import dataclass
from enum import StrEnum


class ThemeName(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours by role. Text on the ground has a contrast of 5:1 or more.

    Gain and loss stay apart under every common colour blindness, but not in greyscale: sign and
    position must say the same as the colour.
    """

    name: ThemeName
    ground: str
    surface: str
    flat_day: str
    hairline: str
    zero: str
    ink: str
    second: str
    muted: str
    gain: str
    loss: str
    gain_cell: str
    loss_cell: str
    thin_bar: str

    def outcome(self, sign: int) -> str:
        """The colour of a result by its sign; a flat one is second ink."""
        if sign == 0:
            return self.second
        return self.gain if sign > 0 else self.loss


DARK = Theme(
    name=ThemeName.DARK,
    ground="#0F141B",
    surface="#18202A",
    flat_day="#222C38",
    hairline="#2A3541",
    zero="#66737F",
    ink="#F3F6F9",
    second="#B4BFCA",
    muted="#8794A3",
    gain="#62AEFF",
    loss="#FF9B4A",
    gain_cell="#16304C",
    loss_cell="#44291A",
    thin_bar="#3A4653",
)

LIGHT = Theme(
    name=ThemeName.LIGHT,
    ground="#F8F9FB",
    surface="#ECEFF3",
    flat_day="#E1E6EC",
    hairline="#DCE1E7",
    zero="#8793A0",
    ink="#121821",
    second="#465261",
    muted="#5F6B79",
    gain="#1560BD",
    loss="#B8480A",
    gain_cell="#DCE9F8",
    loss_cell="#FAE3D3",
    thin_bar="#C3CBD4",
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

GAIN_FILL = 0.13
LOSS_FILL = 0.20
FALL_FILL = 0.34
"""Opacity of the area under a line."""
