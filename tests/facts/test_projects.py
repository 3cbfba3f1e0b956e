def money(result):
    return [(f.name, f.role, f.stage) for f in result.facts if f.kind == "measure"]


def test_bare_money_is_its_project_s(read):
    text = (
        "«深井取水项目»PROJECT«预算»INDICATOR«20万元»MONEY，«实际支出»INDICATOR«18万元»MONEY，"
        "«县级自筹»INDICATOR«3万元»MONEY。"
    )
    result = read(text, "VALUE 预算 20万元", "VALUE 实际支出 18万元", "VALUE 县级自筹 3万元")
    assert money(result) == [
        ("深井取水项目预算", "budget", "budget"),
        ("深井取水项目实际支出", "actual", "actual"),
        ("深井取水项目县级自筹", "investment", "actual"),
    ]
    ground = result.facts[0].ground("name")
    assert (
        text.replace("«", "").replace("»PROJECT", "")[ground.start : ground.end] == "深井取水项目"
    )


def test_money_between_two_projects_or_behind_another_measure_is_nobody_s(read):
    two = "«甲工程»PROJECT和«乙工程»PROJECT«总投资»INDICATOR«20万元»MONEY。"
    assert money(read(two, "VALUE 总投资 20万元"))[0][:2] == ("总投资", None)
    other = "«甲工程»PROJECT之外，«接待费»INDICATOR«预算»INDICATOR«20万元»MONEY。"
    assert money(read(other, "VALUE 预算 20万元"))[0][0] != "甲工程预算"
