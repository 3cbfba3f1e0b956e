from itertools import combinations

from hypothesis import given

from jixiao.annotate.matching import key, pair
from jixiao.scoring import matched

from .made import said, two_annotations


def most(left, right):
    """The size of a maximum matching, by trying all."""
    edges = [(a, b) for a in left for b in right if a.start < b.end and b.start < a.end]
    for size in range(min(len(left), len(right)), 0, -1):
        for chosen in combinations(edges, size):
            ends = {id(a) for a, _ in chosen}, {id(b) for _, b in chosen}
            if len(ends[0]) == len(ends[1]) == size:
                return size
    return 0


@given(drawn=two_annotations())
def test_as_many_pairs_as_there_can_be(drawn):
    _, left, right = drawn
    ours, theirs = left.spans[:5], right.spans[:5]
    pairs = matched(ours, theirs)
    assert len(pairs) == most(ours, theirs)
    assert all(a.start < b.end and b.start < a.end for a, b in pairs)


@given(drawn=two_annotations())
def test_exchanging_the_sides_exchanges_the_pairs(drawn):
    _, left, right = drawn
    there, back = pair(left, right), pair(right, left)
    assert [(key(b), key(a)) for a, b in there.same] == [(key(a), key(b)) for a, b in back.same]

    def keys(pairs):
        return {tuple(span and key(span) for span in sides) for sides in pairs}

    assert keys((b, a) for a, b in there.other) == keys(back.other)


@given(drawn=two_annotations())
def test_every_span_stands_once(drawn):
    _, left, right = drawn
    made = pair(left, right)
    for side, annotation in enumerate((left, right)):
        spans = [sides[side] for sides in (*made.same, *made.other) if sides[side]]
        assert sorted(map(key, spans)) == sorted(map(key, annotation.spans))


def test_the_same_place_comes_before_an_overlap():
    _, left = said("«市财政局|ORG»«专项资金|PROJECT»到位")
    _, right = said("市«财政局专|ORG»«项资金|PROJECT»到位")
    _, other = said("«市财政局|PROJECT»专项资金到位")
    assert [(a.surface, b.surface) for a, b in pair(left, right).other] == [
        ("市财政局", "财政局专"),
        ("专项资金", "项资金"),
    ]
    first, second = pair(left, other).other
    assert (str(first[0].label), str(first[1].label)) == ("ORG", "PROJECT")
    assert second[1] is None
