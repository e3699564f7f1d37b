"""Lines that only look like dates: numbers, versions, scores, opening times, sentences that begin with a date."""

from __future__ import annotations

import pytest

from newsclean.dates import find_date, is_date_line

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


@pytest.mark.parametrize("line", NO_STAMP)
def test_lines_that_are_no_date_line(line: str) -> None:
    assert is_date_line(line) is None


@pytest.mark.parametrize("line", NO_DATE)
def test_lines_without_a_date(line: str) -> None:
    assert find_date(line) is None
