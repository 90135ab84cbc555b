"""How the pages of a PDF are filled, on marks that are made up: no PDF is set."""

from helpers.publishing.fitting import BOTTOM, TOP, Fit, Spot, fitted

TITLE = 15  # millimetres of a picture's title


def laid_out(*heights):
    """What measures a document of a line, and of pictures of these heights, as a setter would."""

    def measure(fit):
        page, y = 1, TOP + 10
        spots = [Spot("end", "", 0, page, y)]
        for number, height in enumerate(heights):
            file = f"picture-{number}"
            drawn = height * fit.scales.get(file, 1)
            if y + TITLE + drawn > BOTTOM + fit.longer:
                page, y = page + 1, TOP
            spots.append(Spot("picture", file, drawn, page, y + TITLE))
            y += TITLE + drawn
            spots.append(Spot("end", "", 0, page, y))
        return spots

    return measure


def test_what_fits_is_left_as_it_is():
    assert fitted(laid_out(100, 80, 120)) == Fit()


def test_a_picture_that_would_leave_half_a_page_empty_becomes_smaller():
    fit = fitted(laid_out(110, 130, 100))
    assert list(fit.scales) == ["picture-1"] and 0.6 <= fit.scales["picture-1"] < 1


def test_a_hole_before_a_picture_too_tall_for_it_is_filled_from_the_page_before():
    fit = fitted(laid_out(160, 100, 190))
    assert list(fit.scales) == ["picture-0", "picture-1"]
    assert len(set(fit.scales.values())) == 1 and 0.6 <= fit.scales["picture-0"] < 1
    pages = {spot.file: spot.page for spot in laid_out(160, 100, 190)(fit) if spot.file}
    assert pages == {"picture-0": 1, "picture-1": 1, "picture-2": 2}


def test_a_table_that_is_kept_whole_and_leaves_a_hole_is_broken():
    def measure(fit):
        page = 1 if "table-1" in fit.broken else 2
        return [
            Spot("end", "", 0, 1, 120),
            Spot("table", "table-1", 0, 1, 125),  # its name, which stays where it was
            Spot("table", "", 0, page, 130),
            Spot("end", "", 0, 2, 200),
        ]

    assert fitted(measure).broken == ("table-1",)
