"""WebVTT is read strictly: what is wrong is told by line and reason, and nothing is dropped."""

from fractions import Fraction

import pytest

from accreditation.webvtt import Cue, VttError, escaped, milliseconds, read_cues, write_vtt

GOOD = """WEBVTT - made by hand

NOTE a remark
over two lines

STYLE
::cue { color: lime }

first
00:01.000 --> 00:02.500 align:start
<v.loud Mother>There <i>it</i> is &amp; there.</v>

01:00:00.000 --> 01:00:01.000
- One
- Two
"""


def test_a_file_is_read_with_its_voices_and_without_its_remarks():
    one, two = read_cues(GOOD)
    assert (one.id, one.start, one.end) == ("first", 1000, 2500)
    assert (one.speaker, one.plain) == ("Mother", "There it is & there.")
    assert (two.start, two.text, two.speaker) == (3_600_000, "- One\n- Two", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(end):
    assert len(read_cues("\ufeff" + GOOD.replace("\n", end))) == 2


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("1\n00:01.000 --> 00:02.000\nHello", 1, "begins with the word WEBVTT"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nHello", 1, "begins with the word WEBVTT"),
        ("WEBVTT\n00:01.000 --> 00:02.000\nHello", 2, "empty line comes between"),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nHello", 3, "three decimals"),
        ("WEBVTT\n\n00:99.000 --> 02:00.000\nHello", 3, "go up to 59"),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nHello", 3, "ends before it begins"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000", 3, "no text"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000 big\nHello", 3, "not a setting"),
        ("WEBVTT\n\nname\nHello", 4, "A time was expected"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB", 5, "empty line"),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB",
            6,
            "before the one above",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_line(text, line, reason):
    with pytest.raises(VttError, match=reason) as wrong:
        read_cues(text)
    assert wrong.value.line == line


def test_what_is_written_is_read_back():
    cues = [Cue(0, 40, "a &lt; b", "x"), Cue(1000, 3_723_004, "two\nlines")]
    text = write_vtt(cues, "a remark")
    assert read_cues(text) == cues
    assert "01:02:03.004" in text


def test_text_cannot_leave_its_cue():
    words = escaped("One\n\n00:01.000 --> 00:02.000\n<b>Two</b> & three")
    (cue,) = read_cues(write_vtt([Cue(0, 1000, words)]))
    assert cue.plain == "One\n00:01.000 --> 00:02.000\n<b>Two</b> & three"


@pytest.mark.parametrize(
    ("seconds", "milli"), [(Fraction(0), 0), (Fraction(1001, 30000), 34), (Fraction(1, 25), 40)]
)
def test_a_time_is_the_first_whole_millisecond_not_before_it(seconds, milli):
    assert milliseconds(seconds) == milli
