"""What a file is: the facts of a film, or the reason it is refused."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.video.process import QUICK, ToolStopped, run_ffprobe
from app.video.refusals import FilmRefused, too_long
from app.video.signature import is_cut_short, kind_of, points_elsewhere

_HDR_CURVES = {"smpte2084", "arib-std-b67"}
_LOCKED_TAGS = {"encv", "enca", "drmi", "drms"}
_QUESTIONS = [
    *("-show_format", "-show_streams"),
    *("-show_entries", "packet=stream_index:packet_side_data=side_data_type"),
    *("-read_intervals", "%+#20", "-of", "json"),
]


@dataclass(frozen=True, slots=True)
class Film:
    """The facts of one film, as its container declares them.

    `width` and `height` are pixels as stored; `rotation` is degrees, counter-clockwise, to show
    it upright. Durations are seconds, None when the container does not say. `declared_rate` is
    often untrue and is kept for the record only.
    """

    container: str
    container_duration: Fraction | None
    picture_duration: Fraction | None
    bit_rate: int | None
    video_index: int
    video_codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    pixel_shape: Fraction
    rotation: int
    declared_rate: Fraction | None
    time_base: Fraction
    interlaced: bool
    colour_curve: str
    audio_index: int | None
    audio_codec: str | None

    @property
    def duration(self) -> Fraction | None:
        """How long the picture lasts; where it does not say, how long the whole file does."""
        return self.picture_duration or self.container_duration

    @property
    def is_hdr(self) -> bool:
        return self.colour_curve in _HDR_CURVES

    @property
    def upright_size(self) -> tuple[Fraction, Fraction]:
        """Width and height as shown: square pixels, rotation applied."""
        width, height = self.width * self.pixel_shape, Fraction(self.height)
        return (height, width) if self.rotation % 180 == 90 else (width, height)


def probe(path: Path, longest: Fraction | None = None) -> Film:
    """Read a film's facts without decoding it. Raises FilmRefused.

    `longest` is in seconds. What only shows when the whole film is read (an end that is missing
    from a Matroska or AVI file, a length nobody declared) is refused by `make_reference`.
    """
    kind = kind_of(path)
    if kind not in ("isom", "unknown"):
        raise FilmRefused(kind)
    if kind == "isom" and is_cut_short(path):
        raise FilmRefused("truncated")
    facts = _facts_of(path, is_isom=kind == "isom")
    if kind == "isom" and not facts.get("packets") and points_elsewhere(path):
        raise FilmRefused("playlist")
    film = _film_in(facts)
    if longest is not None and film.duration is not None and film.duration > longest:
        raise too_long(film.duration, longest)
    return film


def _facts_of(path: Path, is_isom: bool) -> dict[str, Any]:
    lines: list[str] = []
    try:
        run_ffprobe(path, _QUESTIONS, QUICK, lines.append)
    except ToolStopped as stopped:
        if not stopped.is_about_the_file:
            raise
        raise FilmRefused("damaged" if is_isom else "not_a_film") from None
    facts: dict[str, Any] = json.loads("\n".join(lines))
    return facts


def _film_in(facts: Mapping[str, Any]) -> Film:
    streams = facts.get("streams", [])
    video = next((stream for stream in streams if _is_moving_picture(stream)), None)
    audio = next((stream for stream in streams if stream.get("codec_type") == "audio"), None)
    if _is_locked(facts):
        raise FilmRefused("encrypted")
    if video is None:
        raise FilmRefused("no_picture" if audio is None else "sound_only")
    if not video.get("width") or not video.get("height") or "codec_name" not in video:
        raise FilmRefused("damaged")
    return _film_of(facts["format"], video, audio)


def _film_of(
    container: dict[str, Any], video: dict[str, Any], audio: dict[str, Any] | None
) -> Film:
    return Film(
        container=container["format_name"],
        container_duration=_seconds(container.get("duration")),
        picture_duration=_seconds(video.get("duration") or _tagged_duration(video)),
        bit_rate=int(container["bit_rate"]) if "bit_rate" in container else None,
        video_index=video["index"],
        video_codec=video["codec_name"],
        profile=str(video.get("profile", "")),
        pixel_format=video.get("pix_fmt", ""),
        width=video["width"],
        height=video["height"],
        pixel_shape=_ratio(video.get("sample_aspect_ratio", "")) or Fraction(1),
        rotation=_rotation(video),
        declared_rate=_ratio(video.get("avg_frame_rate", "")),
        time_base=Fraction(video["time_base"]),
        interlaced=video.get("field_order", "progressive") not in ("progressive", "unknown"),
        colour_curve=video.get("color_transfer", ""),
        audio_index=audio["index"] if audio else None,
        audio_codec=audio.get("codec_name") if audio else None,
    )


def _is_moving_picture(stream: Mapping[str, Any]) -> bool:
    aside = ("attached_pic", "still_image", "timed_thumbnails")
    disposition = stream.get("disposition", {})
    return stream.get("codec_type") == "video" and not any(disposition.get(name) for name in aside)


def _is_locked(facts: Mapping[str, Any]) -> bool:
    streams: Sequence[Mapping[str, Any]] = facts.get("streams", [])
    return (
        any(stream.get("codec_tag_string") in _LOCKED_TAGS for stream in streams)
        or any("enc_key_id" in stream.get("tags", {}) for stream in streams)
        or any(aside.startswith("Encryption") for aside in _asides(facts))
    )


def _asides(facts: Mapping[str, Any]) -> list[str]:
    packets = facts.get("packets", [])
    return [
        aside.get("side_data_type", "")
        for packet in packets
        for aside in packet.get("side_data_list", [])
    ]


def _rotation(video: Mapping[str, Any]) -> int:
    for aside in video.get("side_data_list", []):
        if "rotation" in aside:
            return int(aside["rotation"]) % 360
    return 0


def _seconds(text: str | None) -> Fraction | None:
    seconds = Fraction(text) if text else Fraction(0)
    return seconds if seconds > 0 else None


def _tagged_duration(video: Mapping[str, Any]) -> str | None:
    """Matroska writes a stream's length as a tag: 00:01:02.500000000."""
    clock = str(video.get("tags", {}).get("DURATION", "")).split(":")
    if len(clock) != 3:
        return None
    hours, minutes, seconds = clock
    return str(Fraction(hours) * 3600 + Fraction(minutes) * 60 + Fraction(seconds))


def _ratio(text: str) -> Fraction | None:
    over, _, under = text.replace("/", ":").partition(":")
    if not over.isdigit() or not under.isdigit() or int(over) == 0 or int(under) == 0:
        return None
    return Fraction(int(over), int(under))
