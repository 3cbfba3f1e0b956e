import numpy as np
import pytest

from jixiao.errors import ReadError
from jixiao.readers.ocr import PageTimeoutError, Piece
from jixiao.readers.ocr_picture import recognise


class Compass:
    """An engine that is sure of a page whose mark stands in the upper left corner."""

    name = "compass"

    def __init__(self, slow=(), otherwise=0.6):
        self.seen, self.slow, self.otherwise = 0, slow, otherwise

    def recognise(self, image, columns, deadline):
        self.seen += 1
        if self.seen in self.slow:
            raise PageTimeoutError
        half = (image.shape[0] // 2, image.shape[1] // 2)
        upright = image[: half[0], : half[1]].min() < 100
        score = 0.95 if upright and image.shape[0] > image.shape[1] else self.otherwise
        text = "部门整体支出绩效自评"
        edges = tuple(float(i) for i in range(len(text) + 1))
        return [Piece(text, edges, (score,) * len(text), 0.0, 20.0, 20.0)]


def page():
    image = np.full((400, 300), 250, np.uint8)
    image[30:60, 30:60] = 10
    return image


@pytest.mark.parametrize(("lying", "tries"), [(0, 1), (3, 2), (1, 3), (2, 4)])
def test_a_page_on_its_side_or_head_is_put_upright(lying, tries):
    engine = Compass()
    found = recognise(np.rot90(page(), lying), 1.0, engine, 60)
    assert (found.quarters, found.score) == (-lying % 4, pytest.approx(0.95))
    assert (found.width, found.height) == (300, 400)
    assert engine.seen == tries


def test_the_first_way_must_be_done_in_time_and_the_others_may():
    with pytest.raises(PageTimeoutError, match="over 60 seconds"):
        recognise(page(), 1.0, Compass(slow={1}), 60)
    found = recognise(np.rot90(page(), 2), 1.0, Compass(slow={2}), 60)
    assert (found.quarters, found.score) == (0, pytest.approx(0.6))


def test_a_page_without_ink_is_not_tried():
    engine = Compass()
    assert recognise(np.full((400, 300), 250, np.uint8), 1.0, engine, 60).pieces == []
    assert engine.seen == 0


def test_a_page_of_which_nothing_is_sure_is_not_text():
    engine = Compass(slow={2}, otherwise=0.4)
    with pytest.raises(ReadError, match=r"confidence 0\.40") as error:
        recognise(np.rot90(page(), 2), 1.0, engine, 60)
    assert error.value.status == "scanned"


def test_doubtful_pieces_are_left_out_and_counted():
    class Stained(Compass):
        def recognise(self, image, columns, deadline):
            stain = Piece("凸", (0.0, 9.0), (0.2,), 0.0, 9.0, 9.0)
            return [*super().recognise(image, columns, deadline), stain]

    found = recognise(page(), 1.0, Stained(), 60)
    assert (len(found.pieces), found.left_out) == (1, 1)
