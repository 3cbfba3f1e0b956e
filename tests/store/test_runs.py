from jixiao import __version__
from jixiao.store.arrow import to_arrow
from jixiao.store.runs import Run


def test_the_row_tells_what_was_committed_and_what_is_about_to_be():
    run = Run("v1", skipped=3)
    run.commit(2, 1, "runs/00000001-00000000000000aa")
    row = run.row(5, 0)
    assert (row["documents"], row["failed"], row["skipped"]) == (7, 1, 3)
    assert (row["version"], row["pipeline"]) == (__version__, "v1")
    assert (run.noted, run.documents) == (3, 2)
    assert to_arrow("runs", [row]).num_rows == 1


def test_no_two_runs_have_the_same_id():
    assert Run("v1").run_id != Run("v1").run_id
