from jixiao.store import KnowledgeBase


def orphans(root):
    """A part, a staged folder and half a log entry that nothing names."""
    for name in ("parts/00000009-00000000000000aa", "runs/00000009-00000000000000bb", "staging/ab"):
        (root / name).mkdir()
        (root / name / "facts.parquet").write_bytes(b"half")
    (root / "log" / ".ab").write_bytes(b"half")


def test_orphans_are_unseen_and_go_when_the_next_writer_opens(full, files):
    before = files(full.path)
    counts = full.tables()
    orphans(full.path)
    assert KnowledgeBase(full.path).tables() == counts
    with full.writer("v1"):
        assert files(full.path) == before


def test_while_another_writer_is_at_work_nothing_goes(full, files):
    with full.writer("v1"):
        orphans(full.path)
        before = files(full.path)
        with full.writer("v1"):
            assert files(full.path) == before


def test_a_removed_part_stays_for_those_who_still_read_it(full, report):
    old = KnowledgeBase(full.path)
    with full.writer("v3") as writer:
        for number in range(3):
            writer.add(report(number))
    with full.writer("v3"):
        pass
    assert len(old.table("facts")) == 3
