"""What a name of a person looks like, in any script that has capitals, and in those that have none."""

from __future__ import annotations

import re

from newsclean.lazy import pattern
from newsclean.native import native

MAX_NAMES = 6
ROLE_WORDS = 8  # of a line that is a role
_PARTICLE = "de|da|do|dos|das|del|della|di|du|van|von|der|den|ter|ten|bin|ibn|al|el|la|le|zu|zur|af|y|e|St\\.?"
UPPER = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽĻŃŇŅŌŐŒŔŘŚŞŠŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁІЇЄҐ]"
PARTICLES = frozenset(_PARTICLE.split("|"))
IN_NAMES = "_'’.-"  # beside letters and digits
_WORD = rf"{UPPER}(?:\.|[\w'’.-]*[\w.])?"
_PERSON = rf"{_WORD}(?:[ \u00a0]+(?:(?:{_PARTICLE})[ \u00a0]+)*{_WORD}){{1,4}}"
_NAME = pattern(rf"(?:(?:{_PARTICLE}) )?{_PERSON}")
_JOINT = pattern(
    r"\s*(?:,|;|/|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bи\b|\bта\b|\bve\b|\boch\b|\bog\b|\ben\b|、|，|と|和)\s*"
)
_JOINTS = frozenset((",", ";", "/", "&", "and", "und", "et", "y", "e", "i", "ve", "och", "og", "en"))
_JOINTS_IN = pattern(r"\w+|[,;/&]")
_CASELESS = pattern("[\u0600-\u06ff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af·・ ]{2,20}")
_AGENCY = pattern(
    "[A-Z]{2,5}|Associated Press|Agence France-Presse|Reuters|Bloomberg|dpa|afp|ots|sda|apa|epd|kna|sid"
    "|[A-Z][\\w ]{1,20}-Agentur"
)

# What people on a newspaper are, in the languages of the packs; whole words, or the first letters of long ones.
_ROLES = (
    "staff|newsroom|admin|administrator|webmaster|guest|desk|team|editors?|editorial|editor-in-chief|reporters?|correspondents?|writers?|columnists?"
    "|contributors?|contributing|bureau|agency|agencies|chief|senior|journalists?|director|producer|founder|co-founder"
    "|managing|analyst|specialist|manager|head|lead|associate|assistant|expert|author|blogger|strategist|redaktion|redakteur"
    "|redakteurin|redaktionsleiter|redaktionsleiterin|chefredakteur|chefredakteurin|korrespondent|korrespondentin"
    "|reporterin|volontär|volontärin|autor|autorin|ressortleiter|ressortleiterin|nachrichtenagentur|journaliste"
    "|rédacteur|rédactrice|rédaction|correspondant|correspondante|envoyé|envoyée|redacción|redactor|redactora|periodista"
    "|corresponsal|redação|repórter|jornalista|correspondente|editora|redazione|redattore|redattrice|giornalista"
    "|inviato|inviata|corrispondente|redactie|redacteur|verslaggever|verslaggeefster|correspondente|redaktör|reporterin"
    "|redaktionen|journalister|dziennikarz|dziennikarka|redakcja|redaktor|korespondent|korespondentka|reporter|reporterka"
    "|muhabir|muhabiri|editör|editörü|yazar|yazarı|redaktör|корреспондент|журналист|редактор|редакция|обозреватель"
    "|кореспондент|кореспондентка|журналіст|журналістка|редакторка|редакція|оглядач|محرر|مراسل|مراسلة|صحفي|صحفية"
    "|phóng viên|biên tập viên|biên tập"
)
_BEATS = (
    "senior|chief|deputy|executive|freelance|lead|staff|health|political|parliamentary|sports?|business|science|education"
    "|technology|tech|crime|environment|features|digital|multimedia|investigative|foreign|economics|courts?|legal"
)
# Words that name a whole office: nobody in particular wrote it.
_OFFICE = (
    "staff team newsroom desk editors editorial writers bureau reporters admin administrator webmaster guest redaktion"
    " redaktionen redacción redação rédaction redazione redactie redakcja редакция редакція"
)
_DEGREE = "md phd rd rdn ms msc ma ba mba cpa cfa cfp rn do jd mph llm esq jr sr pt dds"
_OUTLET = (
    "press news times post journal magazine media daily gazette herald network tv radio today university institute"
    " college zeitung nachrichten online inc llc ltd gmbh"
)
_OFFICES, _DEGREES, _OUTLETS = (frozenset(words.split()) for words in (_OFFICE, _DEGREE, _OUTLET))
_ROLE_WORDS = frozenset(form for role in _ROLES.split("|") for form in (role.rstrip("s?"), role.replace("?", "")))
# Words that mean something beside a name: "in", "edited", "checked".
_WORDS_BESIDE = (
    "in on for at from im bei aus with pour para per voor dla am le el il op den em vom by von por par da door av"
    " edited reviewed fact checked photo photos photograph photographs photography foto fotos fotografie illustration"
    " illustrations image images bild picture translated medically researched verified sponsored updated redigerad"
    " traduit medical published posted last"
)
_NO_NAMES = (
    _ROLE_WORDS | _OFFICES | _DEGREES | _OUTLETS | _JOINTS | frozenset(_WORDS_BESIDE.split()) | set(_BEATS.split("|"))
)
_ROLE_PAIRS = tuple(role for role in _ROLES.split("|") if " " in role)
_WORDS = pattern(r"[\w-]+")
_ROLE_TAIL = pattern(
    rf"(?i:\s*(?:,|\||–|—|\s-)\s*(?:[^,|]{{0,60}}?(?<!\w))?(?:{_ROLES})(?!\w).*)$"
    rf"|(?<=[a-zà-ÿ])(?=(?:[A-ZÄÖÜ]\w+[ -]){{0,3}}(?:{'|'.join(r.capitalize() for r in _ROLES.split('|'))})\b).*$"
    rf"|(?i:(?:\s(?:{_BEATS}))*\s(?:{_ROLES})(?!\w).*)$|(?:记者|記者|기자|특파원)$"
)
_MAY_END_IN_ROLE = pattern(r"[^\W\d_A-Z][A-ZÄÖÜ]|[者자원]$")
_HEAD_ROLE = pattern(r"(?:本报|本報|本刊)?(?:记者|記者|特约记者|实习记者)[:： ]|(?:phóng viên|PV)[:]? ", re.IGNORECASE)


def is_person(text: str) -> bool:
    """Say whether a text is shaped like one person's name of two to five words."""
    return native.is_person(text) if native is not None else person_in_python(text)


def person_in_python(text: str) -> bool:
    """Say whether a text is shaped like a name where there is no compiled core."""
    last = text.rfind(" ") + 1
    if (last == 0 or "a" <= text[last : last + 1] <= "z") and "\u00a0" not in text:
        return False  # one word, or the last has no capital: most lines that are asked about
    return len(text) <= 60 and _NAME.fullmatch(text) is not None


def begins_with_person(text: str) -> bool:
    """Say whether a text may begin with a person's name: two words with capitals."""
    return _NAME.match(text) is not None


def is_caseless_name(text: str) -> bool:
    """Say whether a text could be a name in a script without capitals."""
    return len(text) <= 20 and _CASELESS.fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """Say whether a text is the short name of an agency or the initials of a writer."""
    return len(text) <= 40 and _AGENCY.fullmatch(text) is not None


def is_role(text: str) -> bool:
    """Say whether a short text says what somebody is rather than who."""
    return text.count(" ") < ROLE_WORDS and _names_role(text)


def is_office(text: str) -> bool:
    """Say whether a text names an office rather than a person: "Coast Ledger Staff", "Redaktion"."""
    words = text.lower().split()
    return bool(words) and (words[-1] in _OFFICES or words[0] in _OFFICES)


def is_plain_name(text: str) -> bool:
    """Say whether a text is two or three words like "Joan Carver", of which none is anything but part of a name.

    Most names are: whoever asks need not look at what else a text of words and signs may be.
    """
    words = text.split(" ")
    if not 2 <= len(words) <= 3 or not text.isascii():
        return False
    for word in words:
        if len(word) < 2 or not word.isalpha() or not word.istitle():
            return False
    return _NO_NAMES.isdisjoint(text.lower().split(" "))


def is_degree(text: str) -> bool:
    """Say whether a text is letters that stand behind a name: MD, PhD, Jr."""
    return text.lower().strip(".® ").replace(".", "") in _DEGREES


def is_outlet(text: str) -> bool:
    """Say whether a text is the name of a paper, a broadcaster or a school rather than of a person."""
    words = text.lower().split()
    return bool(words) and words[-1].strip(".") in _OUTLETS and not is_agency(text)


def without_role(text: str) -> str:
    """Take what somebody is off their name: "Joan Carver, Senior Reporter" gives "Joan Carver"."""
    if text and (text[0] in "本记記特实pP"):
        text = _HEAD_ROLE.sub("", text, count=1)
    if _names_role(text) or _MAY_END_IN_ROLE.search(text):
        text = _ROLE_TAIL.sub("", text, count=1)
    return text.strip(" \t\u00a0,;:|–—-")


def _names_role(text: str) -> bool:
    low = text.lower()
    if not _ROLE_WORDS.isdisjoint(_WORDS.findall(low)):
        return True
    return not low.isascii() and any(pair in low for pair in _ROLE_PAIRS)


def split_names(text: str) -> list[str]:
    """Split "A, B and C" into its parts."""
    text = text.strip(" .")
    if text.isascii() and _JOINTS.isdisjoint(_JOINTS_IN.findall(text)):
        return [text] if text else []
    return [part for part in _JOINT.split(text) if part]


if native is not None:
    native.prepare_names(UPPER[1:-1], _PARTICLE.replace("St\\.?", "St|St.").split("|"))
