"""Where footage and documents are kept: one small interface, a folder behind it."""

from app.storage.interface import CHUNK, KeyRefused, NotStored, Storage
from app.storage.local import LocalStorage

__all__ = ["CHUNK", "KeyRefused", "LocalStorage", "NotStored", "Storage"]
