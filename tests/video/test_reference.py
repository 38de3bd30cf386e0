"""Every film ends as a reference with exactly its frames, or is refused and leaves nothing."""

import json
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import pytest

from accreditation.timecode import FrameRate
from app.video.reference import make_reference
from app.video.refusals import FilmRefused
from app.video.timeline import saved_times
from tests import films

NTSC = "30000/1001"

COPIED = ["constant", "drawn", "placed"]
ENCODED = [
    ("long_gop", "25", 75),
    ("heavy", "25", 50),
    ("deep_colour", "25", 50),
    ("starting_late", "25", 65),
    ("lying_rate", "25", 90),
    ("dropped_frames", "30", 120),
    ("rotated_hevc", "30", 90),
    ("without_sound", "25", 50),
    ("longer_sound", "25", 25),
    ("sound_goes_on", "25", 75),
    ("webm", NTSC, 90),
    ("old_avi", "25", 50),
    ("interlaced", "25", 50),
    ("hdr", "25", 25),
    ("odd_size", "25", 50),
    ("hidden_opening", "25", 67),
    ("changing_size", "25", 50),
    ("one_frame", "25", 1),
]


def streams_of(path: Path) -> dict[str, dict]:
    asked = ["ffprobe", "-v", "error", "-count_packets", "-show_streams", "-of", "json", path]
    answer = subprocess.run(asked, capture_output=True, check=True, timeout=30)
    return {stream["codec_type"]: stream for stream in json.loads(answer.stdout)["streams"]}


def presented_at(path: Path) -> list[Fraction]:
    asked = ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts,flags"]
    answer = subprocess.run(
        [*asked, "-of", "csv=p=0", path], capture_output=True, check=True, text=True, timeout=30
    )
    base = Fraction(streams_of(path)["video"]["time_base"])
    return sorted(int(line.split(",")[0]) * base for line in answer.stdout.split())


def assert_is_a_reference(reference) -> None:
    streams = streams_of(reference.path)
    video, audio = streams["video"], streams["audio"]
    assert (video["codec_name"], audio["codec_name"]) == ("h264", "aac")
    assert video["pix_fmt"] == "yuv420p"
    assert int(video["nb_read_packets"]) == reference.frame_count
    assert (video["width"], video["height"]) == (reference.width, reference.height)
    assert abs(Fraction(audio["duration"]) - reference.duration) < Fraction(1, 10)
    exact = [reference.rate.seconds_at(n) for n in range(reference.frame_count)]
    assert presented_at(reference.path) == exact
    assert index_comes_first(reference.path)


def index_comes_first(path: Path) -> bool:
    content = path.read_bytes()
    return content.index(b"moov") < content.index(b"mdat")


@pytest.mark.parametrize("maker", COPIED)
def test_a_film_that_is_already_right_is_copied(maker):
    source = getattr(films, maker)()
    reference = films.reference_of(source)
    assert reference.remuxed
    assert reference.frame_count == reference.source_frame_count
    assert_is_a_reference(reference)


@pytest.mark.parametrize(("maker", "rate", "frame_count"), ENCODED)
def test_any_other_film_is_made_right_with_its_own_number_of_frames(maker, rate, frame_count):
    reference = films.reference_of(getattr(films, maker)())
    assert not reference.remuxed
    assert (str(reference.rate), reference.frame_count) == (rate, frame_count)
    assert_is_a_reference(reference)


def test_the_rate_of_a_copied_film_is_exact():
    reference = films.reference_of(films.constant(films.NTSC))
    assert reference.remuxed
    assert reference.rate == FrameRate(30000, 1001)
    assert_is_a_reference(reference)


def test_keyframes_are_at_most_a_second_apart():
    path = films.reference_of(films.long_gop()).path
    asked = ["ffprobe", "-v", "error", "-skip_frame", "nokey", "-select_streams", "v"]
    answer = subprocess.run(
        [*asked, "-show_entries", "frame=pts_time", "-of", "csv=p=0", path],
        capture_output=True, check=True, text=True, timeout=30,
    )  # fmt: skip
    assert [float(line.strip(",")) for line in answer.stdout.split()] == [0, 1, 2]


def test_a_sideways_film_stands_upright():
    reference = films.reference_of(films.rotated_hevc())
    assert (reference.width, reference.height) == (180, 320)
    assert "side_data_list" not in streams_of(reference.path)["video"]


def test_a_large_film_is_made_small_enough_and_keeps_its_shape():
    reference = films.reference_of(films.large())
    assert (reference.width, reference.height) == (1080, 1920)


def test_an_odd_size_becomes_even():
    reference = films.reference_of(films.odd_size())
    assert (reference.width % 2, reference.height % 2) == (0, 0)


def test_wide_colour_becomes_ordinary_colour():
    video = streams_of(films.reference_of(films.hdr()).path)["video"]
    assert (video["pix_fmt"], video["color_transfer"]) == ("yuv420p", "bt709")


@pytest.mark.parametrize("maker", ["placed", "rotated_hevc"])
def test_place_device_and_date_are_in_the_source_and_not_in_the_reference(maker):
    source = getattr(films, maker)()
    secrets = [films.GPS.encode(), b"Telephone 12", b"Home visit"]
    assert all(secret in source.read_bytes() for secret in secrets)
    reference = films.reference_of(source)
    kept = reference.path.read_bytes() + reference.source_times_path.read_bytes()
    assert not any(secret in kept for secret in secrets)
    assert b"2024" not in tags_of(reference.path)


def tags_of(path: Path) -> bytes:
    asked = ["ffprobe", "-v", "error", "-show_entries", "format_tags:stream_tags", path]
    return subprocess.run(asked, capture_output=True, check=True, timeout=30).stdout


def test_a_film_without_sound_gets_silence():
    audio = streams_of(films.reference_of(films.without_sound()).path)["audio"]
    assert audio["channels"] == 2


def test_sound_and_picture_stay_together_when_the_picture_starts_late():
    path = films.reference_of(films.starting_late()).path
    assert abs(first_sound(path)) < 0.05


def test_sound_that_starts_after_the_picture_stays_after_it():
    path = films.reference_of(films.late_sound()).path
    assert abs(first_sound(path) - 0.5) < 0.05


def first_sound(path: Path) -> float:
    asked = ["ffmpeg", "-nostdin", "-i", path, "-af", "silencedetect=n=-40dB:d=0.1", "-f", "null"]
    answer = subprocess.run([*asked, "-"], capture_output=True, check=True, text=True, timeout=30)
    ends = [line for line in answer.stderr.splitlines() if "silence_end" in line]
    return float(ends[0].split("silence_end: ")[1].split()[0]) if ends else 0.0


def test_the_sources_own_times_are_kept():
    reference = films.reference_of(films.dropped_frames())
    times = saved_times(reference.source_times_path)
    assert len(times) == reference.source_frame_count == len(films.kept_frames())
    assert times == [Fraction(n, 30) for n in films.kept_frames()]


@pytest.mark.parametrize("maker", ["constant", "dropped_frames"])
def test_progress_never_falls_and_ends_at_one(maker, tmp_path):
    shares: list[float] = []
    make_reference(getattr(films, maker)(), tmp_path, shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(shares) > 2


@pytest.mark.parametrize("cancel_at", [0.0, 0.01, 0.5, 1.0])
def test_work_that_is_cancelled_leaves_nothing(tmp_path, cancel_at):
    def cancel(share: float) -> None:
        if share >= cancel_at:
            raise InterruptedError("not wanted any more")

    with pytest.raises(InterruptedError):
        make_reference(films.dropped_frames(), tmp_path, cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("maker", "reason"),
    [
        ("zero_bytes", "empty"),
        ("sound_only", "sound_only"),
        ("truncated_at_front", "truncated"),
        ("truncated_matroska", "truncated"),
        ("damaged", "damaged"),
    ],
)
def test_a_refused_film_leaves_nothing(tmp_path, maker, reason):
    with pytest.raises(FilmRefused) as refusal:
        make_reference(getattr(films, maker)(), tmp_path, lambda share: None)
    assert refusal.value.reason == reason
    assert list(tmp_path.iterdir()) == []


def test_a_film_that_does_not_declare_how_long_it_is_is_measured(tmp_path):
    with pytest.raises(FilmRefused) as refusal:
        make_reference(films.undeclared_length(), tmp_path, lambda share: None, Fraction(2))
    assert refusal.value.reason == "too_long"
    assert films.reference_of(films.undeclared_length()).frame_count == 75


def test_the_source_is_never_changed(tmp_path):
    source = tmp_path / "with a strange: name%03d.mp4"
    shutil.copy(films.dropped_frames(), source)
    (tmp_path / "made").mkdir()
    make_reference(source, tmp_path / "made", lambda share: None)
    assert source.read_bytes() == films.dropped_frames().read_bytes()
    names = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert names == ["reference.mp4", "source-times.json.gz"]
