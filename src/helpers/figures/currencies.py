"""The words for currencies: their names in Unicode's CLDR (through Babel), and those of everyday.

`codes_of` says which ISO 4217 codes a word may stand for, the likeliest first.
"""

from collections.abc import Iterator

from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

from helpers.figures.lexicon import TRADITIONAL

# A word that several currencies share means the first, unless the text is about another.
EVERYDAY = {
    # China, Hong Kong, Taiwan
    "yuan": "CNY", "renminbi": "CNY", "RMB": "CNY", "Rmb": "CNY", "人民币": "CNY",
    "元人民币": "CNY", "元": "CNY HKD TWD SGD", "¥": "CNY JPY",
    "HK$": "HKD", "港币": "HKD", "元港币": "HKD", "港纸": "HKD", "MOP$": "MOP", "葡币": "MOP",
    "NT$": "TWD", "NTD": "TWD", "NTD$": "TWD", "N.T.$": "TWD", "台币": "TWD", "新台币": "TWD",
    "元新台币": "TWD",
    # dollars
    "US$": "USD", "U.S.$": "USD", "US dollar": "USD", "U.S. dollar": "USD", "美金": "USD",
    "$US": "USD", "US $": "USD", "USD$": "USD", "U$S": "USD", "American dollar": "USD",
    "元美金": "USD",
    "$": "USD HKD SGD AUD CAD NZD TWD", "dollar": "USD HKD SGD AUD CAD NZD TWD",
    "S$": "SGD", "$S": "SGD", "SG$": "SGD", "Sing dollar": "SGD", "坡币": "SGD", "新元": "SGD",
    "新币": "SGD",
    "A$": "AUD", "$A": "AUD", "AUD$": "AUD", "AU$": "AUD", "澳元": "AUD", "澳币": "AUD",
    "C$": "CAD", "$C": "CAD", "CDN$": "CAD", "Cdn$": "CAD", "CA$": "CAD", "CAD$": "CAD",
    "加元": "CAD", "加币": "CAD",
    "NZ$": "NZD", "$NZ": "NZD", "纽币": "NZD", "纽元": "NZD",
    # Europe
    "£": "GBP", "pound": "GBP", "pounds sterling": "GBP", "€": "EUR", "euro": "EUR",
    "franc": "CHF", "crown": "CZK SEK NOK DKK", "SFr": "CHF", "SFr.": "CHF",
    "法郎": "CHF", "瑞郎": "CHF",
    "SKr": "SEK", "NKr": "NOK", "DKr": "DKK", "krona": "SEK ISK", "kronor": "SEK",
    "krone": "NOK DKK", "kroner": "NOK DKK", "克朗": "SEK NOK DKK CZK",
    "kr": "SEK NOK DKK ISK", "Kč": "CZK", "Ft": "HUF", "lei": "RON", "leva": "BGN", "₴": "UAH",
    "zł": "PLN", "兹罗提": "PLN",
    "ruble": "RUB", "₽": "RUB", "卢布": "RUB", "₺": "TRY", "里拉": "TRY",
    # South and Central Asia
    "Rs.": "INR PKR LKR NPR", "Rs": "INR PKR LKR NPR", "rupee": "INR PKR LKR NPR", "₹": "INR",
    "Re.": "INR PKR LKR NPR", "NRs": "NPR", "SLRs": "LKR", "PKRs": "PKR", "Nu.": "BTN", "₸": "KZT",
    "₼": "AZN", "₾": "GEL", "soum": "UZS", "苏姆": "UZS",
    "卢比": "INR PKR", "Tk": "BDT", "৳": "BDT", "塔卡": "BDT", "坚戈": "KZT",
    # East and South-East Asia
    "yen": "JPY", "Yn": "JPY", "円": "JPY", "日元": "JPY", "日圆": "JPY", "日币": "JPY",
    "won": "KRW", "₩": "KRW", "韩元": "KRW", "韩币": "KRW",
    "RM": "MYR", "ringgit": "MYR", "令吉": "MYR", "林吉特": "MYR", "马币": "MYR",
    "baht": "THB", "฿": "THB", "铢": "THB", "₫": "VND", "VNĐ": "VND", "dong": "VND", "đồng": "VND",
    "VND": "VND", "越盾": "VND", "đ": "VND", "B$": "BND", "₭": "LAK", "kip": "LAK", "៛": "KHR",
    "riel": "KHR", "Ks": "MMK", "kyat": "MMK", "Rp.": "IDR",
    "Rp": "IDR", "印尼盾": "IDR", "Php": "PHP", "₱": "PHP", "披索": "PHP",
    # Arabia and Israel
    "dirham": "AED", "Dh": "AED", "Dhs": "AED", "迪拉姆": "AED MAD",
    "riyal": "SAR QAR OMR", "QR": "QAR", "rial": "OMR IRR", "里亚尔": "SAR QAR OMR IRR",
    "dinar": "KWD BHD IQD JOD", "第纳尔": "KWD BHD IQD JOD", "₪": "ILS", "谢克尔": "ILS",
    "KD": "KWD", "SAR": "SAR", "SR": "SAR", "O.R.": "OMR",
    "﷼": "SAR OMR IRR QAR", "先令": "KES UGX TZS", "利拉": "TRY", "TL": "TRY", "NIS": "ILS",
    # Africa
    "rand": "ZAR", "兰特": "ZAR", "₦": "NGN", "naira": "NGN", "奈拉": "NGN",
    "KSh": "KES", "Ksh": "KES", "KShs": "KES", "Kshs": "KES", "KES": "KES", "USh": "UGX",
    "Ush": "UGX", "UShs": "UGX", "Ushs": "UGX", "TSh": "TZS", "Tsh": "TZS", "TShs": "TZS",
    "Tshs": "TZS", "Shs": "UGX KES TZS", "shilling": "KES UGX TZS",
    "GH¢": "GHS", "GH₵": "GHS", "GHC": "GHS", "GH₡": "GHS", "₵": "GHS", "cedi": "GHS",
    "E£": "EGP", "EGP£": "EGP", "FCFA": "XOF XAF", "F CFA": "XOF XAF", "CFA francs": "XOF XAF",
    "CFA franc": "XOF XAF", "francs CFA": "XOF XAF", "CFA": "XOF XAF", "CFAF": "XOF XAF",
    "西非法郎": "XOF", "中非法郎": "XAF", "birr": "ETB", "ETB": "ETB", "pula": "BWP",
    "kwacha": "ZMW MWK", "Kz": "AOA", "kwanza": "AOA", "N$": "NAD", "MTn": "MZN",
    "metical": "MZN", "meticais": "MZN", "FRw": "RWF", "Frw": "RWF", "Rwf": "RWF",
    "Dhs.": "AED", "DHs": "AED",
    # Latin America
    "R$": "BRL", "reais": "BRL", "TT$": "TTD", "J$": "JMD", "BZ$": "BZD", "EC$": "XCD", "G$": "GYD",
    "Bds$": "BBD", "BDS$": "BBD", "FJ$": "FJD", "₡": "CRC", "₲": "PYG", "Gs.": "PYG", "S/": "PEN",
    "S/.": "PEN", "Bs.": "BOB", "CLP$": "CLP", "COL$": "COP", "AR$": "ARS", "Q.": "GTQ",
    "雷亚尔": "BRL", "MX$": "MXN", "Mex$": "MXN", "Can$": "CAD", "$CAN": "CAD",
    "peso": "MXN PHP ARS CLP COP", "比索": "PHP MXN ARS CLP COP",
}  # fmt: skip
# letters and words that are a currency only before a large amount: R2.5 billion, but not R2
BEFORE_LARGE = {
    "R": "ZAR", "P": "PHP BWP", "B": "THB", "N": "NGN", "K": "ZMW PGK MWK", "Bt": "THB",
    "Won": "KRW",
    "Sh": "KES UGX TZS", "sh": "KES UGX TZS", "BD": "BHD", "LE": "EGP", "L.E.": "EGP",
    "OR": "OMR", "DT": "TND", "DA": "DZD", "DH": "AED MAD", "LL": "LBP", "Br": "ETB",
    "JD": "JOD", "RO": "OMR", "MT": "MZN", "Fr.": "CHF", "Ar": "MGA",
}  # fmt: skip
# last words of only one CLDR name that are English words as well: Brazilian real, Peruvian sol
NOT_ALONE = ("real", "reals", "sol", "soles", "mark", "marks")
# words of which many countries have one, told apart by an adjective: Omani riyals
SHARED_NAMES = (
    "riyal|rial|dollar|pound|dinar|dirham|franc|peso|rupee|shilling|crown|lira|real|reai|rand"
    "|kroner"
)
# adjectives for a country that CLDR does not begin its name of the money with
ADJECTIVES = {
    "emirati": "AED", "taiwanese": "TWD", "aussie": "AUD", "american": "USD", "british": "GBP",
    "chinese": "CNY", "english": "GBP", "turkish": "TRY", "czech": "CZK", "hongkong": "HKD",
    "singaporean": "SGD", "malawian": "MWK", "mexican": "MXN", "qatari": "QAR", "saudi": "SAR",
}  # fmt: skip
# the names asked of CLDR: the bare one (US Dollar), the plural (US dollars), both Chinese scripts
FORMS = ((None, "en"), (2, "en"), (None, "zh"), (None, "zh_Hant"))


def _codes() -> list[str]:
    """The currencies that are or were the money of some country, in the order of the alphabet."""
    places = map(str, Locale("en").territories)
    return sorted({code for place in places for code in get_territory_currencies(place)})


def _names(code: str) -> Iterator[str]:
    """What CLDR calls a currency, in small letters and simplified characters."""
    for count, language in FORMS:
        yield get_currency_name(code, count, language).translate(TRADITIONAL).lower()


def _last_words(names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The last words of English names that only one currency has: zloty, hryvnia."""
    codes_by_word: dict[str, set[str]] = {}
    for name, (code,) in names.items():
        if " " in name and name.isascii():
            codes_by_word.setdefault(name.split()[-1], set()).add(code)
    return {
        word: tuple(codes)
        for word, codes in codes_by_word.items()
        if len(codes) == 1 and word not in NOT_ALONE
    }


def _words() -> dict[str, tuple[str, ...]]:
    """Every word for a currency, with the codes that it may stand for, the likeliest first."""
    names: dict[str, tuple[str, ...]] = {}
    for code in sorted(CURRENCIES):
        names |= dict.fromkeys(_names(code), (code,))
        names[code] = (code,)
    everyday = {word: tuple(codes.split()) for word, codes in EVERYDAY.items()}
    plurals = {
        f"{word}s": codes
        for word, codes in everyday.items()
        if word[-1].islower() and word.isascii()
    }
    return names | _last_words(names) | plurals | everyday


CURRENCIES = frozenset(_codes())
WORDS = _words()
_CODES_BY_WORD = {word.lower(): codes for word, codes in WORDS.items()}
_CODES_BY_WORD |= {word.lower(): tuple(codes.split()) for word, codes in BEFORE_LARGE.items()}


def _by_adjective() -> dict[str, str]:
    """The currency of each adjective that begins a name of one in CLDR: Omani of Omani rials."""
    codes: dict[str, str] = {}
    for code in sorted(CURRENCIES):
        adjective, _, noun = get_currency_name(code, None, "en").lower().partition(" ")
        if noun in SHARED_NAMES.split("|") or noun == "rial":
            codes.setdefault(adjective, code)
    return codes | ADJECTIVES


_CODES_BY_ADJECTIVE = _by_adjective()


def codes_of(word: str) -> tuple[str, ...]:
    """The ISO 4217 codes that a word for a currency may stand for, the likeliest first.

    There are none for the money of a country that is not known: Martian dollars.
    """
    small = word.strip().lower()
    if small in _CODES_BY_WORD:
        return _CODES_BY_WORD[small]
    code = _CODES_BY_ADJECTIVE.get(small.split(" ")[0])
    return (code,) if code else ()
