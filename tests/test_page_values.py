"""How single values of a page are read: titles with the site's name, moments, names."""

from __future__ import annotations

import pytest

from newsclean.metadata.moments import iso_moment
from newsclean.metadata.people import clean_names, lead_pattern
from newsclean.metadata.site_name import Site, without_site
from newsclean.rulebook import standard_table


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ferry sails again | Coast Ledger", "Ferry sails again"),
        ("Ferry sails again - Coast Ledger", "Ferry sails again"),
        ("Ferry sails again – coast ledger", "Ferry sails again"),
        ("Coast Ledger | Ferry sails again", "Ferry sails again"),
        ("Coast Ledger: Ferry sails again", "Ferry sails again"),
        ("Ferry to the island sails again | Coast | Coast Ledger", "Ferry to the island sails again"),
        ("Ferry sails again - ledger.example", "Ferry sails again"),
        ("Ferry – and mail – for the island", "Ferry – and mail – for the island"),
        ("BUDGET | The island gets a second ferry in summer", "BUDGET | The island gets a second ferry in summer"),
        ("Well-known ferry sails", "Well-known ferry sails"),
        ("Coast Ledger", "Coast Ledger"),
    ],
)
def test_titles_without_the_site(title: str, bare: str) -> None:
    assert without_site(title, Site(["Coast Ledger"], ["https://www.ledger.example/a"])) == bare


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-03T10:00:00.123Z", "2024-03-03T10:00:00Z"),
        ("2024-03-03T10:00:00+0530", "2024-03-03T10:00:00+05:30"),
        ("2024-03-03 10:00:00 -05", "2024-03-03T10:00:00-05:00"),
        ("2024-03-03T10:00", "2024-03-03T10:00"),
        ("2024-03-03T00:00:00", "2024-03-03"),
        ("20240303", "2024-03-03"),
        ("1709460000", "2024-03-03T10:00:00Z"),
        ("1709460000000", "2024-03-03T10:00:00Z"),
        ("Sun, 03 Mar 2024 10:00:00 GMT", "2024-03-03T10:00:00Z"),
        ("Sun Mar 03 2024 10:00:00 GMT+0100 (CET)", "2024-03-03T10:00:00+01:00"),
        ("March 3, 2024", "2024-03-03"),
        ("2024-13-03", None),
        ("0001-01-01T00:00:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_moments(text: str, iso: str | None) -> None:
    assert iso_moment(text) == iso


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joan Carver", ["Joan Carver"]),
        ("By Joan Carver, Coast Correspondent", ["Joan Carver"]),
        ("Joan Carver|Tom Ellery", ["Joan Carver", "Tom Ellery"]),
        ("Joan Carver (joan@ledger.example)", ["Joan Carver"]),
        ("@joancarver", []),
        ("https://www.social.example/joan.carver", []),
        ("jcarver", ["jcarver"]),
        ("admin", []),
        ("Editorial Team", []),
        ("Ana Ruiz y Torres", ["Ana Ruiz y Torres"]),
        ("Ana López y Luis Vega", ["Ana López", "Luis Vega"]),
        ("this is a whole sentence about somebody who wrote it", []),
        ("", []),
    ],
)
def test_names_of_tags(text: str, names: list[str]) -> None:
    assert clean_names(text, lead_pattern(standard_table())) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Joan Carver - Mar 27, 2024", ["Joan Carver"]),
        ("By: Joan Carver on 04-Aug-2021 5:11:10", ["Joan Carver"]),
        ("By Joan Carver ⋅ Senior Analyst ⋅ Updated March 5, 2025", ["Joan Carver"]),
        ("jcarver", []),
        ("by jcarver | Apr 21, 2025", ["jcarver"]),
        ("Share this story", []),
        ("March 3, 2024", []),
    ],
)
def test_names_on_the_page(text: str, names: list[str]) -> None:
    assert clean_names(text, lead_pattern(standard_table()), seen=True) == names
