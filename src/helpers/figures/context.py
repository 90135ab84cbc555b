"""The currencies of a text: which one a word that several share stands for in it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from helpers.figures.characters import plain
from helpers.figures.currencies import codes_of
from helpers.figures.grammar import CURRENCY
from helpers.figures.lexicon import TRADITIONAL

SHARED_WORD = 0.9  # what a mention of “dollars” weighs against one of US dollars
PLACE = 0.5  # what a mention of a country weighs for its ¥, its 元 or its Rs
TRADITIONAL_SHARE = 0.05  # so much of a text in traditional Chinese is characters of its own
YUAN = "元"
# Which country's money a word is, told by the places that the text speaks of. Where it speaks of
# none, it is the first one's. The 元 of a text in simplified characters is always that of China.
PLACES = {
    "¥": {"CNY": "China|Chinese|中国|中國", "JPY": "Japan|日本"},
    YUAN: {
        "CNY": "人民幣|人民币|大陸|内地|內地|中國|中国|自治區|國務院|商務部",
        "TWD": (
            r"[台臺][灣湾北中南幣币商]|新竹|高雄|桃園|行政院|經濟部|中華民國|民國\d"
            r"|[\d兩二三四五六七八九]兆|兆元|NT\$|竹科|南科|中科|勞動部|立法院|縣市"
        ),
        "HKD": "港元|港幣|香港|特區政府|九龍",
    },
    "rs": {
        "INR": "India|Delhi|Mumbai|crore",
        "PKR": "Pakistan|Karachi|Islamabad|Lahore|Punjab Assembly",
        "LKR": "Sri Lanka|Colombo",
        "NPR": "Nepal|Kathmandu",
    },
    "sh": {
        "KES": "Kenya|Nairobi|Mombasa",
        "UGX": "Uganda|Kampala",
        "TZS": "Tanzania|Dar es Salaam|Dodoma",
    },
    "kr": {"SEK": "Swed", "NOK": "Norw", "DKK": "Denmark|Danish", "ISK": "Iceland"},
    "crown": {"CZK": "Czech|Prague", "SEK": "Swed", "NOK": "Norw", "DKK": "Denmark|Danish"},
    "peso": {
        "MXN": "Mexic",
        "PHP": "Philippine|Manila|Filipino",
        "ARS": "Argentin|Buenos Aires",
        "CLP": "Chile|Santiago",
        "COP": "Colombia|Bogot",
    },
    "p": {"PHP": "Philippine|Manila|Filipino", "BWP": "Botswana|Gaborone"},
    "k": {"ZMW": "Zambia|Lusaka", "PGK": "Papua|Port Moresby", "MWK": "Malawi|Lilongwe"},
    "cfa": {
        "XOF": "Senegal|Ivor|Mali|Burkina|Benin|Togo|Niger|Dakar|Abidjan",
        "XAF": "Cameroon|Gabon|Chad|Congo|Equatorial|Douala|Libreville",
    },
    "riyal": {"SAR": "Saudi|Riyadh|Jeddah", "QAR": "Qatar|Doha", "OMR": "Oman|Muscat"},
    "rial": {"OMR": "Oman|Muscat", "IRR": "Iran|Tehran"},
    "dinar": {"KWD": "Kuwait", "BHD": "Bahrain", "IQD": "Iraq", "JOD": "Jordan"},
    "dh": {"AED": "Emirat|UAE|Dubai|Abu Dhabi|Sharjah", "MAD": "Morocc|Rabat|Casablanca"},
}
_ALIKE = {
    "rupee": "rs", "re": "rs", "shilling": "sh", "shs": "sh", "kroner": "kr", "krona": "kr",
    "kronor": "kr", "krone": "kr", "fcfa": "cfa", "cfaf": "cfa", "cfa franc": "cfa",
    "f cfa": "cfa", "francs cfa": "cfa", "dirham": "dh",
}  # fmt: skip


def by_mention(printed: Sequence[tuple[str, str]], text: str) -> list[str]:
    """The currencies of a text, the most often printed first.

    `printed` are the phrases of its amounts, each with the code that it was taken for.
    """
    weights: dict[str, float] = defaultdict(float)
    shared: dict[str, int] = defaultdict(int)
    is_traditional = _is_traditional(text) or "兆元" in text
    for phrase, code in printed:
        word = CURRENCY.search(plain(phrase))
        if not word:
            continue
        name = _of_places(word[0])
        if name in PLACES and (name != YUAN or is_traditional):
            shared[name] += 1
        else:
            weights[code] += _weight(word[0])
    if is_traditional and YUAN in text:
        shared[YUAN] += 0
    for name, mentions in shared.items():
        place = _likeliest(PLACES[name], weights, text)
        weights[place] += mentions * SHARED_WORD + PLACE
    return sorted(weights, key=weights.__getitem__, reverse=True)


def _of_places(word: str) -> str:
    """A word for a currency as the table of places has it: Rs of Rs., shilling of shillings."""
    small = word.strip(" .").lower()
    if small not in PLACES and small not in _ALIKE:
        small = small.removesuffix("s")
    return _ALIKE.get(small, small)


def _likeliest(places: dict[str, str], weights: dict[str, float], text: str) -> str:
    """The currency whose places, and whose other words, a text has most of; else the first."""
    found = {
        code: PLACE * len(re.findall(names, text)) + weights.get(code, 0)
        for code, names in places.items()
    }
    return max(found, key=found.__getitem__)


def _is_traditional(text: str) -> bool:
    chinese = sum("一" <= character <= "鿿" for character in text)
    own = sum(ord(character) in TRADITIONAL for character in text)
    return own > chinese * TRADITIONAL_SHARE


def _weight(word: str) -> float:
    """What the mention of a currency tells; a word that several share tells less than another."""
    return SHARED_WORD if len(codes_of(word)) > 1 else 1
