"""Dates in a line: the shapes of every language, what is refused, what a date means."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsclean.date_facts import When
from newsclean.date_resolve import resolve
from newsclean.dates import dates_in_line, find_date, is_date_line
from newsclean.locales import Value, _facts, fold, load_locales

DAY = "2024-07-01"

# A line that is all date -> its ISO date.
STAMPS: dict[str, dict[str, str]] = {
    "en": {
        "Jul 01, 2024": DAY,
        "Nov. 19, 2019": "2019-11-19",
        "1 July 2024": DAY,
        "July 1st, 2024": DAY,
        "July 1st, 2024 at 5:50 PM EST": "2024-07-01T17:50-05:00",
        "Mon, 1 Jul 2024 10:00 GMT": "2024-07-01T10:00Z",
        "Mon 1 Jul 2024 10.00 BST": "2024-07-01T10:00+01:00",
        "First published on Mon 1 Jul 2024 06.00 BST": "2024-07-01T06:00+01:00",
        "Monday, July 1, 2024": DAY,
        "2024-07-01": DAY,
        "2024-07-01 10:05": "2024-07-01T10:05",
        "2024-07-01T10:00:00Z": "2024-07-01T10:00:00Z",
        "2024-07-01T10:00:00+02:00": "2024-07-01T10:00:00+02:00",
        "2024-07-01T10:00:00.123-0500": "2024-07-01T10:00:00-05:00",
        "2024/07/01": DAY,
        "7/22/2024": "2024-07-22",
        "22/7/2024": "2024-07-22",
        "07/07/2024": "2024-07-07",
        "01-Jul-2024": DAY,
        "11:50 AM · Jul 1, 2024": "2024-07-01T11:50",
        "Jul 1, 2024, 12:05 a.m. ET": "2024-07-01T00:05",
        "Jul 1, 2024 12 noon": "2024-07-01T12:00",
        "Jul 1, 2024 | 5pm": "2024-07-01T17:00",
        "Published: Jul 1, 2024": DAY,
        "Last updated on July 1, 2024 at 14:05 UTC": "2024-07-01T14:05Z",
        "Posted on Jul 1, 2024 · 3 min read": DAY,
        "5 min read · Jul 1, 2024": DAY,
        "UPDATED: JULY 1, 2024": DAY,
        "(July 1, 2024)": DAY,
        "July 2024": "2024-07",
        "the 4th of July, 2024": "2024-07-04",
        "Feb 29, 2024": "2024-02-29",
    },
    "de": {
        "1. Juli 2024": DAY,
        "01.07.2024": DAY,
        "01.07.24": DAY,
        "Montag, 1. Juli 2024, 14:05 Uhr": "2024-07-01T14:05",
        "Mo., 01.07.2024 - 14:05 Uhr": "2024-07-01T14:05",
        "Veröffentlicht am 1. Juli 2024 um 10.30 Uhr": "2024-07-01T10:30",
        "Stand: 01.07.2024 14:05 Uhr": "2024-07-01T14:05",
        "1. März 2024": "2024-03-01",
        "5. Jänner 2024": "2024-01-05",
        "1. Juli 2024 · Lesezeit: 3 Min.": DAY,
    },
    "fr": {
        "1er juillet 2024": DAY,
        "lundi 1 juillet 2024": DAY,
        "Publié le 1er juillet 2024 à 14h05": "2024-07-01T14:05",
        "Mis à jour le 01/07/2024 à 14:05": "",
        "mar. 5 mars 2024": "2024-03-05",
        "5 févr. 2024": "2024-02-05",
        "15 août 2024 à 9 h 05": "2024-08-15T09:05",
        "Dernière mise à jour : 3 décembre 2024": "2024-12-03",
        "Temps de lecture : 3 min | 1 juillet 2024": DAY,
    },
    "es": {
        "1 de julio de 2024": DAY,
        "lunes, 1 de julio de 2024": DAY,
        "1 julio, 2024": DAY,
        "Julio 1, 2024": DAY,
        "5 ago. 2024": "2024-08-05",
        "mar. 5 mar. 2024": "2024-03-05",
        "Publicado el 1 de julio de 2024 a las 14:05 h": "2024-07-01T14:05",
        "Actualizado a 1 de julio del 2024, 5:50 p. m.": "2024-07-01T17:50",
    },
    "pt": {
        "1 de julho de 2024": DAY,
        "segunda-feira, 1 de julho de 2024": DAY,
        "1º de julho de 2024": DAY,
        "5 out. 2024": "2024-10-05",
        "Publicado em 22/07/2024 às 14h05": "2024-07-22T14:05",
        "Última atualização: 1 de março de 2024": "2024-03-01",
        "Atualizado em 1 set 2024, 14:05": "2024-09-01T14:05",
    },
    "it": {
        "1 luglio 2024": DAY,
        "lunedì 1 luglio 2024": DAY,
        "1° luglio 2024": DAY,
        "5 gen 2024": "2024-01-05",
        "Pubblicato il 1 luglio 2024 alle 14:05": "2024-07-01T14:05",
        "Ultimo aggiornamento: 1 luglio 2024 - ore 14:05": "2024-07-01T14:05",
        "Aggiornato il 22/07/2024": "2024-07-22",
    },
    "nl": {
        "1 juli 2024": DAY,
        "ma 1 juli 2024": DAY,
        "maandag 1 juli 2024 om 14:05 uur": "2024-07-01T14:05",
        "5 mrt. 2024": "2024-03-05",
        "Gepubliceerd op 1 mei 2024": "2024-05-01",
        "Laatst bijgewerkt: 22-07-2024 14:05": "2024-07-22T14:05",
    },
    "pl": {
        "1 lipca 2024": DAY,
        "1 lipca 2024 r.": DAY,
        "poniedziałek, 1 lipca 2024, 14:05": "2024-07-01T14:05",
        "5 paź 2024": "2024-10-05",
        "Opublikowano: 01.07.2024 14:05": "2024-07-01T14:05",
        "Data aktualizacji: 12 września 2024, godz. 14:05": "2024-09-12T14:05",
    },
    "sv": {
        "1 juli 2024": DAY,
        "måndag 1 juli 2024": DAY,
        "1 juli 2024 kl. 14:05": "2024-07-01T14:05",
        "Publicerad 2024-07-01 14.05": "2024-07-01T14:05",
        "Senast uppdaterad: den 5 maj 2024": "2024-05-05",
        "tis 5 mars 2024": "2024-03-05",
    },
    "ru": {
        "1 июля 2024": DAY,
        "1 июля 2024 г.": DAY,
        "1 июля 2024 года, 14:05": "2024-07-01T14:05",
        "14:05, 1 июля 2024": "2024-07-01T14:05",
        "понедельник, 1 июля 2024": DAY,
        "Опубликовано: 01.07.2024 в 14:05": "2024-07-01T14:05",
        "Обновлено 5 мая 2024": "2024-05-05",
        "1 июля 2024, 14:05 (мск)": "2024-07-01T14:05+03:00",
    },
    "uk": {
        "1 липня 2024": DAY,
        "1 липня 2024 року": DAY,
        "1 липня 2024 р.": DAY,
        "понеділок, 1 липня 2024, 14:05": "2024-07-01T14:05",
        "Опубліковано 5 лис. 2024": "2024-11-05",
        "Оновлено: 01.07.2024, 14:05": "2024-07-01T14:05",
        "п’ятниця, 5 липня 2024": "2024-07-05",
        "пʼятниця, 5 липня 2024": "2024-07-05",
    },
    "tr": {
        "1 Temmuz 2024": DAY,
        "1 Temmuz 2024 Pazartesi": DAY,
        "1 Temmuz 2024 Pazartesi, 14:05": "2024-07-01T14:05",
        "5 KASIM 2024": "2024-11-05",
        "5 Eki 2024": "2024-10-05",
        "Giriş Tarihi: 01.07.2024 14:05": "2024-07-01T14:05",
        "Son Güncelleme: 2 Ekim 2024 - 14:05": "2024-10-02T14:05",
        "İlk yayın: 2 Aralık 2024": "2024-12-02",
    },
    "ar": {
        "1 يوليو 2024": DAY,
        "1 تموز 2024": DAY,
        "1 تموز/يوليو 2024": DAY,
        "5 كانون الثاني 2024": "2024-01-05",
        "5 غشت 2024": "2024-08-05",
        "5 جويلية 2024": "2024-07-05",
        "الاثنين 1 يوليو 2024": DAY,
        "١ يوليو ٢٠٢٤": DAY,
        "22\u200f/07\u200f/2024": "2024-07-22",
        "نُشر في 1 يوليو 2024": DAY,
        "آخر تحديث: 1 يوليو 2024 - 5:50 مساءً": "2024-07-01T17:50",
    },
    "zh": {
        "2024年7月1日": DAY,
        "2024年07月01日 10:05": "2024-07-01T10:05",
        "2024年7月1日 星期一": DAY,
        "2024年7月1日（周一）下午3:05": "2024-07-01T15:05",
        "发布时间：2024-07-01 10:05:09": "2024-07-01T10:05:09",
        "更新于2024年7月1日": DAY,
        "2024年7月": "2024-07",
        "2024年7月1日15时05分": "2024-07-01T15:05",
        "2024/07/01": DAY,
        "２０２４年７月１日": DAY,
    },
    "ja": {
        "2024年7月1日": DAY,
        "2024年7月1日(月)": DAY,
        "2024年7月1日 月曜日": DAY,
        "2024年7月1日 午後3時5分": "2024-07-01T15:05",
        "公開日：2024年7月1日": DAY,
        "最終更新日: 2024/07/01": DAY,
        "2024.07.01": DAY,
        "2024年7月1日 10時30分配信": "2024-07-01T10:30",
    },
    "ko": {
        "2024년 7월 1일": DAY,
        "2024년 7월 1일 월요일": DAY,
        "2024.07.01. 10:05": "2024-07-01T10:05",
        "2024. 7. 1. 오후 3:05": "2024-07-01T15:05",
        "입력 2024.07.01 10:05": "2024-07-01T10:05",
        "최종수정 2024-07-01 10:05": "2024-07-01T10:05",
        "2024년 7월 1일 오후 3시 5분": "2024-07-01T15:05",
    },
    "vi": {
        "1 tháng 7, 2024": DAY,
        "Ngày 1 tháng 7 năm 2024": DAY,
        "1 Tháng Bảy, 2024": DAY,
        "12 tháng 12 2024": "2024-12-12",
        "Thứ hai, 1/7/2024, 10:00 (GMT+7)": "2024-07-01T10:00+07:00",
        "Cập nhật lúc 10:00, ngày 22/07/2024": "2024-07-22T10:00",
        "Th7 1, 2024": DAY,
    },
}

# A line that is all date, without a year or relative -> what is known of it.
PARTIAL: dict[str, dict[str, object]] = {
    "Jan 23, Thu": {"month": 1, "day": 23, "weekday": 3},
    "Thu, Jan 23": {"month": 1, "day": 23, "weekday": 3},
    "Thursday 23 January": {"month": 1, "day": 23, "weekday": 3},
    "Jul 1": {"month": 7, "day": 1, "weekday": None},
    "Jul 1, 10:05": {"month": 7, "day": 1, "clock": "10:05"},
    "May 10": {"month": 5, "day": 10},
    "wo 3 juli": {"month": 7, "day": 3, "weekday": 2},
    "ene 23, jue": {"month": 1, "day": 23, "weekday": 3},
    "7月1日 10:05": {"month": 7, "day": 1, "clock": "10:05"},
    "7/1(月) 10:05": {"month": 7, "day": 1, "weekday": 0, "clock": "10:05"},
    "1 июля, 14:05": {"month": 7, "day": 1, "clock": "14:05"},
    "5:50 PM": {"clock": "17:50"},
    "14:05 Uhr": {"clock": "14:05"},
    "14:05": {"clock": "14:05"},
    "5:50 PM EST": {"clock": "17:50-05:00"},
    "3 hours ago": {"ago": 3, "unit": "hour"},
    "an hour ago": {"ago": 1, "unit": "hour"},
    "about 2 months ago": {"ago": 2, "unit": "month"},
    "5h": {"ago": 5, "unit": "hour"},
    "2d ago": {"ago": 2, "unit": "day"},
    "45 mins ago": {"ago": 45, "unit": "minute"},
    "Yesterday": {"ago": 1, "unit": "day"},
    "Yesterday at 5:50 PM": {"ago": 1, "unit": "day", "clock": "17:50"},
    "Just now": {"ago": 0, "unit": "minute"},
    "Updated 3 hours ago": {"ago": 3, "unit": "hour", "role": "modified"},
    "vor 2 Stunden": {"ago": 2, "unit": "hour"},
    "vor einem Tag": {"ago": 1, "unit": "day"},
    "Gestern, 14:05 Uhr": {"ago": 1, "unit": "day", "clock": "14:05"},
    "il y a 3 heures": {"ago": 3, "unit": "hour"},
    "Aujourd’hui à 14h05": {"ago": 0, "unit": "day", "clock": "14:05"},
    "hace 3 horas": {"ago": 3, "unit": "hour"},
    "hace una semana": {"ago": 1, "unit": "week"},
    "há 3 dias": {"ago": 3, "unit": "day"},
    "3 horas atrás": {"ago": 3, "unit": "hour"},
    "3 ore fa": {"ago": 3, "unit": "hour"},
    "un'ora fa": {"ago": 1, "unit": "hour"},
    "3 uur geleden": {"ago": 3, "unit": "hour"},
    "2 godz. temu": {"ago": 2, "unit": "hour"},
    "wczoraj, 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "för 3 timmar sedan": {"ago": 3, "unit": "hour"},
    "i går 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "3 часа назад": {"ago": 3, "unit": "hour"},
    "час назад": {"ago": 1, "unit": "hour"},
    "Вчера в 14:05": {"ago": 1, "unit": "day", "clock": "14:05"},
    "3 години тому": {"ago": 3, "unit": "hour"},
    "3 saat önce": {"ago": 3, "unit": "hour"},
    "منذ 3 ساعات": {"ago": 3, "unit": "hour"},
    "منذ ساعة": {"ago": 1, "unit": "hour"},
    "tydzień temu": {"ago": 1, "unit": "week"},
    "منذ ساعتين": {"ago": 2, "unit": "hour"},
    "3小时前": {"ago": 3, "unit": "hour"},
    "2天前": {"ago": 2, "unit": "day"},
    "昨天 10:05": {"ago": 1, "unit": "day", "clock": "10:05"},
    "3時間前": {"ago": 3, "unit": "hour"},
    "2か月前": {"ago": 2, "unit": "month"},
    "3시간 전": {"ago": 3, "unit": "hour"},
    "3 giờ trước": {"ago": 3, "unit": "hour"},
    "Hôm qua, 10:05": {"ago": 1, "unit": "day", "clock": "10:05"},
}

NO_STAMP = """
On July 1, 2024 the court ruled.
What happened on July 1, 2024
May 2024 be better
2024
10
May
May Day
Sunday
March on Washington
March 4 Life draws thousands
Sat 3-2
3-2
2:1
2.56
92%
12/10
9/11
24/7
Q3 2024
G20 July
Covid-19
Sat
Mon - Fri
10:00 - 12:00
10:00-12:00
Jul 1 - 5, 2024
July 4-5, 2024
Jul 1, 2024 - Jul 5, 2024
2020-2024
192.168.10.1
v1.2.2024
1.2.3.4
+1 202-555-0174
020 7946 0958
$10 July
10 million
3 hours
3 things
5G
5m
100m
Day 5
5 days
3 min read
Update
Published
Published:
Updated 5 times
Set 5
Top 10 out of 20
Feb 30, 2024
2024-13-01
32.01.2024
00/00/2024
25:61
10:00 | 12:00
July
Juli 2024 war heiß
Am 1. Juli 2024 trat das Gesetz in Kraft.
Le 1er juillet 2024, la loi est entrée en vigueur.
2024年7月1日，法院作出判决。
2024년 7월 1일 법원이 판결했다.
Hier steht 10
The Day After
Today we learned something
Yesterday the bank said no
Just now we know
vor 2 Stunden starb er
Sun 10
Sun 10C
Apollo 11, 1969
Windows 10 May 2020 Update
iPhone 15 Sept
1,204
12 3.5 17
ISBN 978-3-16-148410-0
https://example.org/2024/07/01/title
/2024/07/01/
100 days ago, he left
Monday
一月
昨天他说
3D
주전
年前
hours ago
days ago
Nu
Net
""".strip().splitlines()

NO_DATE = """
10
May
May said 10 things
may 10 people come
2.56
92%
12/10 alone
Upgrade to 10.04.22
Python 2024.1.1 is out
192.168.10.1
The score was 3-2
It costs $10 May not
Sat 3-2
May 2024 be better
Bitcoin outlook: May 2025
Covid-19 July
G20 July 2024
They set 5 records
10 out of 10
He left 3 hours ago
Phone 020 7946 0958
1-3 July 2024
See https://example.org/2024/07/01/title
1.2.2024.5
Feb 30, 2024 never was
Q3 2024
9/11 attacks
""".strip().splitlines()

IN_PROSE = {
    "On July 1, 2024 the court ruled.": ("2024-07-01", "July 1, 2024"),
    "What happened on July 1, 2024": ("2024-07-01", "July 1, 2024"),
    "By Author | Jul 1, 2024 | 3 comments": ("2024-07-01", "Jul 1, 2024"),
    "Das Gericht am 1. Juli 2024 in Bonn": ("2024-07-01", "1. Juli 2024"),
    "Am 1. Juli 2024 so viel wie nie": ("2024-07-01", "1. Juli 2024"),
    "LONDON, July 1, 2024 (Wire) - Shares fell": ("2024-07-01", "July 1, 2024"),
    "法院于2024年7月1日作出判决": ("2024-07-01", "2024年7月1日"),
    "El 1 de julio de 2024 entró en vigor": ("2024-07-01", "1 de julio de 2024"),
    "Author - 01.07.2024, 14:05 Uhr - Berlin": ("2024-07-01T14:05", "01.07.2024, 14:05 Uhr"),
    "Trading on Jul 1 was flat": (None, "Jul 1"),
    "Author · Thu, Jan 23": (None, "Thu, Jan 23"),
    "Author · 3 hours ago": (None, "3 hours ago"),
    "Author | Yesterday": (None, "Yesterday"),
}


@pytest.mark.parametrize(
    ("line", "iso"), [(line, iso) for table in STAMPS.values() for line, iso in table.items() if iso]
)
def test_date_lines_of_every_language(line: str, iso: str) -> None:
    when = is_date_line(line)
    assert when is not None
    assert when.iso == iso
    assert line[when.start : when.end] == when.words
    found = find_date(line)
    assert found is not None
    assert found.iso == iso


def test_every_language_has_six_shapes_or_more() -> None:
    assert all(len(table) >= 6 for table in STAMPS.values())
    assert {*STAMPS, "mul"} == set(load_locales())


@pytest.mark.parametrize(("line", "known"), PARTIAL.items())
def test_lines_without_a_year(line: str, known: dict[str, object]) -> None:
    when = is_date_line(line)
    assert when is not None
    assert when.iso is None
    assert {name: getattr(when, name) for name in known} == known


@pytest.mark.parametrize("line", NO_STAMP)
def test_lines_that_are_no_date_line(line: str) -> None:
    assert is_date_line(line) is None


@pytest.mark.parametrize("line", NO_DATE)
def test_lines_without_a_date(line: str) -> None:
    assert find_date(line) is None


@pytest.mark.parametrize(("line", "expected"), IN_PROSE.items())
def test_dates_inside_a_line(line: str, expected: tuple[str | None, str]) -> None:
    when = find_date(line)
    assert when is not None
    assert (when.iso, when.words) == expected
    assert line[when.start : when.end] == when.words


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published Jul 1, 2024 | Updated Jul 2, 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("Published Jul 1, 2024 Updated Jul 2, 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("Jul 1, 2024 (updated Jul 2, 2024)", [(DAY, ""), ("2024-07-02", "modified")]),
        ("Jul 1, 2024 • Jul 2, 2024", [(DAY, ""), ("2024-07-02", "")]),
        ("Jul 1, 2024 - Updated 3 hours ago", [(DAY, ""), (None, "modified")]),
        ("1. Juli 2024, aktualisiert am 2. Juli 2024", [(DAY, ""), ("2024-07-02", "modified")]),
        ("Publié le 1 juillet 2024, màj le 2 juillet 2024", [(DAY, "published"), ("2024-07-02", "modified")]),
        ("입력 2024.07.01 | 수정 2024.07.02 10:05", [(DAY, "published"), ("2024-07-02T10:05", "modified")]),
        ("2024年7月1日更新", [(DAY, "modified")]),
        ("From July 1, 2024 to July 5, 2024 it rained", [(DAY, ""), ("2024-07-05", "")]),
        ("no date", []),
    ],
)  # fmt: skip
def test_all_dates_of_a_line(line: str, expected: list[tuple[str | None, str]]) -> None:
    assert [(when.iso, when.role) for when in dates_in_line(line)] == expected


@pytest.mark.parametrize(
    ("line", "lang", "iso"),
    [
        ("01/07/2024", None, None),
        ("01/07/2024", "en", None),
        ("01/07/2024", "en-US", "2024-01-07"),
        ("01/07/2024", "en_GB", "2024-07-01"),
        ("01/07/2024", "fr", "2024-07-01"),
        ("01/07/2024", "fr-CA", "2024-07-01"),
        ("01-07-2024", "nl", "2024-07-01"),
        ("01/07/2024", "xx", None),
        ("Mon, 01/07/2024", None, "2024-07-01"),
        ("Sun, 01/07/2024", None, "2024-01-07"),
        ("24.07.01", "ko", "2024-07-01"),
        ("24.07.01", "de", "2001-07-24"),
    ],
)
def test_order_of_day_and_month(line: str, lang: str | None, iso: str | None) -> None:
    when = is_date_line(line, lang=lang)
    assert when is not None
    assert when.iso == iso


def _when(line: str) -> When:
    when = is_date_line(line)
    assert when is not None
    return when


@pytest.mark.parametrize(
    ("line", "newest", "now", "expected"),
    [
        ("Jan 23, Thu", DAY, None, "2025-01-23"),
        ("Apr 21, Mon", DAY, None, "2025-04-21"),
        ("May 07, Wed", DAY, None, "2025-05-07"),
        ("Jun 04, Wed", DAY, None, "2025-06-04"),
        ("Jun 04, Wed 10:05", DAY, None, "2025-06-04T10:05"),
        ("Jan 23, Thu", None, "2025-03-01T10:00", "2025-01-23"),
        ("Jan 23, Thu", None, None, None),
        ("Jan 23, Thu", "2034-01-01", None, None),
        ("Feb 29, Thu", DAY, None, "2024-02-29"),
        ("Jul 1", DAY, DAY, None),
        ("Jul 1, 2024", None, None, DAY),
        ("5:50 PM", DAY, DAY, None),
        ("3 hours ago", None, "2024-07-01T14:05", "2024-07-01T11:05"),
        ("3 hours ago", None, "2024-07-01T01:05:09+02:00", "2024-06-30T22:05+02:00"),
        ("20 min ago", None, "2024-07-01T00:05:00Z", "2024-06-30T23:45Z"),
        ("3 hours ago", None, DAY, None),
        ("3 hours ago", DAY, None, None),
        ("Just now", None, DAY, DAY),
        ("Yesterday", None, DAY, "2024-06-30"),
        ("Yesterday at 5:50 PM", None, DAY, "2024-06-30T17:50"),
        ("Today", None, "2024-07-01T14:05", DAY),
        ("2 days ago", None, "2024-07-01T14:05", "2024-06-29"),
        ("3 weeks ago", None, DAY, "2024-06-10"),
        ("2 months ago", None, DAY, "2024-05"),
        ("8 months ago", None, DAY, "2023-11"),
        ("2 years ago", None, DAY, "2022"),
        ("999 years ago", None, "0900-01-01", None),
    ],
)
def test_resolve(line: str, newest: str | None, now: str | None, expected: str | None) -> None:
    assert resolve(_when(line), newest=newest, now=now) == expected


def test_words_of_two_languages_never_contradict_each_other() -> None:
    locales = load_locales()
    seen: dict[tuple[str, str], Value] = {}
    for data in locales.values():
        for phrase, kind, value in _facts(data, set()):
            assert seen.setdefault((fold(phrase), kind), value) == value, (phrase, kind)


@pytest.mark.parametrize("code", sorted(set(STAMPS)))
def test_a_locale_is_complete(code: str) -> None:
    data = load_locales()[code]
    assert set(data["months"].values()) == set(range(1, 13))
    assert set(data["weekdays"].values()) == set(range(7))
    assert len(data["stop_words"]) >= 55
    assert {0, -1} <= set(data["days"].values())
    assert {"published", "modified"} <= set(data["labels"])
    assert {"minute", "hour", "day", "week", "month", "year"} <= set(data["units"])
    assert data["relative"].get("before") or data["relative"].get("after")
    for name in ("months", "weekdays", "days"):
        assert all(word == fold(word) for word in data[name])


def test_every_month_and_weekday_name_is_read() -> None:
    for code in STAMPS:
        data = load_locales()[code]
        for name, number in data["months"].items():
            when = is_date_line(f"5 {name} 2024")
            assert when is not None, (code, name)
            assert when.iso == f"2024-{number:02}-05", (code, name)
        for name, number in data["weekdays"].items():
            when = is_date_line(f"{name}, 2024-07-05")
            assert when is not None, (code, name)
            assert when.weekday == number, (code, name)


def test_every_label_and_relative_word_is_read() -> None:
    for code in STAMPS:
        data = load_locales()[code]
        for role, labels in data["labels"].items():
            for label in labels:
                assert _when(f"{label}: 2024-07-05").role == role, (code, label)
        for phrase, distance in data["days"].items():
            assert _when(phrase).ago == -distance, (code, phrase)
        for unit, phrases in data["units"].items():
            for phrase in phrases:
                after = data["relative"].get("after", [""])[0]
                before = "" if after else data["relative"]["before"][0]
                factor = int(unit.split()[0]) if " " in unit else 1
                assert _when(f"{before} 3 {phrase} {after}".strip()).ago == 3 * factor, (code, phrase)


ALPHABET = st.one_of(
    st.characters(),
    st.sampled_from(list("0123456789 .,:-/|()年月日년월일")),
    st.sampled_from(["Jul ", "Mon ", "2024", " at ", "Updated ", "ago", "hours ", "5 ", "İ", "T10:"]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join), st.sampled_from([None, "en", "en-US", "de", "ko"]))
def test_any_text_gives_spans_inside_the_line(line: str, lang: str | None) -> None:
    for when in (find_date(line, lang=lang), is_date_line(line, lang=lang), *dates_in_line(line, lang=lang)):
        if when is not None:
            assert 0 <= when.start < when.end <= len(line)
            assert line[when.start : when.end] == when.words
            assert resolve(when, newest=DAY, now=f"{DAY}T10:00") is None or when.words


@pytest.mark.parametrize(
    "line",
    [
        *("1 " * 60, "5 may " * 20, "jul 1, " * 17, "5h | " * 24, "1" * 120, "on at " * 20, "10:00 " * 20),
        *(
            "2024-" * 24,
            "1.1." * 30,
            "updated " * 15,
            "1 of " * 24,
            " " * 119 + "1",
            "年月" * 60,
            "1 - " * 30,
        ),
    ],
)
def test_hostile_lines_are_quick(line: str) -> None:
    find_date("1 May 2024")  # the patterns are compiled once, outside the measure
    for text in (line[:120], line * 1000):
        for ask in (find_date, is_date_line, dates_in_line):
            begun = time.process_time()
            ask(text)
            assert time.process_time() - begun < 1
    begun = time.process_time()
    find_date(line * 100, max_length=10**6)
    assert time.process_time() - begun < 15
