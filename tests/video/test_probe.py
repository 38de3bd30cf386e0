"""What a file is, told before it is decoded; and what a person reads when it cannot be used."""

import socket
import subprocess
import threading
from fractions import Fraction

import pytest

from app.video.probe import probe
from app.video.refusals import REASONS, FilmRefused
from tests import films
from tests.video.elsewhere import pointing_at

REFUSED = [
    ("zero_bytes", "empty"),
    ("text_renamed", "not_a_film"),
    ("picture_renamed", "picture"),
    ("playlist_renamed", "playlist"),
    ("concat_renamed", "playlist"),
    ("sound_only", "sound_only"),
    ("sound_with_cover", "sound_only"),
    ("truncated_at_front", "truncated"),
    ("truncated_without_index", "truncated"),
    ("encrypted", "encrypted"),
]


def reason_for(path) -> str:
    with pytest.raises(FilmRefused) as refusal:
        probe(path)
    return refusal.value.reason


@pytest.mark.parametrize(("maker", "reason"), REFUSED)
def test_what_is_not_a_usable_film_is_refused_with_its_reason(maker, reason):
    assert reason_for(getattr(films, maker)()) == reason


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_every_sentence_says_that_nothing_is_lost_and_what_to_do(reason):
    sentence = FilmRefused(reason, length="5 minutes", longest="4 minutes").sentence
    assert "Nothing you saved before is lost." in sentence
    assert any(word in sentence for word in ("hoose", "Copy", "Save", "copy"))
    assert not any(word in sentence.lower() for word in ("fail", "invalid", "error", "!"))


def test_a_film_that_lies_in_another_file_is_refused_and_that_file_never_opened(tmp_path):
    plain = tmp_path / "plain.mov"
    made = ["-f", "lavfi", "-i", "testsrc=d=1:s=160x90:r=25", "-c:v", "libx264"]
    subprocess.run(["ffmpeg", "-v", "error", *made, "-pix_fmt", "yuv420p", plain], check=True)
    other = plain.rename(tmp_path / "elsewhere.mov")
    film = pointing_at(other, other, tmp_path / "film.mov")
    asks = ["-show_entries", "stream=nb_read_packets", "-count_packets", "-of", "csv=p=0"]
    open_to_all = ["ffprobe", "-v", "error", "-enable_drefs", "1", "-use_absolute_path", "1"]
    found = subprocess.run([*open_to_all, *asks, film], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "25"  # whoever follows the name reads the other file
    assert reason_for(film) == "playlist"


def test_a_file_made_of_crumbs_is_looked_at_for_a_moment_only(tmp_path):
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08free" * 2_000_000)
    assert reason_for(film) == "truncated"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[playlist]\nFile1=http://127.0.0.1/a.mp4\n", "playlist"),
        (b"\xef\xbb\xbf#EXTM3U\n", "playlist"),
        (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n", "playlist"),
        (b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">', "playlist"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "sound_only"),
        (b"ID3\x04\0\0\0\0\0\0", "sound_only"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\0" * 5000, "not_a_film"),
        (b"%PDF-1.7\n", "not_a_film"),
        (b"\0\0\0\x20ftypisom", "truncated"),
    ],
)
def test_the_first_bytes_decide_and_never_the_name(tmp_path, content, reason):
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    assert reason_for(path) == reason


def test_the_facts_of_a_film_are_told():
    film = probe(films.constant(films.NTSC))
    assert "mp4" in film.container
    assert (film.video_codec, film.pixel_format, film.audio_codec) == ("h264", "yuv420p", "aac")
    assert (film.width, film.height, film.rotation) == (320, 180, 0)
    assert film.declared_rate == Fraction(30000, 1001)
    assert film.duration is not None
    assert abs(film.duration - 3) < Fraction(1, 10)


def test_a_sideways_film_is_known_by_its_rotation():
    film = probe(films.rotated_hevc())
    assert (film.width, film.height, film.rotation % 180) == (320, 180, 90)
    assert film.upright_size == (180, 320)


def test_a_film_longer_than_the_limit_is_refused_with_both_lengths():
    with pytest.raises(FilmRefused) as refusal:
        probe(films.constant(), longest=Fraction(2))
    assert refusal.value.reason == "too_long"
    assert "lasts 3 seconds" in refusal.value.sentence
    assert "up to 2 seconds" in refusal.value.sentence


def test_a_file_that_points_elsewhere_is_never_followed(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        calls: list[object] = []
        listener = threading.Thread(target=accept_one, args=(server, calls))
        listener.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/film.ts"
        for number, text in enumerate(pointers_to(address)):
            path = tmp_path / f"{number}.mp4"
            path.write_text(text)
            with pytest.raises(FilmRefused):
                probe(path)
        listener.join()
    assert calls == []


def pointers_to(address: str) -> list[str]:
    return [
        f"#EXTM3U\n#EXTINF:3,\n{address}\n",
        f"junk first\n#EXTM3U\n#EXTINF:3,\n{address}\n",
        f"ffconcat version 1.0\nfile {address}\n",
        f"[playlist]\nFile1={address}\n",
    ]


def accept_one(server: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(server.accept())
    except TimeoutError:
        return
