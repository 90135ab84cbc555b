"""The printed figures of a text, in order: those that are understood, and those that are not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from helpers.figures.characters import Line, line_of
from helpers.figures.context import by_mention
from helpers.figures.currencies import codes_of
from helpers.figures.factors import factors, is_compared
from helpers.figures.fractions import fraction_of, fractions
from helpers.figures.grammar import FLAGS, QUALIFIER, figure_in_text
from helpers.figures.heads import amounts_of_columns
from helpers.figures.intervals import INFINITY, ZERO, Interval, Reading
from helpers.figures.lexicon import MONEY_NOUNS, NOT_IN_NOUNS, OF_THE_VERB
from helpers.figures.meaning import Match, reading_of, unread
from helpers.figures.nofigure import NEAR, is_figure
from helpers.figures.nouns import Noun, NounPlace, noun_behind
from helpers.figures.ranges import (
    cut_at_false_range,
    has_lost_its_percent,
    has_lost_its_scale,
)
from helpers.figures.unread import (
    CURRENCY,
    SCALE,
    UNIT,
    amounts_not_understood,
    is_money_counted,
    strange_letters_before,
    why_not_understood,
)

_OPEN_END = re.compile(rf"(?:{QUALIFIER})\s?$", FLAGS)
_CONVERSION = re.compile(r"\s?[(（]")
RUPEES = ("INR", "PKR", "BDT", "NPR", "LKR")  # where lakh and crore are counted
_OF_INDIA = re.compile(r"(?:crores?|lakhs?|lacs?|\bcr)\b", re.IGNORECASE)
NEGATED = {"over": "up_to", "up_to": "at_least"}  # what a bound that is negated is
_BOUND = re.compile(
    "(?:more|less|fewer|greater|lower|higher) than|exceed(?:ing|s|ed)?|below|under|over|above"
    "|surpass|top",
    re.IGNORECASE,
)
# a negation up to five words before the bound, with no other clause between; not “not only”;
# or a subject that is none: none exceeds, no single project is above
_NEGATION = re.compile(
    r"(?:(?P<negation>\bnot|\bnever|\bcannot|[a-z]+n['’]t)(?! (?:only|just|yet|least|to mention)\b)"
    r"(?: [a-z]+){1,5}|(?P<none>\bnone(?: of (?:them|these|those))?|\bno(?: single)? [a-z]+)"
    r"(?: (?:is|are|was|were|will|may|can|be|has|costs|cost)){0,2}) $",
    re.IGNORECASE,
)
# what stands before a number of people that is printed without them: employment of 1.31 lakh
_OF_PEOPLE = re.compile(
    r"\b(?:employment|jobs?|workforce|manpower|headcount|population)"
    r"(?: (?:generation|creation|potential))? (?:of|to|for|at|is|was|reached|totals?|by) $"
    r"|(?:就业|就業|岗位|崗位|用工|员工|員工)(?:岗位|崗位|人数|人數|机会|機會)?(?:数|數|将|總數|总数)?"
    r"(?:达到?|達到?|为|為|共|合计)?$",
    re.IGNORECASE,
)
FAR = 60  # characters before a bound in which it may be negated
LONGEST_CURRENCY = 20  # letters of the name of a currency that is not known
BEYOND = 60  # characters of the next line in which a figure at the end of a line may go on
NO_CURRENCIES = NOT_IN_NOUNS | MONEY_NOUNS


@dataclass(frozen=True)
class Found:
    """A figure found in a text: its `paragraph` (a line that is not blank, from 1), and where in
    that line it stands. One that goes on in the next line ends beyond its own.

    `understood` says whether its currency is not printed with it, but taken from the text. `reason`
    is why it is not understood, and empty where it is; its reading then is of the kind ``unread``.
    `head` is what the head of its column says in a table, without which it cannot be read.
    """

    paragraph: int
    start: int
    end: int
    phrase: str
    reading: Reading
    understood: bool = False
    reason: str = ""
    head: str = ""


def find(text: str, currency: str = "") -> list[Found]:
    """All printed figures of a text, in order.

    Dates, ranks, ages, names with digits and the like are none. An amount without a currency gets
    `currency`, an ISO 4217 code, or else the one that is printed most often in the text. One whose
    scale, decimals or currency cannot be told is named as not understood, and never read in part.
    """
    lines = _lines(text)
    found = _in_text(lines, [currency])
    if currency:
        return [_with_currency(figure, currency) for figure in found]
    amounts = [figure for figure in found if figure.reading.kind == "money"]
    printed = [(figure.phrase, figure.reading.unit) for figure in amounts]
    currencies = by_mention(printed, text)
    if currencies:  # once more, for what a word such as “dollars” means is known only now
        found = _in_text(lines, currencies)
    understood = currencies[0] if currencies else ""
    return [_with_currency(figure, understood) for figure in found]


@dataclass(frozen=True)
class Part:
    """A figure by its place in the text of a line."""

    start: int
    end: int
    reading: Reading
    reason: str = ""


@dataclass(frozen=True)
class _Paragraph:
    """A line that is not blank, and what follows of the next one where it goes on in it."""

    number: int
    line: Line
    length: int  # of the line by itself


def _lines(text: str) -> list[_Paragraph]:
    printed = text.splitlines(keepends=True)
    follows = [*printed[1:], ""]
    lines: list[_Paragraph] = []
    for line, follow in zip(printed, follows, strict=False):
        if not line.strip():
            continue
        bare = line.splitlines()[0]
        goes_on = len(line) > len(bare) and _goes_on(bare, follow)
        whole = line + follow[:BEYOND] if goes_on else bare
        lines.append(_Paragraph(len(lines) + 1, line_of(whole), len(bare)))
    return lines


def _goes_on(line: str, follow: str) -> bool:
    """Whether a line ends within a sentence: the next begins so, or a number is to come."""
    if re.match("[a-z]", follow):
        return True
    return not follow[:1].isspace() and bool(_OPEN_END.search(line[-NEAR:]))


def _in_text(lines: Sequence[_Paragraph], currencies: Sequence[str]) -> list[Found]:
    """The figures of all lines, and those of tables in place of what is found in their cells."""
    found = list(_in_lines(lines, currencies))
    cells = list(_in_tables(lines, currencies))
    if not cells:
        return found
    places = {(cell.paragraph, cell.end) for cell in cells}
    others = [figure for figure in found if (figure.paragraph, figure.end) not in places]
    return sorted([*others, *cells], key=lambda figure: (figure.paragraph, figure.start))


def _in_tables(lines: Sequence[_Paragraph], currencies: Sequence[str]) -> Iterator[Found]:
    texts = [paragraph.line.text[: paragraph.length] for paragraph in lines]
    for number, start, end, reading, head in amounts_of_columns(texts, currencies):
        line = lines[number].line
        place = line.place(start), line.end(end)
        yield Found(number + 1, *place, line.printed[slice(*place)], reading, head=head)


def _in_lines(lines: Sequence[_Paragraph], currencies: Sequence[str]) -> Iterator[Found]:
    skipped = 0
    previous = None
    for paragraph in lines:
        start = max(0, skipped) if previous else 0
        previous = None
        for figure in _in_paragraph(paragraph, currencies):
            if figure.start < start:
                continue
            yield figure
            previous = figure
        skipped = previous.end - paragraph.length - 1 if previous else 0


def whole(phrase: str, currency: str) -> Part | None:
    """The figure that a phrase is, from its first character to its last."""
    line = line_of(phrase)
    fraction = fraction_of(line.text)
    if fraction:
        return Part(0, len(line.text), fraction)
    parts = _parts(line, [currency])
    if len(parts) != 1 or (parts[0].start, parts[0].end) != (0, len(line.text)):
        return None
    return parts[0]


def _with_currency(figure: Found, currency: str) -> Found:
    """The figure, with a currency if it is an amount that is printed without one."""
    if figure.reading.kind != "money" or figure.reading.unit:
        return figure
    if _OF_INDIA.search(figure.phrase) and currency not in RUPEES:
        currency = RUPEES[0]
    return replace(figure, reading=replace(figure.reading, unit=currency), understood=True)


# --- the figures of a line


def _in_paragraph(paragraph: _Paragraph, currencies: Sequence[str]) -> Iterator[Found]:
    line = paragraph.line
    for part in _parts(line, currencies):
        start = line.place(part.start)
        if start >= paragraph.length:
            return
        end = line.end(part.end)
        phrase = line.printed[start:end]
        yield Found(paragraph.number, start, end, phrase, part.reading, reason=part.reason)


def _parts(line: Line, currencies: Sequence[str]) -> list[Part]:
    """The figures of a line, its fractions and its factors, in order."""
    parts = [Part(*amount) for amount in amounts_not_understood(line.text)]
    parts += _beside(parts, (Part(*factor) for factor in factors(line.text)))
    parts += _beside(parts, _figures(line, currencies))
    parts += _beside(parts, (Part(*fraction) for fraction in fractions(line.text)))
    return sorted(parts, key=lambda part: part.start)


def _beside(parts: Sequence[Part], others: Iterable[Part]) -> list[Part]:
    """Those of the others that stand in no place of the parts."""
    return [
        other
        for other in others
        if not any(part.start < other.end and other.start < part.end for part in parts)
    ]


def _figures(line: Line, currencies: Sequence[str]) -> Iterator[Part]:
    text = line.text
    position = 0
    previous: Part | None = None
    while match := figure_in_text().search(text, position):
        position = match.end()
        figure = cut_at_false_range(match, text)
        if not figure:
            continue
        position = figure.end()
        if has_lost_its_scale(match, figure):
            yield Part(figure.start(), figure.end(), unread(), SCALE)
            continue
        if has_lost_its_percent(match, figure):
            yield Part(figure.start(), figure.end("number"), unread(), UNIT)
            continue
        place = noun_behind(figure, text)
        figure = _without_false_qualifier(figure, place, text)
        if not figure:
            continue
        part = _part(figure, place, line, _at(figure, text, previous, currencies))
        if part and previous and part.start < previous.end:
            part = replace(part, start=figure.start())
        if part:
            position = max(part.end, position)
            previous = part
            yield part


def _at(
    figure: Match, text: str, previous: Part | None, currencies: Sequence[str]
) -> Sequence[str]:
    """The currencies at a place: an amount that is converted in brackets is so to US dollars."""
    if not previous or previous.reading.kind != "money" or figure["currency"] != "$":
        return currencies
    is_converted = _CONVERSION.fullmatch(text[previous.end : figure.start()])
    if is_converted and previous.reading.unit not in codes_of("$"):
        return ["USD"]
    return currencies


def _part(
    figure: Match, place: NounPlace | None, line: Line, currencies: Sequence[str]
) -> Part | None:
    text = line.text
    doubt = why_not_understood(figure, text)
    if doubt:
        return Part(figure.start(), doubt.end, unread(), doubt.reason)
    if not is_figure(figure, text, place) or _is_occasion(figure, place, text):
        return None
    noun = place.noun(line.shown) if place else Noun()
    end = place.end if place else figure.end()
    try:
        reading = reading_of(figure, figure[0], noun, currencies)
    except ValueError as error:
        if figure["currency"] or figure["currency_behind"]:
            return Part(figure.start(), figure.end(), unread(), str(error))
        return None  # a number that cannot be read is not found
    if reading.kind == "money" and not reading.unit:
        if _OF_PEOPLE.search(text, max(0, figure.start() - FAR), figure.start()):
            return Part(figure.start(), figure.end(), replace(reading, kind="count"))
        return _bare_amount(figure, reading, text)
    if is_money_counted(reading):
        return Part(figure.start(), end, unread(), SCALE)
    return _with_negation(figure, Part(figure.start(), end, reading), text)


def _is_occasion(figure: Match, place: NounPlace | None, text: str) -> bool:
    """Whether a number of times is one of occasions, and no factor: met three times."""
    if place is None or place.unit != "whole":
        return False
    return not is_compared(figure.start(), place.end, text)


def _bare_amount(figure: Match, reading: Reading, text: str) -> Part:
    """An amount without a currency, unless the letters or the word beside it seem to be one."""
    start = strange_letters_before(figure, text)
    if start is not None:
        return Part(start, figure.end(), unread(), CURRENCY)
    reading = _in_strange_currency(reading, text, figure.end())
    return Part(figure.start(), figure.end(), reading)


def _with_negation(figure: Match, part: Part, text: str) -> Part:
    """The figure; where its bound is negated some words before it, the other bound.

    “May not pay less than $2 million” is at least, and begins at “not”.
    """
    negated = NEGATED.get(part.reading.qualifier)
    if not negated or not _BOUND.fullmatch(figure["qualifier"] or ""):
        return part
    negation = _NEGATION.search(text, max(0, part.start - FAR), part.start)
    if not negation:
        return part
    value = part.reading.value
    interval = Interval(value, INFINITY) if negated == "at_least" else Interval(ZERO, value)
    reading = replace(part.reading, interval=interval, qualifier=negated)
    start = max(negation.start("negation"), negation.start("none"))
    return replace(part, start=start, reading=reading)


def _in_strange_currency(reading: Reading, text: str, end: int) -> Reading:
    """The reading of an amount with the word behind it, if that seems to be an unknown currency."""
    follow = re.match(r" ([a-z]+)", text[end : end + LONGEST_CURRENCY])
    if not follow or follow[1] in NO_CURRENCIES:
        return reading
    return replace(reading, kind="other", unit=follow[1])


# --- qualifiers that are none

# “over five years” is during them and 近5年 are the last ones; “under two schemes” is within them
_NOT_OF_SPANS = re.compile("over|近", re.IGNORECASE)
_NOT_OF_THINGS = re.compile("under|below|above", re.IGNORECASE)


def _without_false_qualifier(figure: Match, place: NounPlace | None, text: str) -> Match | None:
    """The figure; without its qualifier, where that belongs to other words than the number."""
    if not figure["number"] or not figure["qualifier"]:
        return figure
    end = figure.end("qualifier")
    of_the_verb = OF_THE_VERB.search(text, figure.start() - NEAR, end)
    if of_the_verb or _is_preposition(figure, place):
        return figure_in_text().search(text, end, figure.endpos)
    return figure


def _is_preposition(figure: Match, place: NounPlace | None) -> bool:
    if not place:
        return False
    if place.unit == "span":
        return bool(_NOT_OF_SPANS.fullmatch(figure["qualifier"]))
    is_thing = not place.unit and not figure["scale"]
    return is_thing and bool(_NOT_OF_THINGS.fullmatch(figure["qualifier"]))
