def told(result):
    return [(f.name, f.value, f.stage) for f in result.facts if f.kind in ("measure", "funding")]


def test_what_was_done_beside_the_plan_is_no_plan(read):
    text = "计划«造林»INDICATOR«12亩»QUANTITY，实际完成«13亩»QUANTITY。"
    result = read(text, "VALUE 造林 12亩", "VALUE 造林 13亩")
    assert told(result) == [("造林", 12, "plan"), ("造林", 13, "actual")]


def test_a_target_in_a_bracket_is_not_the_stage_of_the_figure_before(read):
    text = "«防治率»INDICATOR«96%»PERCENT（目标«85%»PERCENT以上）。"
    result = read(text, "VALUE 防治率 96%", "VALUE 防治率 85%")
    assert [stage for _, _, stage in told(result)] == ["actual", "plan"]


def test_a_bracket_without_figures_tells_the_stage(read):
    assert (
        told(read("«产值»INDICATOR«9亿元»MONEY（快报数）。", "VALUE 产值 9亿元"))[0][2]
        == "preliminary"
    )


def test_marks_for_the_management_of_budgets_are_no_budget(read):
    (fact,) = told(read("«预算管理»INDICATOR«28分»QUANTITY。", "VALUE 预算管理 28分"))
    assert fact == ("预算管理", 28, "actual")


def test_whose_measure_it_is_stands_in_its_subject(read):
    (fact,) = read("«我局部门预算»INDICATOR«9万元»MONEY。", "VALUE 我局部门预算 9万元").facts
    assert (fact.name, fact.subject) == ("部门预算", "衡阳市科学技术局")


def test_the_noun_of_a_receiver_is_said_once(read):
    text = "首批«27户»QUANTITY企业«4万元»MONEY。"
    names = [f.name for f in read(text, "OBTAINS 27户 4万元").facts if f.kind == "funding"]
    assert names == ["企业"]


def test_a_counted_noun_ends_before_what_happened_to_it(read):
    (fact,) = read("«两条»QUANTITY防火道路因冻期停工。").facts
    assert fact.name == "防火道路"
    assert read("有«38张»QUANTITY未注明来源村。").facts == ()
