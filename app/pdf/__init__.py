"""PDFs: HTML and named images in, a signed file out; and papers that somebody scanned, made anew.

Both happen in a limited process of its own.
"""

from app.pdf.examining import Examined, Signature, examine
from app.pdf.press import VARIANT, Attached, Limits, Pressed, PressStopped, measured, press
from app.pdf.scanning import Cleaned, ScanRefused, clean_scan
from app.pdf.signing import Key, SigningFault
from app.pdf.stamping import stamp

__all__ = [
    "VARIANT",
    "Attached",
    "Cleaned",
    "Examined",
    "Key",
    "Limits",
    "PressStopped",
    "Pressed",
    "ScanRefused",
    "Signature",
    "SigningFault",
    "clean_scan",
    "examine",
    "measured",
    "press",
    "stamp",
]
