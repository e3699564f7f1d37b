"""The language of a text: by script, by stop words, by letters it has and has not."""

from __future__ import annotations

import pytest

import newsclean

NAMES = "İzmir'in Bornova, Balıkesir'in Kepsut, Samsun'un Kavak, Çorum'un Alaca ve Bursa'nın Osmangazi ilçelerinde. "
TURKISH = (
    "Belediye başkanı dün yaptığı açıklamada köprünün bu yıl içinde yeniden açılacağını ve bunun için "
    "çalıştıklarını söyledi."
)
CZECH = (
    "Městská rada se v úterý rozhodla, že most přes řeku bude zavřený až do léta, protože dělníci našli trhliny, "
    "o kterých dosud nikdo nevěděl, a na opravu teď není dost peněz."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Tuesday to lengthen the pier before the storms of the winter come.", "en"),
        ("Der Rat hat am Dienstag beschlossen, die Brücke zu schließen, weil sie nicht mehr sicher ist.", "de"),
        ("Il consiglio ha deciso martedì di chiudere il ponte perché non è più sicuro per le persone.", "it"),
        ("Rada miasta zdecydowała we wtorek, że most będzie zamknięty, ponieważ nie jest już bezpieczny.", "pl"),
        (TURKISH, "tr"),
        (f"{NAMES * 2}\n\n{NAMES * 3}\n\n" + "\n\n".join([TURKISH] * 6), "tr"),
        ("Городской совет решил во вторник закрыть мост, потому что он уже не безопасен для людей.", "ru"),
        ("Міська рада вирішила у вівторок закрити міст, тому що він уже не є безпечним для людей.", "uk"),
        ("村里没有人记得哪一年的冬天河水像那一年一样早早就结了冰。", "zh"),
        ("市議会は火曜日、橋を閉鎖することを決めた。安全ではないからだという。", "ja"),
        (CZECH, None),  # many of its short words are Polish, its letters are not
        ("Qwx zzv brrt.", None),
    ],
)
def test_the_language_is_named_or_left_open(text: str, language: str | None) -> None:
    assert newsclean.clean(text).language == language
