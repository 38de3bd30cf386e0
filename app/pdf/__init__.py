"""PDFs: HTML and named images in, a signed file out. Laid out in a limited process of its own."""

from app.pdf.examining import Examined, Signature, examine
from app.pdf.press import VARIANT, Attached, Limits, Pressed, PressStopped, measured, press
from app.pdf.signing import Key, SigningFault
from app.pdf.stamping import stamp

__all__ = [
    "VARIANT",
    "Attached",
    "Examined",
    "Key",
    "Limits",
    "PressStopped",
    "Pressed",
    "Signature",
    "SigningFault",
    "examine",
    "measured",
    "press",
    "stamp",
]
