"""Who wrote it, when, what else was on the page."""

from newsclean.metadata.model import Metadata, Stated
from newsclean.metadata.read import read_metadata

__all__ = ["Metadata", "Stated", "read_metadata"]
