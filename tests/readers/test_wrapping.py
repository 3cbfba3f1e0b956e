from jixiao.readers.wrapping import UNIT, continues, wrap_width


def test_paragraphs_of_many_lengths_have_no_width():
    assert wrap_width(["字" * n for n in (50, 12, 230, 40, 75, 61, 18)]) is None
    assert wrap_width(["字" * 30] * 3) is None


def test_lines_that_crowd_at_a_width_have_it():
    assert wrap_width(["字" * 30] * 8 + ["字" * 7, "字" * 29]) == 60


def test_a_line_goes_on_if_the_next_piece_had_no_room():
    assert continues("字" * 30, "支出", 60)
    assert not continues("字" * 20, "支出", 60)
    assert continues("字" * 26, "1,204,500.00元", 60)
    assert not continues("字" * 30, "　　支出", 60)
    assert not continues("字" * 30, "（一）支出", 60)


def test_an_opening_bracket_does_not_end_a_line_and_moves_with_what_it_opens():
    assert UNIT.match("（次），办结")[0] == "（次），"
    assert UNIT.match("“1,204.55”万元")[0] == "“1,204.55”"
