"""The parts of the grammar that say how large a figure is: numbers and their scales."""

import re

from helpers.figures.lexicon import (
    CHINESE_DIGITS,
    GLUED_WORDS,
    SCALES,
    SMALL_NUMBERS,
)
from helpers.figures.parts import any_of, part

# --- numbers

# Digits in groups of three, with commas.
_BY_COMMAS = part(
    "digits with commas", r"\d{1,3}(?:,\d{3})+(?!,?\d)", "约[3,720]亿", "over [1,200] jobs"
)
# Digits in groups of three, with spaces, as in much of Europe.
_BY_SPACES = part(
    "digits with spaces",
    r"(?<!\d)\d{1,3}(?:\ \d{3})+(?!\d)",
    "[1 000 000 000] EUR",
    "[30 000] jobs",
)
# Digits in groups of two before the last three, as in India.
_BY_LAKHS = part(
    "digits of lakhs",
    r"\d{1,2}(?:,\d{2})+,\d{3}(?!,?\d)",
    "Rs [1,78,950] crore",
    "₹[12,34,567]",
)
# Digits in groups of three, with apostrophes, as in Switzerland.
_BY_APOSTROPHES = part(
    "digits with apostrophes", r"\d{1,3}(?:['’]\d{3})+(?!\d)", "CHF [1'000'000]", "Fr. [250’000]"
)
# Digits in groups of three, with points: one group alone may be decimals, but not two, or one with
# a decimal comma behind.
_BY_POINTS = part(
    "digits with points",
    r"\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d{1,2})?|\.\d{3},\d{1,2})(?![\d,.]*\d)",
    "EUR [1.234.567,89]",
    "€ [3.000.000]",
)
LATIN_SCALES = any_of(scale for scale in SCALES if scale.isascii())
_LATIN_SCALES_HYPHENATED = LATIN_SCALES.replace(re.escape(" "), "[ -]")  # lakh-crore
# Where lakh and crore are counted, a comma groups digits.
_SCALES_OF_COMMA = any_of(
    word for word in SCALES if word.isascii() and not re.search("cr|la[ck]", word)
)
# A number with a decimal comma: one before a scale or percent, or one in groups with spaces.
_DECIMAL_COMMA = part(
    "number with a decimal comma",
    rf"""(?:\d{{1,3}}(?:[ ]\d{{3}})+|\d+),\d{{1,2}}(?![\d,])
    (?=[\s-]{{0,2}}(?:(?:{_SCALES_OF_COMMA})s?(?![A-Za-z])|%|per[ -]?cent))
    |\d{{1,3}}(?:[ ]\d{{3}})+,\d{{1,2}}(?![\d,])""",
    "€[2,5] billion",
    "[1 234,5] million euros",
    "[7,5]%",
)
# The same of an amount, which needs no scale; only where a currency stands before.
COMMA_OF_AMOUNT = part(
    "decimal comma of an amount",
    r"\d+,\d{1,2}(?=[kmbt]?(?![A-Za-z\d,]))(?!\s?(?:[万亿]|cr|la[ck]))|\.\d+(?![\d.,]*\d)",
    "R[12,50]",
    "€[2,5]m",
    "$[.5] billion",
)
# A number in digits, with decimals or without.
_DIGITS = part(
    "number in digits",
    rf"""{_BY_POINTS}|{_DECIMAL_COMMA}
    |(?:{_BY_COMMAS}|{_BY_SPACES}|{_BY_LAKHS}|{_BY_APOSTROPHES}|\d+)(?:[.·]\d+)?""",
    "[20.15] billion yuan",
    "US$[23,197.5] million",
)
# A decimal in words, behind the whole part.
_POINT = part(
    "decimal in words",
    r"[ -]point(?:[ -](?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d+)\b)+",
    "185[-point-seven] billion",
    "one[ point two] million",
)
# A number in English words. “A” is a number only before a scale: a million, but not a company.
_ENGLISH = part(
    "number in words",
    rf"""\b(?:half[ -]an?|an?(?=\ (?:dozen|hundred|thousand|million|billion|trillion|lakh|crore))
    |zero|{SMALL_NUMBERS})
    (?:[\ -](?:and\ )?(?:hundred|{SMALL_NUMBERS})\b)*
    (?:[\ -]thousand[\ -](?:and\ (?:{SMALL_NUMBERS})(?=[\ -])|(?:{SMALL_NUMBERS})[\ -]hundred\b)
    (?:[\ -](?:and\ )?(?:{SMALL_NUMBERS})\b)*)?
    (?:\ and\ a\ half\b)?(?![a-z])""",
    "[twenty-five] projects",
    "[one thousand two hundred] jobs",
    "[one and a half] billion euros",
    "[half a] million jobs",
)
# A Chinese numeral below 万, which is a scale.
_CHINESE = part(
    "Chinese numeral",
    rf"""[{CHINESE_DIGITS}十廿][{CHINESE_DIGITS}十廿百千]{{0,15}}
    (?:[点.·・][{CHINESE_DIGITS}]+)?""",
    "[二·五]兆",
    "[三百零五]家企业",
    "[一点五]亿元",
)
# Two digits in a row that are a rough number: five or six.
_ROUGH_DIGITS = part(
    "rough number in digits",
    r"(?<![\d.])(?:1、2|2、3|3、4|4、5|5、6|6、7|7、8|8、9)(?=[个家名人项万亿千百座条])"
    r"|(?:一、二|两、三|二、三|三、四|四、五|五、六|六、七|七、八|八、九)(?=[个家名人项万亿千百座条])"
    r"|(?:[一二三四五六七八]十、[二三四五六七八九]十|[一二三四五六七八]百、[二三四五六七八九]百)"
    r"(?=[个家名人项万亿座条])",
    "[5、6]个项目",
    "[七、八]亿元",
)
# The hundred of 百分之百, all of it.
_HUNDREDTHS = part("百 in hundredths", "(?<=分之)百", "百分之[百]", "完成率百分之[百]")
NUMBER = part(
    "number",
    rf"{_ROUGH_DIGITS}|\d+{_POINT}|(?:{_DIGITS})|{_ENGLISH}{_POINT}?|{_CHINESE}|{_HUNDREDTHS}",
    "[16] industrial projects",
    "[three]",
    "[二十]亿",
)

# --- scales

_CHINESE_SCALES = any_of(scale for scale in SCALES if not scale.isascii())

# A scale in English words, as a word of its own or with a hyphen; glued to a word of grammar.
SCALE_WORD = part(
    "scale in words",
    rf"""[\s-]{{0,2}}(?:(?:{_LATIN_SCALES_HYPHENATED})s?(?![A-Za-z])
    |(?:million|billion|trillion|crore)(?=(?:{GLUED_WORDS})\b))""",
    "20.15[ billion] yuan",
    "100[-billion]-dollar",
    "Rs 1.5[ lakh-crore]",
    "$65[ million]to execute",
)
# A letter that stands for a scale, close to the number; 5m² and 5 m/s are measures.
SCALE_LETTER = part(
    "scale as a letter",
    r"(?:k|m|b|(?-i:L))(?![A-Za-z\d²³/])",
    "$5[m]",
    "Rs 3[L]",
)
# A trillion, only where a currency stands before: 5t are tonnes.
LETTER_OF_AMOUNT = part("trillion as a letter", r"t(?![A-Za-z\d²³/])", "$1.2[t]", "£3[T]")
# A letter that stands for a scale, after a space; only where a currency stands before.
LETTER_APART = part(
    "scale as a letter apart", r"[ ](?:k|m|b|(?-i:[TL]))(?![A-Za-z\d²³/.])", "$1.5[ B]", "£45[ m]"
)
# A Chinese scale, perhaps behind 个; 千瓦, 千米, 千克 and 千伏 are measures.
CHINESE_SCALE = part(
    "Chinese scale",
    # 218个亿元以上项目 are 218 projects, and not 21.8 billion
    r"\s?(?:个多?(?=万?亿|兆)(?![百千]?亿元?(?:以上|级)?[一-鿿]{0,6}(?:项目|企业|产业)))?"
    rf"(?:{_CHINESE_SCALES})(?![瓦米克伏])",
    "201.5[亿]元",
    "1[个多亿]",
    "3.6[万]个",
)
# A scale that stands without a number, and means a size class or a rough number.
SIZE = part(
    "scale alone",
    r"""[百千][多余](?:万亿|亿|万)|[十百千]?万亿|[十百千]?亿|[十百千]万|兆(?=元|级)
    |[百千](?=[多余][个家名人户项])""",
    "[千亿]级",
    "[百余亿]元",
    "[百]余家企业",
)
# The same of 百家 and 万人, which is one only behind a qualifier.
SIZE_OF_COUNT = part(
    "scale alone of a count", "[百千万](?=[个家名人户项])", "超[百]家企业", "近[万]名学生"
)
# Any scale that is a word by itself.
SCALE = part("scale", f"{SCALE_WORD}|{CHINESE_SCALE}", "5[ billion]", "3.6[万]个")
# “Somewhat more” of a Chinese number, and 来, which is about.
MORE = part(
    "somewhat more",
    "多|余|几(?=[个家名人项亿万千座条])|来(?=[个家名人项亿万千位座条天年])",
    "50[多]亿",
    "30[来]亿元",
)

# A further part of a number with several Chinese scales. Digits need a scale of their own, but for
# four of them behind 万.
_PART_OF_REST = part(
    "part of the rest",
    rf"""(?:\d{{1,3}},\d{{3}}|\d{{1,4}})(?:[十百千]?万?亿|[十百千]?万|[百千](?![瓦米克伏]))
    |(?<=万)(?:\d,\d{{3}}|\d{{4}})(?=[个個家名人项户])
    |零?[一二两三四五六七八九十][{CHINESE_DIGITS}十]*[十百千][{CHINESE_DIGITS}十百千]*[多余几]?(?:万亿|[万亿兆])?
    |零[一二三四五六七八九十](?:万亿|[万亿兆])?
    |[{CHINESE_DIGITS}]{{3,4}}(?:万亿|[万亿兆])?
    |[一二两三四五六七八九](?:万亿|[万亿兆])
    |十[一二两三四五六七八九]?(?:万亿|[万亿兆])""",
    "1兆[2,000亿]元",
    "六万[零三百二十八]人",
    "十六万[二〇四一]个",
)
REST = part(
    "rest", rf"(?:{_PART_OF_REST})+(?![\d百千亿万年多余几])", "3亿[3千万]元", "五万[八千]人"
)
# The hundreds behind thousands, in the style of radio.
HUNDREDS = part(
    "hundreds behind thousands",
    r"(?<=thousand)-\d{3}(?![\d-])",
    "51-thousand[-600] people",
    "20-thousand[-250] jobs",
)
# The second number of two scales in English; “and” stands between them only in India.
SECOND = part(
    "second number",
    rf"[ ](?:and[ ](?=\S+[ ]thousand[ ]crore))?(?:\d+(?:,\d+)*(?:\.\d+)?|{_ENGLISH})(?=[ -])",
    "15 lakh[ and 70] thousand crore",
    "1 crore[ 25] lakh",
)
SECOND_SCALE = part(
    "scale of the second number",
    r"[ -](?:thousand[ ]crore|lakh|crore|thousand|million|billion)s?(?![A-Za-z])",
    "15 lakh and 70[ thousand crore]",
    "2 billion 500[ million]",
)
# A number in figures behind the same in words.
GLOSS = part("figures in brackets", r"[ ]?\([ ]?\d[\d,.]*[ ]?\)", "Five[ (5)] states", "ten[ (10)]")
