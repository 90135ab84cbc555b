"""The text of a report: templates that a desk editor can read, in the words of the style guide,
with the numbers of the findings, and with whatever a dataset says shown as text.
"""

import dataclasses
import doctest
import re

import pytest
import vocabulary
from conftest import ROOT, first_is_fast
from synthetic import announcement, figure, project

from helpers.dataset.loader import load
from helpers.model.evidence import views
from helpers.model.findings import findings
from helpers.model.scenarios import assume, at_rate, without
from helpers.model.slips import SlipKind
from helpers.project import ProblemsError
from helpers.telling import charts, facts, text

TEMPLATES = ROOT / "src" / "helpers" / "telling" / "templates" / "text"
IDS = sorted(path.parent.name for path in (ROOT / "data").glob("*/announcement.toml"))
ABSURD = (
    r"\b(nan|inf|None|True|False)\b|-0\.0|–-|\(\)|: *\.(?![0-9])| [.,;:)](?![0-9])|\( |“ | ”"
    r"|100\.[1-9]%|[a-z]{3}\.[A-Z“]|\{\{|\}\}|,,|\.\.|\bof of\b|\bthe the\b|\ba [aeio]\w"
)


def sections(both):
    told = {name: text.tell(name, both) for name in text.SECTIONS}
    return {name: section for name, section in told.items() if section}


def flat(section):
    """The text as a reader sees it, blocks apart."""
    inline = re.sub(r"</?(?:a|strong|span|code)\b[^>]*>", "", section.html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "\N{PILCROW SIGN}", inline))


@pytest.fixture(scope="module", params=first_is_fast(IDS))
def told(request):
    """An announcement without the notes of its dataset, which are its own words."""
    dataset = load(request.param)
    blank = dataclasses.replace(
        dataset,
        status="",
        date_note="",
        figures=tuple(dataclasses.replace(figure, note="") for figure in dataset.figures),
        sources={i: dataclasses.replace(s, note="") for i, s in dataset.sources.items()},
        known_conflicts=(),
        vocabularies={
            name: {i: dataclasses.replace(term, note="") for i, term in terms.items()}
            for name, terms in dataset.vocabularies.items()
        },
    )
    return sections(views(blank))


def test_every_section_reads_as_english_and_is_in_the_words_of_the_style_guide(told):
    for name, section in told.items():
        seen = flat(section)
        assert not re.search(ABSURD, seen), (name, re.search(ABSURD, seen), seen)
        assert not vocabulary.found(seen, vocabulary.BANNED_ON_PAGES), name


def test_no_template_has_a_word_that_must_not_come_back():
    for path in TEMPLATES.rglob("*.j2"):
        comments_and_names = (
            r"\{#.*?#\}|\{%.*?%\}|\"(?:confirmed|contradicted|unchecked|consistent)\""
        )
        shown = re.sub(comments_and_names, "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not vocabulary.found(shown), path.name


@pytest.mark.parametrize(
    "section, facts",
    [
        (
            "answer",
            "16 projects worth 20.15 billion yuan|Nanjing Morning Post gives the amounts of",
        ),
        (
            "answer",
            "is 3.6–5.3% of the money|that of industrial projects only|make up 51% of the money|"
            "at least 45% of the|49%|50.3% of the",
        ),
        (
            "answer",
            "20.15 billion yuan (US$2.84 billion at the day’s rate)|what the article gives is 5.2%",
        ),
        ("checked", "✓ 13 match: 4 add up, 9 are also reported · ~ 1 fits · × 1 conflicts"),
        ("checked", "18 figures|× 1 conflicts · – 3 no check|✓ 4 match: all add up"),
        ("differences", "千億級|at most 9.86 billion yuan|at most 10 million yuan|EEFocus"),
        (
            "shares",
            "the limits allow 6.808 to 7.215, a little more than the market’s range in the year",
        ),
        ("shares", "90%|45% of the total|7.100 yuan to the dollar|7.000 yuan to the dollar|51%"),
        ("projects", "four of the 16 projects|3.15 billion yuan"),
        ("investors", "67.0%|66.7–67.3%|1.125 billion yuan|33.0%|32.7–33.3%|1.662 billion yuan"),
        ("rate", "6.906 to 7.095|7.1004, just outside|4.86 million yuan|50.9%|50.6%"),
        ("growth", "January to April 2020, on a year earlier|10.8%|23%|43.6%"),
        (
            "plan",
            "nearly 70 billion yuan (nearly US$9.86 billion)|28.7–33.6%|is 75 projects|21.3%",
        ),
        ("unknown", "twelve of the 16 projects|six that no source names|“100 billion”"),
        ("method", "20.145–20.155 billion yuan|60–70 billion yuan|Charnes and Cooper, 1962"),
        ("method", "“150 million US dollars” could then be US$145–155 million"),
        ("versions", "version 1.2.0 of 26 November 2026|CurrencyConverter"),
    ],
)
def test_jiangnings_facts(section, facts):
    seen = str(text.tell(section, views(load("jiangning-2020-05"))))
    for fact in facts.split("|"):
        assert fact in seen, seen


@pytest.mark.parametrize(
    "section, facts",
    [
        (
            "answer",
            "83,500 crore|11,700 crore more|71,800–71,900 crore; literally, they would allow",
        ),
        ("answer", "One of them stands in other sources, which is evidence and not a guess"),
        ("conflicts", "numbers of the first stand in other sources"),
        ("answer", "either of two pairs would|PTI has it (“approximately Rs 800 crore”, ¶3)"),
        (
            "checked",
            "If slips of a unit are the cause, “Rs 8,000 crore” and “Rs 5,000 crore” are wrong",
        ),
        (
            "differences",
            "“Rs 1.79 trillion”|“Rs 1,64,050 Cr”|A lakh crore is a trillion|The Times of India",
        ),
        ("conflicts", "7,200 crore|33,800–33,900 crore|exactly one pair|Four more sets of figures"),
        ("unknown", "The sources say nothing about origin, growth or plans."),
        ("method", "Without “over Rs 40,000 crore”, for instance"),
        ("method", "could then be Rs 45,450–45,550 crore|“over” would allow any amount above"),
    ],
)
def test_telanganas_facts(section, facts):
    seen = str(text.tell(section, views(load("telangana-2025-01"))))
    for fact in facts.split("|"):
        assert fact in seen.replace("\N{NO-BREAK SPACE}", " "), seen


@pytest.mark.parametrize("id_", ["chips-2024-04", "jiangyin-2020-10", "jiangning-2016-09"])
def test_every_known_share_stands_in_the_answer(id_):
    both = views(load(id_))
    seen = str(text.tell("answer", both))
    shares = [group.share.known for group in findings(both).known_groups]
    assert shares and all(text.roughly(share) in seen for share in shares)


def test_a_section_that_is_not_there_is_named():
    with pytest.raises(
        ProblemsError, match="no section 'awnser'; there are answer, hangs_on, checked"
    ):
        text.tell("awnser", views(load("jiangning-2020-05")))


def test_a_section_with_nothing_to_say_is_not_there():
    both = views(load("jiangning-2022-06"))
    silent = ("differences", "conflicts", "investors", "rate", "growth", "plan")
    assert all(text.tell(name, both) is None for name in silent)
    assert "The article says nothing about origin, growth or plans." in str(
        text.tell("unknown", both)
    )


def test_headings_are_titles_of_the_style_guide():
    told = sections(views(load("jiangning-2020-05")))
    headings = [re.search(r"<h[23]>(.*?)</h[23]>", told[name].html)[1] for name in told]
    assert headings == [
        *("What we found", "What the answer hangs on", "Every figure checked"),
        *("Where the sources differ", "Where the money goes", "Project by project", "Who invests"),
        *("The implied exchange rate", "Growth and other percentages"),
        *("Signed so far against the plan", "What we could not find out", "How we did it"),
        *("Sources", "Our judgement calls", "Data and versions"),
    ]


def test_the_head_of_a_page_gives_the_finding():
    both = views(load("jiangning-2020-05"))
    head = text.masthead(both)
    assert '<header data-report="jiangning-2020-05" data-updated="2026-11-26">' in head.html
    finding = "No source says which sector gets 49% of the 20.15 billion yuan"
    assert text.finding(both) == finding and f"<h1>{finding}</h1>" in head.html
    assert f'<p class="kicker">{both[0].dataset.title}</p>' in head.html.replace("&#39;", "'")
    assert "90% lies outside the five fields that the article names" in str(head)
    own = text.masthead(both, headline="A <b>", standfirst="Half & half")
    assert "<h1>A &lt;b&gt;</h1>" in own.html and ">Half &amp; half</p>" in own.html


def test_what_if_is_told_by_the_same_templates():
    article, everything = views(load("jiangning-2020-05"))
    moved = assume(everything, {"agnos": {"sector": "5g-communication"}})
    seen = str(text.tell("answer", moved))
    assert "5.2% to 5G communication" in seen and "The sources give the amounts of four" in seen
    both = tuple(
        assume(each, {"agnos": {"sector": "smart-grid"}}) for each in (article, everything)
    )
    assert "5.2% to smart grid" in str(text.tell("answer", both))


def test_whatever_is_told_of_a_scenario_says_first_what_it_assumes():
    article, everything = views(load("jiangning-2020-05"))
    both = tuple(
        without(assume(each, {"agnos": {"sector": "smart-grid"}}), "total")
        for each in (article, everything)
    )
    assumed = (
        "This is a “what if”, not a finding: it takes all figures with Agnos Lidar R&D and "
        "Manufacturing Headquarters counted as smart grid and without “20.15 billion yuan”."
    )
    for subject in (both, both[1]):
        told = sections(subject)
        assert set(told) >= {"answer", "checked", "shares", "projects", "method", "versions"}
        for name, section in told.items():
            _, first, *_ = str(section).split("\n")
            assert first == assumed, name
        assert assumed in str(text.masthead(subject))
        assert assumed in str(text.masthead(subject, standfirst="A standfirst."))
    assert "This is a “what if”" not in "".join(map(str, sections((article, everything)).values()))
    literal = str(text.tell("shares", at_rate(article, {"USD": 7.5})))
    assert "it takes the article’s figures at 7.5 yuan to the dollar" in literal
    assert "7.500 yuan to the dollar (which we assume)" in literal


def test_a_total_that_no_source_gives_is_told_as_the_sum_of_the_parts():
    _, everything = views(load("jiangning-2021-10"))
    totals = [f.id for f in everything.figures if f.key == ("investment", ())]
    seen = str(text.tell("answer", without(everything, *totals)))
    worth = "15 projects worth 106.994 billion yuan (US$16.6 billion at the day’s rate), "
    assert f"{worth}by the sum of the parts, were announced" in seen


def test_a_pair_begins_with_what_the_article_alone_allows():
    article, everything = views(load("jiangning-2020-05"))
    for pair in ((everything, article), (article, without(everything, "total"))):
        with pytest.raises(ProblemsError, match="the first is what the article alone supports"):
            text.tell("answer", pair)


@pytest.mark.parametrize("kind", SlipKind)
def test_every_slip_has_words_for_it(kind):
    found = findings(views(load("telangana-2025-01")))
    slip = dataclasses.replace(found.conflicts[0].suspects[0], kind=kind)
    macros = text._environment().get_template("_macros.html.j2")
    said = str(macros.make_module(text._context(found)).mistake(slip))
    known = r"(is ten times too|has \S.* for|has a digit too|has lost its) "
    assert re.match(known, said) and "_" not in said


def test_templates_render_and_decide_nothing_by_numbers():
    for path in TEMPLATES.rglob("*.j2"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\d.])[01]\.\d|namespace\(|\.split\(", source), path.name


@pytest.mark.parametrize(
    "outlet, within, listed",
    [
        ("European Commission, on a mirror", "the European Commission", "European Commission"),
        ("Ministry of Finance", "the Ministry of Finance", "Ministry of Finance"),
        ("The Times of India", "The Times of India", "The Times of India"),
        ("Reuters, on Investing.com", "Reuters of 20 March", "Reuters"),
        ("Unnamed Chinese outlet, on a mirror", *["an unnamed Chinese outlet"] * 2),
    ],
)
def test_an_outlet_has_the_article_that_its_name_calls_for(outlet, within, listed):
    dataset = load("chips-2024-04")
    named = dataclasses.replace(dataset.sources["S2"], outlet=outlet)
    dataset = dataclasses.replace(dataset, sources={**dataset.sources, "S2": named})
    assert text.outlet("S2", dataset) == within and text.short(outlet) == listed


def test_the_example_of_the_method_is_an_amount():
    for id_, amount in (("chips-2024-04", "$23.197 billion"), ("jiangning-2021-10", "1073.4亿元")):
        assert f"Without “{amount}”, for instance" in str(text.tell("method", views(load(id_))))


def test_headline_and_chart_of_a_conflict_have_the_same_numbers():
    both = views(load("telangana-2025-01"))
    for said in (text.finding(both), charts.conflict(both).title):
        seen = said.replace("\N{NO-BREAK SPACE}", " ")
        assert "five deals come to Rs 83,500 crore, " in seen and "Rs 11,700 crore more" in seen


def test_whatever_a_dataset_says_is_shown_as_text():
    hostile = "<script>alert(1)</script> A&B {{ 7 * 7 }} {x}"

    def changed(record, *names):
        return dataclasses.replace(record, **dict.fromkeys(names, hostile))

    subject = load("jiangning-2020-05")
    subject = dataclasses.replace(
        changed(subject, "title", "date_note", "status", "label", "place"),
        sources={i: changed(s, "title", "outlet", "note") for i, s in subject.sources.items()},
        vocabularies={
            name: {i: changed(term, "name", "note") for i, term in terms.items()}
            for name, terms in subject.vocabularies.items()
        },
        measures={i: changed(m, "name", "period") for i, m in subject.measures.items()},
        projects=tuple(changed(p, "name", "local_name", "note") for p in subject.projects),
        figures=tuple(changed(f, "note") for f in subject.figures),
    )
    both = views(subject)
    told = sections(both) | {"masthead": text.masthead(both)}
    for name, section in told.items():
        assert "<script" not in section.html, name
        assert "&amp;amp;" not in section.html and "&amp;lt;" not in section.html, name
    hit = {name for name, section in told.items() if "&lt;script" in section.html}
    assert hit >= {"masthead", "answer", "checked", "differences", "projects", "investors", "rate"}
    assert hit >= {"growth", "plan", "unknown", "method"}
    assert "{{ 7 * 7 }}" in told["unknown"].html


def test_a_unit_with_braces_survives():
    subject = load("jiangning-2020-05")
    measures = {
        i: dataclasses.replace(m, unit="{x}") if m.unit == "projects" else m
        for i, m in subject.measures.items()
    }
    figures = tuple(
        dataclasses.replace(f, unit="{x}") if f.unit == "projects" else f for f in subject.figures
    )
    told = sections(views(dataclasses.replace(subject, measures=measures, figures=figures)))
    assert "75 {x}" in str(told["plan"])


def test_a_note_names_its_sources_and_is_escaped():
    dataset = load("jiangning-2020-05")
    seen = text.note("S1 & S9; see S3", dataset)
    assert seen == (
        '<a href="#source-s1">Nanjing Morning Post</a> &amp; S9; see '
        '<a href="#source-s3">the article</a>'
    )


def test_two_sources_of_one_outlet_are_told_apart():
    dataset = load("telangana-2025-01")
    names = [text.outlet(id_, dataset) for id_ in ("S1", "S3", "S4", "S6")]
    express = [f"The New Indian Express of {day} January" for day in (23, 24)]
    assert names == ["the article", "PTI", *express]


def test_what_is_told_of_the_article_is_not_taken_from_the_others():
    article, everything = views(load("jiangning-2020-05"))
    for evidences in ((article, everything), everything):
        assert "18 figures of the article" in str(text.tell("checked", evidences))
        assert (
            findings(evidences).percentages[0].figures == findings(article).percentages[0].figures
        )


def test_the_examples_of_the_module_are_true():
    results = doctest.testmod(text)
    assert results.attempted and not results.failed


# --- what pages once said and was wrong, each as a kind ---


def told_of(projects, figures, section="answer"):
    return str(text.tell(section, views(announcement(projects, figures))))


def of_project(id_, printed, source="S1"):
    return figure(f"{id_}-{source}", printed, scope=[("project", id_)], source=source)


CONFLICT = (
    [project("a"), project("b")],
    [
        figure("total", "5 billion yuan"),
        of_project("a", "40 billion yuan"),
        of_project("b", "1 billion yuan"),
    ],
)


def test_the_source_that_gives_all_amounts_is_named_and_no_more_than_are_needed():
    projects = [project(id_) for id_ in ("a", "b", "c")]
    parts = [of_project("a", "1 billion yuan", "S2"), of_project("b", "2 billion yuan", "S2")]
    subject = announcement(projects, [figure("total", "6 billion yuan"), *parts])
    third = dataclasses.replace(subject.sources["S2"], id="S3", outlet="Third")
    second = dataclasses.replace(subject.sources["S2"], outlet="Second")
    sources = {**subject.sources, "S2": second, "S3": third}
    one = dataclasses.replace(of_project("a", "1 billion yuan", "S3"), id="again")
    two = dataclasses.replace(of_project("c", "3 billion yuan", "S3"), id="another")

    def said(*more):
        changed = dataclasses.replace(subject, sources=sources, figures=(*subject.figures, *more))
        return str(text.tell("answer", views(changed)))

    assert "Second gives the amounts of two projects" in said(one)
    assert "Between them, Second and Third give the amounts of all three projects" in said(two)
    chips = findings(views(load("chips-2024-04"))).disclosed["all-sources"]
    assert len(facts.givers(chips)) < len(chips.sources)


def test_a_sum_of_a_group_is_the_amount_of_none_of_its_projects():
    groups = [dataclasses.replace(project("many"), count=1190), project("one")]
    figures = [of_project("many", "5 billion yuan"), of_project("one", "1 billion yuan")]
    seen = told_of(groups, figures)
    assert "the amount of one project, and one sum for a group of 1,190 projects" in seen
    assert "1,191 projects, which" not in seen
    by_project = told_of(groups, figures, "projects")
    assert "one sum for a group of 1,190 projects" in by_project and "largest" not in by_project
    unknown = told_of([dataclasses.replace(groups[0], count=2), groups[1]], figures)
    assert "one sum for a group of two projects" in unknown


def test_what_is_ours_is_not_told_as_a_source_has_it():
    subject = load("telangana-2025-01")
    changed = next(f for f in subject.figures if f.id == "ctrls-investment")
    assert text.if_reread(changed) == " (as we read “Rs 10,000”)"
    assert not any(text.if_reread(f) for f in subject.figures if f.id == "total")


def test_a_contradiction_gives_its_reading_on_the_first_screen():
    both = views(load("telangana-2025-01"))
    for first in (text.masthead(both), text.tell("answer", both)):
        seen = str(first).replace("\N{NO-BREAK SPACE}", " ")
        assert "“more than Rs 71,800 crore”" in seen
        assert "as Rs 71,800–71,900 crore; literally, they would allow any amount above" in seen
    head = str(text.masthead(both)).replace("\N{NO-BREAK SPACE}", " ")
    assert "(JSW) stood for Rs 800 crore, as PTI has it" in head
    assert "A crore is 10 million, a lakh 100,000." in head and "interim count" in head


def test_a_plan_is_told_while_a_conflict_stands():
    figures = [
        figure("total", "5 billion yuan"),
        of_project("a", "7 billion yuan"),
        figure("plan", "20 billion yuan", measure="planned"),
    ]
    subject = announcement([project("a")], figures)
    planned = dataclasses.replace(
        subject.measures["investment"], id="planned", plan_of="investment", additive=False
    )
    measures = {**subject.measures, "planned": planned}
    seen = str(text.tell("plan", views(dataclasses.replace(subject, measures=measures))))
    assert "The plan is “20 billion yuan”" in seen and "do not add up" in seen


def test_ways_out_of_a_conflict_are_told_with_their_shares():
    both = views(load("telangana-2025-01"))
    seen = str(text.tell("answer", both)).replace("\N{NO-BREAK SPACE}", " ")
    assert "depend on which of the figures are wrong" in seen
    alone = "By the article alone, without “more than Rs 71,800 crore”"
    assert f"{alone}, 72% of the money goes to energy." in seen
    assert "With “Rs 8,000 crore” corrected to Rs 800 crore and “Rs 5,000 crore” corrected" in seen
    assert "to Rs 500 crore, 84% of the money goes to energy." in seen
    told = findings(both)
    assert told.everything.known("sector")["energy"] == pytest.approx(0.841, abs=1e-3)
    assert told.agreed == {}  # since by the article alone it may be another share


def test_two_shares_of_one_project_are_told_apart_by_their_rate():
    seen = str(text.tell("answer", views(load("jiangning-2020-05"))))
    assert "3.6–5.3% of the money at the market’s exchange rate" in seen
    assert "(At that rate, what the article gives is 5.2%.)" in seen


def test_money_in_dollars_stands_beside_every_total_that_is_not_in_them():
    for id_, told in (
        ("jiangning-2020-05", "20.15 billion yuan (US$2.84 billion at the day’s rate)"),
        ("jiangning-2022-06", "over 17 billion yuan (over US$2.55 billion at the day’s rate)"),
    ):
        assert told in str(text.tell("answer", views(load(id_))))
    assert "at the day’s rate" not in str(text.tell("answer", views(load("chips-2024-04"))))


def test_names_with_commas_are_listed_apart():
    assert text.listed_clearly(["A, in Spain", "B", "ten more"]) == "A, in Spain; B; and ten more"
    assert text.listed_clearly(["A", "B and C"]) == "A, and B and C"
    assert text.listed_clearly(["A", "B"]) == "A and B"


def test_the_words_of_the_check_are_explained_where_they_are_used():
    alone = told_of([project("a")], [figure("total", "5 billion yuan")], "checked")
    assert not re.search("adds up|also reported|disputed|last digit", alone)
    both = str(text.tell("checked", views(load("jiangning-2020-05"))))
    assert "A match adds up if other quantities imply it; otherwise it is also reported" in both
    assert not re.search("disputed|last digit", both)
    disputed = str(text.tell("checked", views(load("telangana-2025-01"))))
    assert "It is disputed if the figures that bear on it contradict one another" in disputed


def both_of(total, a, b, *more):
    """What is said of a total and its two parts, in the check and in the section on conflicts."""
    figures = [figure("total", total), of_project("a", a), of_project("b", b), *more]
    both = views(announcement([project("a"), project("b")], figures))
    return str(text.tell("checked", both)), str(text.tell("conflicts", both) or "")


def test_what_agrees_but_for_its_last_digits_is_no_conflict():
    checked, conflicts = both_of("500 million yuan", "300 million yuan", "190 million yuan")
    assert "≈ 2 do not agree to the last digit" in checked and "conflict " not in checked
    assert "only when round numbers are taken as rounded" in checked and conflicts == ""
    assert "All the figures can be true at once." in checked


def test_a_figure_that_others_dispute_is_not_told_as_wrong():
    other = of_project("a", "4.1 billion yuan", "S2")
    checked, conflicts = both_of("5 billion yuan", "3 billion yuan", "2 billion yuan", other)
    assert "? 3 disputed" in checked and "it need not be wrong itself" in checked
    assert "What the other sources say cannot all be true beside “5 billion yuan”" in checked
    assert "without “4.1 billion yuan” (a, S2, ¶1), the others imply 3 billion yuan" in conflicts
    assert "none would explain this" in conflicts and "would explain the numbers" not in conflicts


def test_a_conflict_that_rests_on_our_reading_says_so_in_the_same_sentence():
    reading = "2.1 billion yuan more than “more than 5 billion yuan”; this rests on our taking"
    _, conflicts = both_of("more than 5 billion yuan", "4.05 billion yuan", "3.05 billion yuan")
    assert reading in conflicts
    _, conflicts = both_of("5.01 billion yuan", "4.05 billion yuan", "3.05 billion yuan")
    assert "cannot all be true" in conflicts and "this rests on our taking" not in conflicts


def test_sources_that_have_the_amounts_of_a_correction_are_evidence_of_it():
    both = views(load("telangana-2025-01"))
    seen = str(text.tell("conflicts", both))
    assert "PTI and ANI give the very amounts that would make the sum right." in seen
    assert "evidence of slips in the article, though no source says so" in seen
    unknown = str(text.tell("unknown", both))
    assert "wrong ones, though PTI and ANI give what would make the sum right." in unknown
    alone = str(text.tell("conflicts", views(announcement(*CONFLICT))))
    assert "it does not prove what happened" in alone and "evidence" not in alone


def test_two_tallies_of_one_source_are_no_sum_with_its_parts():
    figures = [figure("one", "43.1 billion yuan"), figure("two", "45.3 billion yuan")]
    both = views(announcement([project("a")], figures))
    headline = str(text.masthead(both))
    assert "gives two numbers for one thing: 43.1 billion yuan and 45.3 billion yuan" in headline
    told = str(text.tell("answer", both)) + str(text.tell("conflicts", both))
    assert "They differ by 2.2 billion yuan" in told and "parts come to" not in told
