"""Lines that are nothing but a date: the shapes of every language, and the order of day and month."""

from __future__ import annotations

import pytest

from newsclean.dates import find_date, is_date_line
from newsclean.locales import load_locales

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
