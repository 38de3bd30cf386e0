"""Files that look like films and cannot be used, each for a reason of its own."""

from functools import cache
from pathlib import Path

import ffmpeg
from PIL import Image

from tests.filming import constant, file_of, folder, head_of, made


@cache
def sound_only() -> Path:
    tone = ffmpeg.input("sine=frequency=440", f="lavfi", t=2)
    return made("sound-only.mp4", ffmpeg.output, tone, **{"c:a": "aac"})


@cache
def sound_with_cover() -> Path:
    """Sound with a picture on its cover, as music players store it."""
    cover = ffmpeg.input("color=green:s=64x64", f="lavfi", t=1)
    picture = made("cover.png", ffmpeg.output, cover, **{"frames:v": 1})
    inputs = [ffmpeg.input(str(sound_only())), ffmpeg.input(str(picture))]
    return made(
        "cover.mp4", ffmpeg.output, *inputs, c="copy", **{"disposition:v:0": "attached_pic"}
    )


@cache
def truncated_at_front() -> Path:
    """Its index comes first and is whole; the film behind it breaks off halfway."""
    return head_of(constant(), "cut-short.mp4")


@cache
def truncated_without_index() -> Path:
    """A recording that was cut short before its index was written."""
    late = made("index-last.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy")
    return head_of(late, "no-index.mp4")


@cache
def truncated_matroska() -> Path:
    return head_of(constant(suffix=".mkv"), "cut-short.mkv")


@cache
def encrypted() -> Path:
    return made(
        "locked.mp4", ffmpeg.output, ffmpeg.input(str(constant())), c="copy",
        encryption_scheme="cenc-aes-ctr", encryption_key="0123456789abcdef" * 2,
        encryption_kid="fedcba9876543210" * 2,
    )  # fmt: skip


@cache
def text_renamed() -> Path:
    return file_of("letter.mp4", b"Dear supervisor, here is my film.\n" * 20)


@cache
def zero_bytes() -> Path:
    return file_of("empty.mp4", b"")


@cache
def playlist_renamed() -> Path:
    return file_of("list.mp4", b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:3,\nhttp://127.0.0.1:1/a.ts\n")


@cache
def concat_renamed() -> Path:
    return file_of("many.mp4", f"ffconcat version 1.0\nfile {constant()}\n".encode())


@cache
def picture_renamed() -> Path:
    path = folder() / "picture.mp4"
    Image.new("RGB", (64, 64), "#1F5F5B").save(path, "PNG")
    return path


@cache
def damaged() -> Path:
    """Its index is whole, but where the film should be there is nothing but zeros."""
    content = bytearray(constant().read_bytes())
    start = content.index(b"mdat") + 4
    content[start:] = bytes(len(content) - start)
    return file_of("damaged.mp4", bytes(content))
