"""How well printed figures are found and read, on phrases and article-like texts that were labelled by hand.

The labels were made without sight of the code. The texts are written for this test, in the ways that announcements are printed in:
signings and fairs in both Chinese scripts, grants, calls, memoranda in lakh and crore; full of dates, ranks, ages and names with digits.
"""

import csv
from decimal import Decimal

import pytest
from conftest import ROOT

from helpers.figures.reading import find, read

LABELLED = ROOT / "tests" / "labelled"
LEAST = 0.97


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bounds(row):
    return Decimal(row["low"]), Decimal(row["high"] or "Infinity")


def say(capsys, name, right, of, wrong):
    with capsys.disabled():
        print(f"\n  {name}: {right} of {of}, {right / of:.1%}", end="")
    assert right >= LEAST * of, "\n".join(wrong)


def test_phrases_are_read_as_their_interval_unit_and_qualifier(capsys):
    labels, wrong = rows(LABELLED / "phrases.csv"), []
    assert len(labels) >= 200
    for label in labels:
        try:
            reading = read(label["phrase"])
        except ValueError as error:
            wrong.append(str(error))
            continue
        got = (reading.kind, reading.interval.low, reading.interval.high, reading.qualifier)
        unit = reading.kind not in ("money", "percent") or reading.unit == label["unit"]
        if got != (label["kind"], *bounds(label), label["qualifier"]) or not unit:
            wrong.append(f"{label['phrase']}: {got} {reading.unit}, labelled {label}")
    say(capsys, "phrases read exactly", len(labels) - len(wrong), len(labels), wrong)


@pytest.fixture(scope="module")
def matched():
    """The labels of all texts, the figures found, and the pairs that stand in one place and are of one kind."""
    labels, found, pairs = [], [], []
    for path in sorted((LABELLED / "texts").glob("*.txt")):
        here, there = rows(path.with_suffix(".csv")), find(path.read_text(encoding="utf-8"))
        labels += [(path.stem, label) for label in here]
        found += [(path.stem, figure) for figure in there]
        for label in here:
            for figure in there:
                at_once = figure.start < int(label["end"]) and int(label["start"]) < figure.end
                if (
                    figure.paragraph == int(label["paragraph"])
                    and at_once
                    and figure.reading.kind == label["kind"]
                ):
                    pairs.append((path.stem, label, figure))
                    there.remove(figure)
                    break
    assert len({text for text, _ in labels}) >= 10
    return labels, found, pairs


def test_figures_are_found(matched, capsys):
    labels, _, pairs = matched
    met = [label for _, label, _ in pairs]
    say(
        capsys,
        "recall",
        len(pairs),
        len(labels),
        [f"{text}: {label}" for text, label in labels if label not in met],
    )


def test_what_is_no_figure_is_not_found(matched, capsys):
    _, found, pairs = matched
    met = [figure for *_, figure in pairs]
    say(
        capsys,
        "precision",
        len(pairs),
        len(found),
        [f"{text}: {figure}" for text, figure in found if figure not in met],
    )


def test_figures_found_are_read_exactly(matched, capsys):
    _, _, pairs = matched
    wrong = [
        f"{text}: {label} {figure}"
        for text, label, figure in pairs
        if (figure.reading.interval.low, figure.reading.interval.high) != bounds(label)
        or (label["kind"] in ("money", "percent") and figure.reading.unit != label["unit"])
    ]
    say(capsys, "intervals and units", len(pairs) - len(wrong), len(pairs), wrong)
