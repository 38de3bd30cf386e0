"""Two drawn people in a room, in any of their poses, as one picture."""

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

from PIL import Image, ImageDraw

Point = tuple[float, float]
Kind = Literal["initiative", "reception"]

PAPER, INK, GREEN = "#FBF8F3", "#22262B", "#1F5F5B"
_WALL, _FLOOR, _RUG, _RUG_EDGE, _LINE = "#F3EBDF", "#E6D8C4", "#CFDCD4", "#B9CCC3", "#D9D2C7"
_FAMILIES = (
    ("#E9BE9A", ("#4A3428", "#8A5A33", "#2B2320")),
    ("#C98F65", ("#2B2320", "#4A3428")),
    ("#8D5B3E", ("#2B2320", "#3A2A22")),
    ("#F0CDB0", ("#8A5A33", "#B98A4E", "#4A3428")),
)
_PARTNER_CLOTHES = (GREEN, "#3E6E8E", "#5D4F75")
_PERSON_CLOTHES = ("#D98F5C", "#D6A84B", "#C46F63")
_BLOCKS = ("#D98F5C", GREEN, "#D6A84B", "#3E6E8E")


@dataclass(frozen=True, slots=True)
class Pose:
    """How far into a gesture someone is, from 0 (at rest) to 1."""

    kind: Kind = "initiative"
    reach: float = 0.0
    eyes_shut: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    skin: str
    hair: str
    clothes: str


class Room:
    """A room with its two people; `seed` chooses their colours and the things around them.

    With `grown_ups` the person is as tall as the partner, and between them lies a film to look at.
    """

    def __init__(self, width: int, height: int, seed: int, grown_ups: bool = False) -> None:
        chance = Random(seed)  # noqa: S311
        self._grown_ups = grown_ups
        self._fine = 3 if height <= 480 else 2
        self._width, self._height = width * self._fine, height * self._fine
        self._unit = min(self._height, self._width * 0.6)
        skin, hairs = chance.choice(_FAMILIES)
        self._partner = _Look(skin, chance.choice(hairs), chance.choice(_PARTNER_CLOTHES))
        self._person = _Look(skin, chance.choice(hairs), chance.choice(_PERSON_CLOTHES))
        self._empty = self._furnished(chance)

    def picture(self, partner: Pose, person: Pose) -> Image.Image:
        """The room with the larger partner on the left and the smaller person on the right."""
        picture = self._empty.copy()
        draw = ImageDraw.Draw(picture)
        unit = self._unit
        middle, ground = self._width / 2, self._height * 0.83
        right, size = (0.48, 0.355) if self._grown_ups else (0.42, 0.26)
        _Figure(draw, (middle - 0.46 * unit, ground), 0.37 * unit, 1, self._partner).draw(partner)
        _Figure(draw, (middle + right * unit, ground), size * unit, -1, self._person).draw(person)
        between = self._screen if self._grown_ups else self._toys
        between(draw, middle, ground, unit)
        return picture.reduce(self._fine)

    def _furnished(self, chance: Random) -> Image.Image:
        width, height = self._width, self._height
        picture = Image.new("RGB", (width, height), _WALL)
        draw = ImageDraw.Draw(picture)
        draw.rectangle((0, height * 0.7, width, height), fill=_FLOOR)
        draw.rectangle((0, height * 0.695, width, height * 0.705), fill=_LINE)
        self._window(draw, width * chance.uniform(0.42, 0.52))
        self._plant(draw, width * chance.choice((0.06, 0.93)))
        draw.ellipse((width * 0.1, height * 0.74, width * 0.9, height * 0.97), fill=_RUG_EDGE)
        draw.ellipse((width * 0.12, height * 0.75, width * 0.88, height * 0.955), fill=_RUG)
        return picture

    def _window(self, draw: ImageDraw.ImageDraw, left: float) -> None:
        wide, high, top = self._unit * 0.34, self._unit * 0.36, self._height * 0.1
        frame = self._unit * 0.016
        draw.rounded_rectangle((left, top, left + wide, top + high), frame, fill=PAPER)
        for column in (0, 1):
            for row in (0, 1):
                x = left + frame + column * (wide - frame) / 2
                y = top + frame + row * (high - frame) / 2
                pane = (x, y, x + wide / 2 - 1.5 * frame, y + high / 2 - 1.5 * frame)
                draw.rectangle(pane, fill="#DCE9EA" if row == 0 else "#E3EBDD")

    def _plant(self, draw: ImageDraw.ImageDraw, x: float) -> None:
        unit, foot = self._unit * 0.09, self._height * 0.74
        for angle in (-62, -32, 0, 30, 60):
            tip = (x + 2.3 * unit * math.sin(math.radians(angle)),
                   foot - unit - 2.3 * unit * math.cos(math.radians(angle)))  # fmt: skip
            _limb(draw, (x, foot - unit), tip, 0.1 * unit, 0.24 * unit, "#5F8F77")
        rim, base = foot - unit, foot + 0.1 * unit
        pot = [(-0.6, rim), (0.6, rim), (0.42, base), (-0.42, base)]
        draw.polygon([(x + across * unit, y) for across, y in pot], fill="#C98F65")

    def _toys(self, draw: ImageDraw.ImageDraw, middle: float, ground: float, unit: float) -> None:
        side = 0.062 * unit
        places = [(-1.15, 0.0), (0.0, 0.0), (1.15, 0.0), (-0.5, -1.05)]
        for (across, up), colour in zip(places, _BLOCKS, strict=True):
            x, y = middle + 0.02 * unit + across * side, ground + 0.045 * unit + up * side
            draw.rounded_rectangle((x, y - side, x + side, y), side * 0.15, fill=colour)

    def _screen(self, draw: ImageDraw.ImageDraw, middle: float, ground: float, unit: float) -> None:
        wide, high, edge = 0.15 * unit, 0.17 * unit, 0.014 * unit
        left, foot = middle + 0.01 * unit - wide, ground + 0.06 * unit
        draw.rounded_rectangle((left, foot - high, left + 2 * wide, foot), edge, fill=INK)
        inside = (left + edge, foot - high + edge, left + 2 * wide - edge, foot - edge)
        draw.rectangle(inside, fill="#DCE9EA")
        for across, radius, colour in ((-0.4, 0.3, GREEN), (0.4, 0.2, "#D98F5C")):
            place = (left + wide * (1 + across), foot - edge - radius * high)
            _disc(draw, place, radius * high, colour)


class _Figure:
    """Someone sitting on the floor: `facing` is 1 for right, -1 for left."""

    def __init__(
        self, draw: ImageDraw.ImageDraw, hip: Point, unit: float, facing: int, look: _Look
    ) -> None:
        self._draw, self._hip, self._unit, self._facing, self._look = draw, hip, unit, facing, look

    def draw(self, pose: Pose) -> None:
        acting = pose.reach if pose.kind == "initiative" else 0.0
        taking = pose.reach if pose.kind == "reception" else 0.0
        lean = 0.05 + 0.26 * acting + 0.12 * taking
        shoulder = self._at(self._hip, 0.95 * math.sin(lean), -0.95 * math.cos(lean))
        self._legs()
        self._limb(self._hip, shoulder, 0.3, 0.22, self._look.clothes)
        self._head(shoulder, acting, taking, pose.eyes_shut)
        self._arm(shoulder, acting, taking)

    def _legs(self) -> None:
        knee = self._at(self._hip, 0.62, -0.16)
        foot = self._at(self._hip, 0.98, 0.1)
        self._limb(self._hip, knee, 0.2, 0.14, "#4B545C")
        self._limb(knee, foot, 0.14, 0.1, "#4B545C")
        self._limb(foot, self._at(foot, 0.12, 0.0), 0.1, 0.08, INK)

    def _head(self, shoulder: Point, acting: float, taking: float, eyes_shut: bool) -> None:
        tilt = 0.1 + 0.1 * acting + 0.16 * taking
        centre = self._at(shoulder, tilt, -0.46 + 0.05 * taking)
        self._limb(self._at(shoulder, 0.03, -0.16), centre, 0.1, 0.1, self._look.skin)
        self._disc(self._at(centre, -0.07, -0.05), 0.32, self._look.hair)
        self._disc(self._at(centre, 0.06, 0.05), 0.275, self._look.skin)
        turn = 0.1 + 0.06 * acting + 0.04 * taking
        self._eyes(self._at(centre, turn, 0.0), eyes_shut)
        self._mouth(self._at(centre, turn + 0.02, 0.16), acting, taking)

    def _eyes(self, between: Point, shut: bool) -> None:
        for side in (-0.085, 0.085):
            x, y = self._at(between, side, 0.0)
            wide, high = 0.028 * self._unit, (0.008 if shut else 0.036) * self._unit
            self._draw.ellipse((x - wide, y - high, x + wide, y + high), fill=INK)

    def _mouth(self, centre: Point, acting: float, taking: float) -> None:
        x, y = centre
        if acting > 0.3:
            wide, high = 0.05 * self._unit, 0.07 * acting * self._unit
            self._draw.ellipse((x - wide, y - high, x + wide, y + high), fill="#7A3B36")
            return
        wide, high = (0.07 + 0.04 * taking) * self._unit, (0.03 + 0.05 * taking) * self._unit
        line = max(2, round(0.022 * self._unit))
        self._draw.arc((x - wide, y - high, x + wide, y + high), 15, 165, "#7A3B36", line)

    def _arm(self, shoulder: Point, acting: float, taking: float) -> None:
        start = self._at(shoulder, 0.02, 0.12)
        upper = math.radians(28 + 72 * acting + 22 * taking)
        lower = math.radians(62 + 78 * acting + 28 * taking)
        elbow = self._at(start, 0.42 * math.sin(upper), 0.42 * math.cos(upper))
        hand = self._at(elbow, 0.42 * math.sin(lower), 0.42 * math.cos(lower))
        sleeve = _darker(self._look.clothes)
        self._limb(start, elbow, 0.11, 0.095, sleeve)
        self._limb(elbow, hand, 0.095, 0.075, sleeve)
        self._disc(hand, 0.095, self._look.skin)

    def _at(self, start: Point, forward: float, down: float) -> Point:
        return (start[0] + self._facing * forward * self._unit, start[1] + down * self._unit)

    def _limb(self, start: Point, end: Point, thick: float, thin: float, colour: str) -> None:
        _limb(self._draw, start, end, thick * self._unit, thin * self._unit, colour)

    def _disc(self, centre: Point, radius: float, colour: str) -> None:
        _disc(self._draw, centre, radius * self._unit, colour)


def _disc(draw: ImageDraw.ImageDraw, centre: Point, radius: float, colour: str) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _limb(
    draw: ImageDraw.ImageDraw, start: Point, end: Point, thick: float, thin: float, colour: str
) -> None:
    across = math.atan2(end[1] - start[1], end[0] - start[0]) + math.pi / 2
    cos, sin = math.cos(across), math.sin(across)
    _disc(draw, start, thick, colour)
    _disc(draw, end, thin, colour)
    sides = [(start, thick), (end, thin), (end, -thin), (start, -thick)]
    draw.polygon([(p[0] + r * cos, p[1] + r * sin) for p, r in sides], fill=colour)


def _darker(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part * 0.86):02X}" for part in parts)
