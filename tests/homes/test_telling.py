"""What words about a provider tell of a home, in tables: what is found, and what is not."""

import pytest

from homes.telling import tells

NOTHING = {"name": "", "address": "", "postcode": "", "telephone": ""}
PLACE = {
    "name": "Tŷ’r Onnen",
    "address": "Flat 2, 12–14 Larchwood Lane\nAnytown\nSalop",
    "postcode": "ZZ9 1AB",
    "telephone": "+44 1632 960 555",
}


def named(words, name, **about):
    return tells(words, **NOTHING | {"name": name}, **about)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Oak House", "Oak House"),
        ("Oak House Ltd", "Oak House"),
        ("OAK-HOUSE LIMITED", "Oak House"),
        ("The Oak House Company", "Oak House"),
        ("Oakhouse Care Ltd", "Oak House"),
        ("Oak House Ltd", "Oakhouse"),
        ("Oak House Ltd", "Oak House Children’s Home"),
        ("Oak House Ltd", "The Oak House Residential Unit"),
        ("We began at Oak  House in 1990.", "Oak House"),
        ("https://www.oakhouse.org.uk/about", "Oak House"),
        ("info@oak-house.example", "Oak House"),
        ("Tyr Onnen Cyf", "Tŷ'r Onnen"),
        ("Ty'r Ônnen", "Tŷ’r Onnen"),
        ("Ash Care Ltd", "Ash"),
        ("St. Mary's Ltd", "St Marys"),
        ("Rose & Crown Ltd", "Rose and Crown"),
        ("The Lodge Ltd", "The Lodge"),
        ("Since the lodge opened, we grew.", "The Lodge"),
        ("Park View Services", "Park View"),
        ("Home Ltd", "The Home"),
        ("Children’s Home Limited", "Children’s Home"),
        ("Fernhillside", "Fernhill"),
        ("Larchhome", "Larch"),
        ("At Oak Children’s House", "Oak Children’s House Ltd"),
        ("Oak Houses", "Oak House"),
        ("Oak’s House", "Oak House"),
        ("Oak House", "Oaks House"),
        ("At the Larches", "Larch"),
        ("https://oakhouses.example", "Oak House"),
        ("https://www.oakshouse.example", "Oak House"),
        ("https://www.oakhouse.example", "Oaks’ House"),
        ("Oak Hse.", "Oak House"),
        ("Oak House", "Oak Hse"),
        ("Oak Cott and Mill Fm", "Mill Farm"),
        ("Oak Cott and Mill Fm", "Oak Cottage"),
        ("info@oakhse.example", "Oak House"),
        ("Saint Mary’s", "St Marys"),
        ("https://saintmarys.example", "Saint Marys"),
        ("https://example.org.uk/oak%20house", "Oak House"),
        ("https://o%61k%48ouse.example", "Oak House"),
        ("https://example.org.uk/oak%2520house", "Oak House"),
        ("Оаk Ноusе", "Oak House"),  # noqa: RUF001 - of which only k and us are Latin
        ("Οak Ηοuse", "Oak House"),  # noqa: RUF001 - Greek
        ("𝐎𝐚𝐤 Ｈｏｕｓｅ", "Oak House"),  # noqa: RUF001
        ("Oak\u200b Ho\u00aduse", "Oak House"),
    ],
)
def test_a_home_s_name_is_found(words, name):
    assert named(words, name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Oak House Ltd", ""),
        ("", "Oak House"),
        ("Oak Care Ltd", "Oak House"),
        ("Larch Care Ltd", "Larch Care Fern House"),
        ("A washing service", "Ash"),
        ("We run children’s homes in Wales.", "Children’s Home"),
        ("The home of good care", "The Home"),
        ("Home 3 and home 30", "Home 3"),
        ("A lodge for anglers", "The Lodge"),
        ("Soak housework", "Oak House"),
        ("Soak Houses", "Oak House"),
        ("Oak houseboats", "Oak House"),
        ("A driver", "Rivers"),
        ("A 50% rise, and 20%20 more", "Rise House"),
        ("Saint Mary’s", "Mary House"),
        ("Москва", "Oak House"),
        ("Roseate", "Rose"),
    ],
)
def test_what_is_no_home_s_name_is_not_found(words, name):
    assert not named(words, name)


@pytest.mark.parametrize(
    "words",
    [
        "12 Larchwood Lane",
        "Our office, 14 LARCHWOOD LN., Anytown",
        "in Larchwood Lane",
        "zz91ab",
        "Post to ZZ9-1AB please",
        "Ring 01632 960555.",
        "(01632) 960 555",
        "0044 1632 960555",
    ],
)
def test_a_street_a_postcode_and_a_number_are_found(words):
    assert tells(words, **PLACE)


@pytest.mark.parametrize("words", ["Anytown", "Homes in Salop", "Flat 2", "12 High Street", "ZZ9 1AC", "01632 960556"])
def test_a_town_and_what_is_elsewhere_are_not(words):
    assert not tells(words, **PLACE)


@pytest.mark.parametrize(
    ("words", "address", "is_told"),
    [
        ("In Fernhill", "Fernhill\nDerby", True),
        ("In Park View", "Park View\nDerby", True),
        ("A lodge for anglers", "Lodge\nDerby", False),
        ("In Larchwood Lane", "Flat 2, Larchwood Lane, Derby", True),
        ("In Broadmoor", "Fern House, 12 Broadmoor, Derby", True),
        ("In Derby", "Fern House, 12 Broadmoor, Derby", False),
        ("", "Flat 2", False),
    ],
)
def test_a_house_and_a_street_are_found_without_a_number(words, address, is_told):
    assert tells(words, **NOTHING | {"address": address}) is is_told


@pytest.mark.parametrize(
    ("office", "address", "is_told"),
    [
        ("4 Church Road, Leeds", "12 Church Road\nDerby", False),  # one street of many
        ("12 Church Rd, Derby", "12 Church Road\nDerby", True),
        ("12a Church Road, Derby", "12 Church Road\nDerby", True),
        ("10-12 Church Road", "12 Church Road", True),
        ("10-12 Church Road", "10 Church Road", True),
        ("12 Church Road", "Fern House, 12, Church Road, Derby", True),
        ("12 Church Road", "Church Road, 12\nDerby", True),
        ("4 Church Road", "12, Church Road\nDerby", False),
        ("Church Road 12", "12 Church Road", True),
        ("Church Road, 12, Derby", "12 Church Road", True),
        ("Church Road, No. 12", "12 Church Road", True),
        ("12 the Church Road", "12 Church Road", True),
        ("4 Church Road, 12 Mill Lane", "12 Church Road", False),
        ("10-14 Church Road", "12 Church Road", True),
        ("10–14 Church Rd", "Church Road 12", True),
        ("10 to 14a Church Road", "12 Church Road", True),
        ("9 - 13 Church Road", "12 Church Road", False),  # the other side of the street
        ("9-14 Church Road", "12 Church Road", True),
        ("12 & 16 Church Road", "12 Church Road", True),
        ("12 and 16 Church Road", "14 Church Road", False),
        ("14-10 Church Road", "12 Church Road", False),
        ("12 Church Road", "10-14 Church Road", True),
        ("1-900 Church Road", "12 Church Road", False),  # no range of houses
        ("Fern Hse, 4 Mill Way", "Fern House, 7 Long Lane", True),
        ("Fern House, 4 Mill Way", "Fern House, 7 Long Lane", True),  # a house's name comes first
        ("Derby", "7 Long Lane, Derby", False),
        ("Derby DE1 3AB", "7 Long Lane, Derby de13ab", True),  # a postcode that was written among the rest
    ],
)
def test_an_office_may_stand_in_a_home_s_street_and_not_in_the_home(office, address, is_told):
    assert tells(office, **NOTHING | {"address": address}, is_address=True) is is_told


@pytest.mark.parametrize(
    ("words", "about", "is_told"),
    [
        ("M1 1AA", {"postcode": "M11AA"}, True),
        ("M11A", {"postcode": "M11A"}, False),
        ("Registered as 1234567", {"urn": "1234567"}, True),
        ("URN 123-4567.", {"urn": "1234567"}, True),
        ("Ofsted: SC 123456", {"urn": "SC123456"}, True),
        ("Number 123456", {"urn": "SC123456"}, True),
        ("Company 12345678", {"urn": "1234567"}, False),
        ("Ring 01234 567 891", {"urn": "1234567"}, False),
        ("For homes in 1234 ways", {"urn": "SC1234"}, False),
        ("Ring 960555", {"telephone": "960 555"}, True),
        ("Ring 960 55", {"telephone": "96055"}, False),
        ("Ring 632 960555", {"telephone": "01632 960555"}, True),
        ("Ring 32 960555", {"telephone": "01632 960555"}, False),
    ],
)
def test_how_much_of_a_postcode_or_number_tells(words, about, is_told):
    assert tells(words, **NOTHING | about) is is_told
