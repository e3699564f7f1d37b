"""Where an article came from, and what was corrected in it."""

from __future__ import annotations

from newsclean.dates import is_date_line
from newsclean.lazy import pattern
from newsclean.metadata.model import Stated
from newsclean.metadata.scene import Scene

DATELINE = 90  # characters of the first sentence in which its dateline ends
CLOSING = 60  # last characters of the prose
_UPPER = "A-ZÀ-ÖØ-ÞĞİŞĄĆĘŁŃŚŹŻА-ЯЁІЇЄҐ"
_AGENCIES = (
    "dpa|dpa-AFX|afp|AFP|AP|Reuters|ots|sda|apa|APA|epd|kna|sid|TASS|ТАСС|ANSA|EFE|Lusa|ANP|TT|PAP|AA|DHA|İHA|CNA|UPI|PTI"
    "|IANS|Xinhua|Yonhap|Kyodo|UNI|PA|CP|AAP|RFI|BTA|MTI|ČTK|STT|NTB"
)
# "WASHINGTON (AP) -", "Berlin (dpa/lnw) -", "(Reuters) -"
_BRACKETS = pattern(
    rf"^[^.!?()]{{0,60}}\(([{_UPPER}][\w.&'’/+ -]{{1,30}}|{_AGENCIES}|[a-z]{{3,4}}(?:/[a-z]+)+)\)\s*[-–—―:]"
)
# "МОСКВА, 9 мая — РИА Новости."
_BEHIND_DASH = pattern(
    rf"^[{_UPPER}][\w. -]{{1,30}}, \d{{1,2}} [^\W\d_]+\.? ?[–—-] ?([{_UPPER}][\w «»\"/-]{{1,30}}?)\."
)
_KOREAN = pattern("^[(（\\[][^()=（）\\]]{1,14}[=＝]([^()=（）\\]]{2,14})[)）\\]]")
_CHINESE = pattern(
    "^[(（【]?([\u4e00-\u9fff]{1,4}(?:社|网|網|通讯社|通訊社))[\u4e00-\u9fff]{0,8}\\d{1,2}月\\d{1,2}日(?:电|電|讯|訊)"
)
_ARABIC = pattern("^[^.!?()]{0,40}[(（]([\u0600-\u06ff .]{2,24})[)）]\\s*[-–—]")
# "… sagte er. (dpa)"
_CLOSING = pattern(
    rf"[.!?…”“\"»]\s*\((?:[^()]{{1,12}}/)?((?:{_AGENCIES})(?:[/, ]+(?:{_AGENCIES}))*)(?:/\w{{2,4}})?\)\s*$"
)
# Rules of correction_note that say where an article first stood, not what was changed.
_ORIGINS = ("origin", "first-published")


def state_source(scene: Scene) -> list[Stated]:
    """Say which agency or site an article names as its source."""
    for verdict in scene.telling:
        if verdict.facts.get("source"):
            return [Stated("source", verdict.facts["source"], "text", verdict.rule, verdict.start, verdict.end)]
    core = scene.core
    if not core:
        return []
    first = core[0]
    if "(" in first.text[:DATELINE] or first.facts.unspaced or "—" in first.text[:DATELINE] or "[" in first.text[:2]:
        for form in (_BRACKETS, _BEHIND_DASH, _KOREAN, _CHINESE, _ARABIC):
            match = form.search(first.text)
            if match is not None and match.end() <= DATELINE:
                return [Stated("source", match[1].strip(), "text", "dateline", *first.locate(*match.span(1)))]
    for block in scene.blocks[scene.last - 1 : scene.last + 1]:
        match = _CLOSING.search(block.text[-CLOSING:]) if block.text.endswith(")") else None
        if match is not None:
            offset = max(0, len(block.text) - CLOSING)
            span = block.locate(offset + match.start(1), offset + match.end(1))
            return [Stated("source", match[1], "text", "closing credit", *span)]
    return []


def corrections_of(scene: Scene) -> list[Stated]:
    """List the notes that say what was changed in an article."""
    found = []
    for verdict in scene.telling:
        if verdict.rule.startswith("correction_note.") and not verdict.rule.endswith(_ORIGINS):
            text = scene.doc.text[verdict.start : verdict.end]
            if is_date_line(text) is None:  # "Updated: March 4" says when, not what
                found.append(Stated("corrections", [text], "text", verdict.rule, verdict.start, verdict.end))
    return found
