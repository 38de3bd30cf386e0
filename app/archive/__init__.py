"""Archives: plain values and files in, one ZIP that opens without Attune out.

It knows neither rows nor people: whoever asks has chosen what goes in.
"""

from app.archive.book import Book, Facts, Files, Link, Section, Table, Words
from app.archive.writer import Entry, NameRefused, Written, write_archive

__all__ = [
    "Book",
    "Entry",
    "Facts",
    "Files",
    "Link",
    "NameRefused",
    "Section",
    "Table",
    "Words",
    "Written",
    "write_archive",
]
