"""PDFs: HTML and named images in, one file out, in a process of its own with limits."""

from app.pdf.press import VARIANT, Attached, Limits, Pressed, PressStopped, press

__all__ = ["VARIANT", "Attached", "Limits", "PressStopped", "Pressed", "press"]
