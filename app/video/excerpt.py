"""Parts of a reference film as a film of its own: exactly those frames, and none beside them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from accreditation.timecode import FrameRate
from app.video import rendition
from app.video.blurring import BlurredPart
from app.video.probe import probe
from app.video.process import Limits, run_ffmpeg
from app.video.reference import check_frames


def cut_excerpt(
    reference: Path,
    rate: FrameRate,
    start_frame: int,
    end_frame: int,
    target: Path,
    alive: Callable[[], None],
    parts: Sequence[BlurredPart] = (),
) -> None:
    """Write frames `start_frame` to `end_frame`, the last one shown, as an MP4 that starts at 0.

    `parts` of the film's picture are blurred. `alive` is called twice a second and ends the work
    by raising. Raises that, ToolStopped, FilmRefused or ReferenceBroken; then nothing is left at
    the target.
    """
    frame_count = end_frame - start_frame + 1
    span = (start_frame, end_frame)
    job = rendition.excerpt(reference, probe(reference), span, rate, parts, target)
    try:
        run_ffmpeg(job, Limits.for_film(rate.duration_of(frame_count)), alive=alive)
        check_frames(target, rate, frame_count)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def join_excerpts(
    reference: Path,
    rate: FrameRate,
    spans: Sequence[tuple[int, int]],
    target: Path,
    progress: Callable[[float], None],
    parts: Sequence[BlurredPart] = (),
) -> int:
    """Write the spans one after another as one MP4 from 0 on; how many frames it has.

    A span is its first and its last frame shown. `progress` is told the share that is done twice a
    second, and ends the work by raising. Otherwise as `cut_excerpt`.
    """
    frame_count = sum(last - first + 1 for first, last in spans)
    job = rendition.joined(reference, probe(reference), spans, rate, parts, target)
    limits = Limits.for_film(rate.duration_of(frame_count))
    try:
        run_ffmpeg(job, limits, lambda frames: progress(min(1.0, frames / frame_count)))
        check_frames(target, rate, frame_count)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return frame_count
