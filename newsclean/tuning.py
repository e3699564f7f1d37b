"""Which labelled sites rules may be tuned on; all others are for checking."""

from __future__ import annotations

import hashlib


def is_tuning_site(site: str) -> bool:
    """Say whether a site belongs to the tuning part: by its hash, once and for all."""
    return int(hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0
