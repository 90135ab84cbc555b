"""Results become charts: each function takes results and returns a Chart, with its alt text, ready to be shown.

A chart is drawn twice, wide for a page and narrow for a phone, by one function. Its title is a sentence that says
the finding, its labels stand beside what they name, and its numbers come with it as rows. On a page its title and its
source line are text of that page; where it travels alone they are part of the picture. One accent colour and greys tell
everything, in black and white too. Nothing here knows of pages.
"""

import dataclasses
import functools
import io
import math
import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import font_source_sans_pro
from matplotlib import font_manager, style
from matplotlib.figure import Figure as Picture
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle

from helpers.dataset.entities import Dataset
from helpers.figures import wording as words
from helpers.model.evidence import Evidence, distinct

FONT = "Source Sans Pro"
FONT_FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
COLOURS = {
    "ink": "#1b222b",
    "muted": "#57616c",
    "rule": "#c3cad2",
    "paper": "#ffffff",
    "known": "#0f5c9c",
    "on-known": "#fefefe",
    "outside": "#94a2af",
    "on-outside": "#10161d",
    "possible": "#b3d0e8",
    "unknown": "#e4e8ec",
}
WIDE, NARROW = 490, 264  # points; a page's column, and a phone's
BODY, SMALL, TITLE = 9.5, 8.5, 12.5
LINE = 1.3  # a line's height, in sizes of its type


@dataclass(frozen=True)
class Chart:
    """A picture in two widths, as SVG, with the numbers it shows: `rows` are of text and numbers, the column's name
    saying the unit, and their first column heads the row.
    """

    id: str
    title: str
    subtitle: str
    source: str
    rows: list[dict]
    draw: Callable[["Canvas"], None] = field(repr=False)

    @property
    def alt(self) -> str:
        """The text that stands for the picture where it cannot be seen."""

        def said(name, value):
            label, _, unit = name.partition(", ")
            unit = unit if unit.startswith("%") else f" {unit}".rstrip()
            return (
                f"{words.mid_sentence(label)} {value:,}{unit}"
                if isinstance(value, float | int)
                else value
            )

        lines = (
            ", ".join(said(*cell) for cell in row.items() if cell[1] != "") for row in self.rows
        )
        return f"{self.title}. {'; '.join(lines)}."

    def svg(self, width: float = WIDE, framed: bool = True, travelling: bool = False) -> str:
        """The picture, `width` points wide; `framed` with its title and source line; `travelling` alone, it has white
        paper and its text is drawn as shapes.
        """
        fonttype = "path" if travelling else "none"
        settings = {"svg.fonttype": fonttype, "svg.hashsalt": f"{self.id}-{width}"}
        with style.context(settings, after_reset=True):  # whatever style is set on this computer
            canvas = Canvas(width)
            if framed:
                canvas.text(0, self.title, size=TITLE, weight="semibold", wrap=width)
                canvas.space(3)
                canvas.text(0, self.subtitle, colour="muted", wrap=width)
                canvas.space(10)
            self.draw(canvas)
            if framed:
                canvas.space(8)
                canvas.text(0, self.source, size=SMALL, colour="muted", wrap=width)
            return canvas.svg(margin=14 if travelling else 0)

    def _repr_mimebundle_(self, **_):
        parts = {
            "id": self.id,
            "title": self.title,
            "subtitle": self.subtitle,
            "source": self.source,
            "alt": self.alt,
        }
        bare = {"wide": self.svg(WIDE, framed=False), "narrow": self.svg(NARROW, framed=False)}
        numbers = {"columns": list(self.rows[0]), "rows": [list(row.values()) for row in self.rows]}
        metadata = parts | bare | numbers  # lists, since a saved notebook sorts its keys
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}, {"image/svg+xml": metadata}


class Canvas:
    """A column of drawing, `width` points wide, that grows downwards: `y` is how far down it is filled."""

    def __init__(self, width):
        self.width = width
        self.y = 0.0
        self.narrow = width < 400
        self.picture = Picture(facecolor=COLOURS["paper"])
        self.axes = self.picture.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()

    def space(self, height):
        self.y += height

    def text(
        self, x, text, *, size=BODY, weight="regular", colour="ink", align="left", wrap=None, y=None
    ):
        """Write text whose first line's top is at `y`, or at the end of the column, which then moves down."""
        lines = _wrapped(text, size, weight, wrap) if wrap else [text]
        top = self.y if y is None else y
        look = {
            "font": _font(size, weight),
            "color": COLOURS[colour],
            "ha": align,
            "parse_math": False,
        }
        for number, line in enumerate(lines):
            self.axes.text(x, top + (number + 0.8) * size * LINE, line, **look)
        if y is None:
            self.y = top + len(lines) * size * LINE
        return len(lines) * size * LINE

    def bar(self, left, right, top, height, colour):
        if right > left:
            look = {"facecolor": COLOURS[colour], "linewidth": 0}
            self.axes.add_patch(Rectangle((left, top), right - left, height, **look))

    def line(self, xs, ys, colour="rule", width=0.8):
        self.axes.plot(
            xs, ys, color=COLOURS[colour], linewidth=width, solid_capstyle="butt", clip_on=False
        )

    def outline(self, left, right, top, height):
        self.line([left, right, right, left, left], [top, top, top + height, top + height, top])

    def share(self, share, left, right, top, height):
        """A share on a track of 100%: what is known of it, and what is possible besides."""
        self.bar(left, left + (right - left) * share.high, top, height, "possible")
        self.bar(left, left + (right - left) * share.known, top, height, "known")
        self.outline(left, right, top, height)

    def key(self, entries):
        """Swatches with their words, in a line, or more where there is no room: what the colours of bars mean."""
        left = 0.0
        for colour, name in entries:
            across = 16 + _text_width(name, SMALL, "regular") + 14
            if left and left + across - 14 > self.width:
                left = 0.0
                self.space(SMALL * LINE + 2)
            self.bar(left, left + 11, self.y + 1, 9, colour)
            self.outline(left, left + 11, self.y + 1, 9)
            self.text(left + 16, name, size=SMALL, colour="muted", y=self.y)
            left += across
        self.space(SMALL * LINE + 9)

    def dot(self, x, y, colour):
        self.axes.plot([x], [y], "o", color=COLOURS[colour], markersize=8, clip_on=False)

    def svg(self, margin):
        """What was drawn: as it is, for a page to colour its ground, or with a margin of white paper."""
        across, down = self.width + margin, self.y + margin
        self.picture.set_size_inches((across + margin) / 72, (down + margin) / 72)
        self.axes.set(xlim=(-margin, across), ylim=(down, -margin))
        output, bare = io.StringIO(), {"Date": None, "Creator": None}
        with warnings.catch_warnings():
            warnings.filterwarnings("error", message="Glyph")
            try:
                self.picture.savefig(output, format="svg", transparent=not margin, metadata=bare)
            except UserWarning as warning:
                raise ValueError(
                    f"a chart has a character that its font lacks; use Latin script in names and outlets: {warning}"
                ) from None
        svg = output.getvalue()
        # Only the picture itself; and ids that nothing refers to would be used twice on a page with many charts.
        return re.sub(r'<g id="[^"]*">', "<g>", svg[svg.index("<svg") :])


def lacking(text: str) -> str:
    """The characters of a text that the typeface of charts does not have."""
    known = font_manager.get_font(font_file("regular")).get_charmap()
    return "".join(sorted({c for c in text if ord(c) not in known and c.isprintable()}))


def font_file(style: str) -> Path:
    """The file of one style of the typeface: `regular`, `semibold`, `it`."""
    return FONT_FOLDER / f"SourceSansPro-{style.capitalize()}.ttf"


def _font(size, weight):
    """The font by its file, since a font of the same name that is installed may be another."""
    return font_manager.FontProperties(
        family=FONT, weight=weight, size=size, fname=font_file(weight)
    )


@functools.lru_cache(maxsize=5000)
def _text_width(text, size, weight):
    font = font_manager.get_font(font_file(weight))
    font.set_size(size, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


def _wrapped(text, size, weight, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _text_width(longer, size, weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _short(amount) -> int:
    """An amount to five digits, which leaves out the solver's own last ones."""
    return round(float(f"{amount:.5g}"))


def _source_line(announcement: Dataset, sources=()) -> str:
    outlets = [
        f"{announcement.sources[s].outlet.split(',')[0]} ({s})"
        for s in (sources or announcement.sources)
    ]
    return f"Source: {', '.join(outlets)}; event of {words.day(announcement.date)}."


def _stack(canvas, segments):
    """One bar of 100%: segments of (fraction, printed percentage, name, colour); a label that does not fit stands
    below, on a line.
    """
    inside = []
    for fraction, _, name, _ in segments:
        room = fraction * canvas.width - 10
        lines = _wrapped(name, SMALL, "regular", room)
        inside.append(
            len(lines)
            if room > 32
            and len(lines) <= 2
            and max(_text_width(line, SMALL, "regular") for line in lines) <= room
            else 0
        )
    height, left, below = 27 + 11 * max(inside, default=1), 0.0, []
    for (fraction, printed, name, colour), lines in zip(segments, inside):
        right = left + fraction * canvas.width
        canvas.bar(left, right - (1 if right < canvas.width - 1 else 0), canvas.y, height, colour)
        if lines:
            ink = {"known": "on-known", "outside": "on-outside"}.get(colour, "ink")
            canvas.text(left + 5, printed, size=11, weight="semibold", colour=ink, y=canvas.y + 5)
            canvas.text(
                left + 5, name, size=SMALL, colour=ink, wrap=right - left - 10, y=canvas.y + 19
            )
        else:
            below.append(((left + right) / 2, f"{printed} {name}"))
        left = right
    canvas.space(height)
    bottom = canvas.y
    fits = lambda label: label[0] + _text_width(label[1], SMALL, "regular") <= canvas.width
    fits_at_all = lambda text: _text_width(text, SMALL, "regular") <= canvas.width
    for x, text in sorted(
        below, key=lambda label: (fits(label), -label[0] if fits(label) else label[0])
    ):
        canvas.space(5)
        canvas.line([x, x], [bottom, canvas.y + 3], "muted")
        if not fits_at_all(text):
            canvas.text(0, text, size=SMALL, wrap=canvas.width)
            continue
        to_right = fits((x, text))
        canvas.text(
            max(x - 1, 0) if to_right else min(x + 1, canvas.width),
            text,
            size=SMALL,
            align="left" if to_right else "right",
            y=canvas.y + 2,
        )
        canvas.space(SMALL * LINE)
    canvas.space(3 if below else 0)


def draw_bars(canvas, rows, room):
    """A bar a row of (name, value, label, colour), its name above it; the longest is `room` long."""
    longest = max(*(value for _, value, *_ in rows), 1e-9)
    for index, (name, value, label, colour) in enumerate(rows):
        canvas.space(8 if index else 0)
        canvas.text(0, name, wrap=canvas.width)
        canvas.space(2)
        length = room * max(0.0, value) / longest
        canvas.bar(0, length, canvas.y, 14, colour)
        canvas.text(length + 6, label, weight="semibold", y=canvas.y)
        canvas.space(14)


def answer(views) -> Chart | None:
    """The one picture that answers: the shares, or else what does not add up."""
    return shares(views) or conflict(views[0])


def _solved(views) -> list[tuple[str, Evidence]]:
    """The views of which shares can be computed, with what they are called in a chart."""
    number = len(views[1].sources)
    both = "Both reports" if number == 2 else f"All {words.count(number, 'report')}"
    names = ["The article"] if views[0].alone else ["The article alone", f"{both} together"]
    return [(name, view) for name, view in zip(names, distinct(views)) if view.has_shares]


def shares(views) -> Chart | None:
    """The answer: of all investment, what is known to be in each sector (or other group, where nothing is sorted by
    sector), and what is not; None where no share can be computed.
    """
    announcement, bars = views[0].dataset, _share_bars(views)
    if not bars:
        return None
    lead, (parts, view) = announcement.lead, (bars[-1][1], _solved(views)[-1][1])
    total = words.total(view)
    known = sum(part[0] for part in parts if part[3] != "unknown")
    nobody = "no report says" if len(view.sources) > 1 else "the article does not say"
    title = (
        f"For {parts[-1][1]} of {_whole(total)} {nobody} which {lead} it goes to"
        if words.NEGLIGIBLE < known < 1 - words.NEGLIGIBLE and not view.divided(lead)
        else f"No part of the money, {total}, is printed by {lead}"
        if known <= words.NEGLIGIBLE
        else _largest(parts, total, lead)
    )

    def draw(canvas):
        for number, (name, parts) in enumerate(bars):
            canvas.space(12 if number else 0)
            canvas.text(0, name, weight="semibold")
            canvas.space(3)
            _stack(canvas, parts)

    share = f"Share of {announcement.money}, %"
    rows = [
        {"By": name, words.sentence(lead): group, share: float(text.rstrip("%"))}
        for name, parts in bars
        for _, text, group, _ in parts
    ]
    judged = " Sectors as judged here where no report says them." if _judged(announcement) else ""
    subtitle = f"Share of all {announcement.money}, {total} = 100%.{judged}"
    return Chart("shares", title, subtitle, _source_line(announcement), rows, draw)


def glance(views) -> Chart | None:
    """The answer in one bar, of all reports together; or else what does not add up."""
    chart, bars = answer(views), _share_bars(views)
    if not bars:
        return chart
    name, parts = bars[-1]
    rows = [row for row in chart.rows if row["By"] == name]
    return dataclasses.replace(chart, rows=rows, draw=lambda canvas: _stack(canvas, parts))


def _share_bars(views):
    """A bar a view: its name, and its parts as (fraction, printed percentage, group, colour), the unknown one last."""
    announcement = views[0].dataset
    lead, bars = announcement.lead, []
    groups = announcement.vocabularies[lead] if lead else {}
    named = any(not term.outside for term in groups.values())
    for name, view in _solved(views) if lead else ():
        texts, rest = words.known_shares(view, lead)
        found = sorted(
            (s for s in view.shares(lead) if s.known > words.NEGLIGIBLE),
            key=lambda s: (groups[s.group].outside, -s.known),
        )
        colours = ["outside" if groups[s.group].outside else "known" for s in found]
        if lead != "sector" or not named:
            colours = map(_by_turns, range(len(found)))
        parts = [
            (s.known, texts[s.group], groups[s.group].name, colour)
            for s, colour in zip(found, colours)
        ]
        left = 1 - sum(s.known for s in found)
        if left > words.NEGLIGIBLE:
            what = "left open by round figures" if view.divided(lead) else f"{lead} not known"
            parts.append((left, rest, what, "unknown"))
        bars.append((name, parts))
    if len(bars) == 2 and bars[0][1] == bars[1][1]:
        bars = [("The article, and all reports together", bars[1][1])]
    return bars


def _by_turns(number):
    """A colour for one of several groups that are alike."""
    return ("known", "outside", "possible")[number % 3]


def _whole(total):
    qualified = total.split()[0] in ("over", "nearly", "about", "at", "up")
    return f"the money ({total})" if qualified else f"the {total}"


def _largest(parts, total, lead):
    _, text, name, _ = max(
        (part for part in parts if part[3] != "unknown"), key=lambda part: part[0]
    )
    by = "" if lead == "sector" else f" by {lead}"
    if parts[-1][3] == "unknown":
        return f"Of {_whole(total)}, {text} is known to be {words.mid_sentence(name)}"
    return (
        f"All of {_whole(total)} is accounted for{by}: {text} of it is {words.mid_sentence(name)}"
    )


def _judged(announcement):
    """Whether single projects are sorted into sectors, which is the curator's judgement, and not only groups."""
    return announcement.lead == "sector" and any(
        p.count == 1 and announcement.narrows(p, "sector") for p in announcement.projects
    )


def bounds(views) -> Chart | None:
    """How large and how small each sector's share can be, in each view; None where nothing is sorted by sector or no
    share can be computed.
    """
    announcement = views[0].dataset
    solved = _solved(views)
    if "sector" not in announcement.dimensions or not solved:
        return None
    sectors = announcement.vocabularies["sector"]
    found = [
        (name, {share.group: share for share in view.shares("sector")}) for name, view in solved
    ]
    last, known = (
        found[-1][1],
        {name: words.known_shares(view, "sector")[0] for name, view in solved},
    )
    order = sorted(
        sectors, key=lambda group: (sectors[group].outside, -last[group].known, -last[group].high)
    )
    open_ = [share for share in last.values() if share.low < 0.005 and share.high > 0.05]
    if open_:
        ends = words.percent_range(min(s.high for s in open_), max(s.high for s in open_))
        which = f"{words.count(len(open_))} of {words.count(len(sectors), 'group')}"
        title = f"{words.sentence(which)} could hold anything from 0% to {ends} of the money"
    else:
        room = 100 * max(s.high - s.low for s in last.values())
        points = words.count(math.ceil(room), "percentage point")
        within = f" to within {points}" if room >= 0.05 else ""
        title = f"The share of every sector is known{within}"

    def track(canvas, share, left, right):
        canvas.share(share, left, right - 52, canvas.y + 2, 10)
        label = words.percent_range(share.low, share.high, 0 if share.high >= 0.01 else 1)
        canvas.text(right - 46, label, weight="semibold", y=canvas.y + 0.5)

    def draw(canvas):
        canvas.key([("known", "known"), ("possible", "possible besides"), ("paper", "ruled out")])
        if canvas.narrow:
            for index, group in enumerate(order):
                canvas.space(9 if index else 0)
                canvas.text(0, sectors[group].name, weight="semibold", wrap=canvas.width)
                for name, shares in found:
                    canvas.text(
                        0,
                        name.removesuffix(" together"),
                        size=SMALL,
                        colour="muted",
                        y=canvas.y + 1,
                    )
                    track(canvas, shares[group], 82, canvas.width)
                    canvas.space(15)
            return
        left = (
            min(180.0, max(_text_width(term.name, BODY, "regular") for term in sectors.values()))
            + 12
        )
        panel = (canvas.width - left) / len(found)
        for number, (name, _) in enumerate(found):
            canvas.text(left + number * panel, name, weight="semibold", y=canvas.y)
        canvas.space(16)
        for group in order:
            height = canvas.text(0, sectors[group].name, wrap=left - 12, y=canvas.y)
            for number, (_, shares) in enumerate(found):
                track(canvas, shares[group], left + number * panel, left + (number + 1) * panel - 8)
            canvas.space(max(20, height + 6))

    number = lambda share: round(100 * share, 1)
    rows = [
        {
            "Sector": sectors[group].name,
            "By": name,
            "Known, %": float(known[name][group].rstrip("%")),
        }
        | {"At least, %": number(shares[group].low), "At most, %": number(shares[group].high)}
        for group in order
        for name, shares in found
    ]
    subtitle = (
        f"Share of all {announcement.money}; each bar is 100% of it. All groups draw on the same money: the more one "
        "of them has, the less is left for the others."
    )
    return Chart("bounds", title, subtitle, _source_line(announcement), rows, draw)


def projects(view: Evidence) -> Chart | None:
    """The projects whose amount is printed, by size, and all the others as one; None where no amount is printed."""
    announcement = view.dataset
    amounts = view.amounts()
    if not amounts:
        return None
    number, disclosed = view.project_count()[0], view.disclosed()[0]
    noun, currency = words.sentence(announcement.noun), words.currencies(announcement.currency)
    bars, rows, column = [], [], f"Amount, {currency}"
    for project, figure, amount in amounts:
        several = f" ({words.count(project.count, announcement.noun)})" if project.count > 1 else ""
        label = words.face(figure, view.rate(figure), announcement.currency)
        printed = words.face(figure)
        bars.append(
            (
                f"{project.name}{several}",
                amount,
                label,
                "known",
                printed if printed != label else "",
            )
        )
        rows.append({noun: bars[-1][0], column: round(amount), "As printed": figure.printed})
    low, high = view.undisclosed() if view.has_shares and number > disclosed else (0.0, 0.0)
    if high > sum(amount for _, amount, *_ in bars) * words.NEGLIGIBLE:
        others = words.sentence(words.count(number - disclosed, f"other {announcement.noun}"))
        others += ", together" if number - disclosed > 1 else ""
        bars.append(
            (
                others,
                high,
                words.span(low, high, announcement.currency, 4),
                "unknown",
                "amounts not printed",
            )
        )
        rows.append({noun: others, column: _short(high), "As printed": "amounts not printed"})
    which = f"{words.count(disclosed)} of" if disclosed < number else "all" if number > 1 else "the"
    title = f"Amounts are printed for {which} {words.count(number, announcement.noun)}; the largest is {bars[0][2]}"

    def draw(canvas):
        room = canvas.width - (110 if canvas.narrow else 210)
        within = lambda label, more: label if canvas.narrow or not more else f"{label} ({more})"
        draw_bars(canvas, [(*bar[:2], within(bar[2], bar[4]), bar[3]) for bar in bars], room)

    used = [view.rates[code] for code in view.models["investment"].currencies]
    rates = words.listed(
        f"{words.rate(rate.value)} to the {words.currency(rate.currency)}" for rate in used
    )
    subtitle = f"{words.sentence(announcement.money)} by {announcement.noun}, in {currency}" + (
        f", at {rates}." if rates else "."
    )
    return Chart("projects", title, subtitle, _source_line(announcement), rows, draw)


def conflict(view: Evidence) -> Chart | None:
    """The printed total beside the sum of the amounts printed for projects, as printed and as mended by slips;
    None where these do not contradict each other.
    """
    announcement = view.dataset
    found = next((c for c in view.conflicts if c.measure == "investment"), None)
    drop = (
        next((d for d in found.drops if not d.figure.scope and d.gap > 0), None) if found else None
    )
    amounts = view.amounts()
    single = all(
        not f.scope or f.scope[0][0] == "project" for f in view.figures if f.measure == "investment"
    )
    if not drop or not amounts or not single or drop.figure.unit != announcement.currency:
        return None  # the picture is of projects beside their total, and of nothing else
    money = lambda value, digits=4: words.quantity(value, announcement.currency, digits)
    printed = float(drop.figure.value)
    whose = words.count(sum(project.count for project, *_ in amounts), announcement.noun)
    rate = lambda slip: 1.0 if slip.unit == announcement.currency else view.rate(slip.figure)
    meant = (
        {slip.figure.id: slip.value * rate(slip) for slip in found.slips[0]}
        if len(found.slips) == 1
        else {}
    )
    parts = [(a, "known" if f.id in meant or not meant else "outside") for _, f, a in amounts]
    bars = [
        (f"The total as printed, {words.face(drop.figure)}", [(printed, "outside")]),
        (f"The amounts of the {whose}, as printed", parts),
    ]
    if meant:
        mended = [(meant.get(f.id, a), colour) for (_, f, a), (_, colour) in zip(amounts, parts)]
        names = words.listed(
            f"{p.name} at {money(meant[f.id])}" for p, f, _ in amounts if f.id in meant
        )
        bars.append((f"The same, with {names}", mended))
    sums = [sum(value for value, _ in parts) for _, parts in bars]
    title = f"The {whose} come to {money(sums[1])}, {money(sums[1] - printed, 5)} more than the printed total"

    def draw(canvas):
        room = canvas.width - (92 if canvas.narrow else 110)
        for index, ((name, parts), total) in enumerate(zip(bars, sums)):
            canvas.space(10 if index else 0)
            canvas.text(0, name, wrap=canvas.width)
            canvas.space(2)
            left = 0.0
            for value, colour in parts:
                right = left + room * value / max(sums)
                canvas.bar(left, max(right - 1, left + 0.5), canvas.y, 18, colour)
                left = right
            canvas.text(left + 5, money(total), weight="semibold", y=canvas.y + 2)
            canvas.space(18)

    amount = f"Amount, {words.currencies(announcement.currency)}"
    rows = [{"What": name, amount: _short(total)} for (name, _), total in zip(bars, sums)]
    mend = words.listed(f"{p.name} ({money(a)} as printed)" for p, f, a in amounts if f.id in meant)
    subtitle = (
        f"{words.sentence(announcement.money)}; the bars are divided by {announcement.noun}."
        + (f" Highlighted: {mend}, the fewest that could be slips of a unit." if meant else "")
    )
    return Chart(
        "conflict", title, subtitle, _source_line(announcement, [drop.figure.source]), rows, draw
    )


def origins(view: Evidence) -> Chart | None:
    """How many projects and how much money come from where; None where nothing is printed by origin."""
    announcement = view.dataset
    found = view.shares("origin") if "origin" in announcement.dimensions and view.adds_up else []
    if not found or sum(share.known for share in found) < 0.995:
        return None
    terms = announcement.vocabularies["origin"]
    number = sum(share.projects for share in found)
    counted = number == view.project_count()[0]
    smallest = min((s for s in found if s.known > words.NEGLIGIBLE), key=lambda share: share.known)
    parts = words.whole([share.known for share in found])
    name = lambda share: words.mid_sentence(terms[share.group].name)
    title = f"{words.percent(smallest.known)} of the money is {name(smallest)}"
    if counted:
        some = f"{words.sentence(words.count(smallest.projects))} of {words.count(number, announcement.noun)}"
        are = "is" if smallest.projects == 1 else "are"
        title = f"{some} {are} {name(smallest)}, with {words.percent(smallest.known)} of the money"
    total = view.total()[0]
    by_size = [share.group for share in sorted(found, key=lambda s: s.known)]
    colours = {group: _by_turns(number) for number, group in enumerate(by_size)}

    def stack(canvas, heading, fractions, amounts):
        canvas.text(0, words.sentence(heading), weight="semibold")
        canvas.space(3)
        names = [f"{name(share)}, {amount}" for share, amount in zip(found, amounts)]
        _stack(
            canvas,
            list(zip(fractions, words.whole(fractions), names, (colours[s.group] for s in found))),
        )

    def draw(canvas):
        if counted:
            counts = [words.count(share.projects) for share in found]
            stack(
                canvas,
                words.plural(announcement.noun),
                [share.projects / number for share in found],
                counts,
            )
            canvas.space(12)
        amounts = [words.quantity(share.known * total, announcement.currency) for share in found]
        stack(canvas, announcement.money, [share.known for share in found], amounts)

    rows = [
        {"Origin": terms[s.group].name}
        | ({words.sentence(words.plural(announcement.noun)): s.projects} if counted else {})
        | {f"Share of {announcement.money}, %": float(part.rstrip("%"))}
        | {f"Amount, {words.currencies(announcement.currency)}": _short(s.known * total)}
        for s, part in zip(found, parts)
    ]
    sources = dict.fromkeys(f.source for f in view.figures if dict(f.scope).keys() == {"origin"})
    subtitle = f"Share of {words.plural(announcement.noun)} and of {announcement.money} by origin."
    return Chart("origins", title, subtitle, _source_line(announcement, sources), rows, draw)


def exchange_rate(view: Evidence) -> Chart | None:
    """The exchange rate that the figures imply, beside the market's of the day; None where they imply none."""
    announcement = view.dataset
    rate = next((rate for rate in view.rates.values() if rate.implied), None)
    if not rate or not view.adds_up:
        return None
    names = [words.currency(code) for code in (announcement.currency, rate.currency)]
    outside = max(rate.low - rate.market, rate.market - rate.high) / rate.market
    market = words.rate(rate.market, 5)
    fits = f"The figures fit {words.rate(rate.value)} {names[0]} to the {names[1]}"
    where = "just outside" if outside < 0.002 else "outside"
    apart = f"{fits}; the market’s {market} lies {where} what they allow"
    title = apart if outside > 0 else f"{fits} and allow the market’s {market}"
    lowest, highest = min(rate.low, rate.market), max(rate.high, rate.market)
    pad = (highest - lowest) * 0.25

    def draw(canvas):
        left, right = 14, canvas.width - 14
        place = lambda value: (
            left + (value - lowest + pad) / (highest - lowest + 2 * pad) * (right - left)
        )
        canvas.text(
            place(rate.value),
            f"implied {words.rate(rate.value)}",
            weight="semibold",
            colour="known",
            align="center",
        )
        canvas.space(4)
        y = canvas.y + 8
        canvas.line([left, right], [y, y])
        canvas.bar(place(rate.low), place(rate.high), y - 6, 12, "possible")
        canvas.dot(place(rate.value), y, "known")
        close = place(rate.high) - place(rate.low) < 70
        lower = canvas.narrow or close
        canvas.line([place(rate.market)] * 2, [y - 9, y + 9 + (15 if lower else 0)], "ink", 2)
        canvas.space(20)
        to_left = place(rate.market) > canvas.width / 2
        ends = f"{words.rate(rate.low)}–{words.rate(rate.high)}" if close else words.rate(rate.low)
        canvas.text(
            (place(rate.low) + place(rate.high)) / 2 if close else place(rate.low),
            ends,
            align="center",
            y=canvas.y,
        )
        if not close:
            right_end = place(rate.high) - (3 if canvas.narrow else 4)
            canvas.text(right_end, words.rate(rate.high), align="right", y=canvas.y)
        canvas.space(14 if lower else 0)
        x, align = (
            place(rate.market) - (0 if canvas.narrow else 1),
            "right" if to_left and lower else "left",
        )
        canvas.text(x, f"market {market}", weight="semibold", align=align, y=canvas.y)
        canvas.space(14)

    per = f"Rate, {words.currencies(announcement.currency)} to the {names[1]}"
    values = {
        "Implied": rate.value,
        "Least allowed": rate.low,
        "Greatest allowed": rate.high,
        "Market": rate.market,
    }
    rows = [{"What": name, per: float(f"{value:.5g}")} for name, value in values.items()]
    subtitle = f"{words.sentence(names[0])} for one {names[1]}. Pale: every rate that the printed figures allow."
    source = (
        f"{_source_line(announcement)} Market: {words.rate_source(announcement, rate.currency)}."
    )
    return Chart("exchange-rate", title, subtitle, source, rows, draw)


def growth(view: Evidence) -> Chart | None:
    """The percentages of one measure, largest first; None where fewer than two are printed."""
    announcement = view.dataset
    printed = {}
    for figure in view.figures:
        if figure.unit == "%":
            name = (
                words.scope(figure.scope, announcement)
                or announcement.measures[figure.measure].name
            )
            printed.setdefault(figure.key, (words.sentence(name), figure))
    if not printed:
        return None
    found = sorted(printed.values(), key=lambda row: -row[1].value)
    measure = announcement.measures[found[0][1].measure]
    found = [(name, figure) for name, figure in found if figure.measure == measure.id]
    if len(found) == 1:
        return None  # one number is no picture
    title = (
        f"Highest of the {words.count(len(found))} figures of {measure.name}: {words.mid_sentence(found[0][0])}, "
        f"{words.face(found[0][1])}"
    )

    def draw(canvas):
        colours = ["known"] + ["outside"] * (len(found) - 1)
        bars = [
            (name, float(f.value), words.face(f), colour)
            for (name, f), colour in zip(found, colours)
        ]
        draw_bars(canvas, bars, canvas.width - 60)

    rows = [{"Of": name, f"{words.sentence(measure.name)}, %": float(f.value)} for name, f in found]
    printing = {
        f.source for f in announcement.figures if f.key in {figure.key for _, figure in found}
    }
    sources = [source for source in announcement.sources if source in printing]
    subtitle = words.sentence(", ".join(filter(None, (measure.name, measure.period)))) + "."
    return Chart("growth", title, subtitle, _source_line(announcement, sources), rows, draw)


def plan(view: Evidence) -> Chart | None:
    """What was signed beside what is planned, for every measure of which a plan is printed; None where none is."""
    announcement = view.dataset
    plans = [plan for plan in view.plans() if plan.high < float("inf")]
    if not plans:
        return None
    period = plans[0].measure.period
    parts = [
        f"{words.percent_range(p.low, p.high)} of the {'money' if p.measure.unit == 'money' else p.measure.unit}"
        for p in plans
    ]
    title = f"What was signed is as much as {words.listed(parts)} planned{f' for {period}' if period else ''}"
    signed = lambda p: words.total(view) if p.measure.unit == "money" else f"{p.signed:,.0f}"
    name = lambda p: words.sentence(announcement.measures[p.measure.plan_of].name)
    bars = [(p, f"{name(p)}: {signed(p)}, beside {words.face(p.figure)} planned") for p in plans]
    highest = max(p.high for p in plans)
    longest = max(1.0, highest)

    def draw(canvas):
        room = canvas.width if highest <= 0.8 else canvas.width - 60
        for index, (p, label) in enumerate(bars):
            canvas.space(12 if index else 0)
            canvas.text(0, label, weight="semibold", wrap=canvas.width)
            canvas.space(3)
            canvas.bar(0, room / longest, canvas.y, 26, "unknown")
            canvas.bar(0, room / longest * p.high, canvas.y, 26, "possible")
            canvas.bar(0, room / longest * p.low, canvas.y, 26, "known")
            canvas.text(
                room / longest * p.high + 6,
                words.percent_range(p.low, p.high),
                weight="semibold",
                y=canvas.y + 7,
            )
            canvas.space(26)

    rows = [
        {"What": name(p), "Signed": signed(p), "Planned": words.face(p.figure)}
        | {
            "At least, % of the plan": round(100 * p.low, 1),
            "At most, % of the plan": round(100 * p.high, 1),
        }
        for p in plans
    ]
    vague = [
        f"{words.face(p.figure)} may be {words.span(p.figure.interval.low, p.figure.interval.high, p.figure.unit)}"
        for p in plans
        if p.high - p.low > 0.005 and p.figure.reading.qualifier not in ("range", "at_least")
    ]
    subtitle = f"Grey to its end: what is planned{f' for {period}' if period else ''}." + (
        f" Pale: {words.listed(vague)}." if vague else ""
    )
    sources = dict.fromkeys(p.figure.source for p in plans)
    return Chart("plan", title, subtitle, _source_line(announcement, sources), rows, draw)
