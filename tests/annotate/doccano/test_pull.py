"""What people do in doccano comes back; what cannot be taken is told and lost nowhere."""

from dataclasses import replace

import pytest

from jixiao.annotate.doccano.examples import delete_examples, list_examples
from jixiao.annotate.doccano.projects import ensure_project, get_project
from jixiao.annotate.doccano.pull import pull
from jixiao.annotate.doccano.push import push
from jixiao.annotate.doccano.snapshot import Snapshot
from jixiao.annotations.records import Comment, Origin, Status

pytestmark = pytest.mark.doccano

AT = "2024-05-01T08:00:00Z"


class Desk:
    """One text in doccano, as it lies before the annotator."""

    def __init__(self, project, worker, admin, batch, text):
        self.project, self.worker, self.admin = project, worker, admin
        self.batch, self.text = batch, text
        (self.example,) = (one.id for one in list_examples(admin, project))
        self.types = {row["text"]: row["id"] for row in self._get("span-types")}
        self.links = {row["text"]: row["id"] for row in self._get("relation-types")}

    def _get(self, path):
        return self.admin.get(f"projects/{self.project.id}/{path}")

    @property
    def spans(self):
        """Doccano's id of each span by its surface; all is behind one wide character."""
        rows = self._get(f"examples/{self.example}/spans")
        cut = self.text.text
        return {cut[row["start_offset"] - 1 : row["end_offset"] - 1]: row["id"] for row in rows}

    def add(self, surface, label):
        start = self.text.text.index(surface) + 1
        self.worker.client.create_span(
            self.project.id, self.example, start, start + len(surface), self.types[label]
        )

    def remove(self, surface):
        self.worker.client.delete_span(self.project.id, self.example, self.spans[surface])

    def relabel(self, surface, label):
        path = f"projects/{self.project.id}/examples/{self.example}/spans/{self.spans[surface]}"
        self.worker.patch(path, {"label": self.types[label]})

    def link(self, head, label, tail):
        spans = self.spans
        self.worker.client.create_relation(
            self.project.id, self.example, spans[head], spans[tail], self.links[label]
        )

    def confirm(self):
        self.worker.client.update_example_state(self.project.id, self.example)

    def pull(self, earlier=None):
        texts = self.batch.texts()
        pushed = Snapshot(self.batch.path, self.project.layer).read(texts)
        return pull(self.admin, self.project, texts, pushed, earlier or {})

    def pulled(self):
        done = self.pull()
        assert done.issues == []
        return done.annotations[self.text.doc_id]


@pytest.fixture
def desk(connection, project, li, batch, text, annotation):
    batch.add_texts([text])
    push(
        connection,
        project,
        {text.doc_id: annotation},
        batch.texts(),
        Snapshot(batch.path, project.layer),
    )
    return Desk(project, li, connection, batch, text)


def origins(annotation):
    spans = {span.surface: span for span in annotation.spans}
    by_id = {span.id: span.surface for span in annotation.spans}
    links = {(by_id[one.head], one.label, by_id[one.tail]): one for one in annotation.relations}
    return (
        {surface: (span.label, span.origin, span.by) for surface, span in spans.items()},
        {ends: (link.origin, link.by) for ends, link in links.items()},
    )


def test_what_nobody_touched_is_still_the_machines(desk, annotation):
    assert desk.pulled() == annotation


def test_what_was_confirmed_as_it_was_is_accepted(desk):
    desk.confirm()
    pulled = desk.pulled()
    assert (pulled.status, pulled.by) == (Status.CONFIRMED, "person:li")
    assert {span.origin for span in pulled.spans} == {Origin.ACCEPTED}
    assert {link.origin for link in pulled.relations} == {Origin.ACCEPTED}
    assert pulled.at > AT


def test_what_was_corrected_is_told_from_what_was_left(desk):
    desk.remove("上年")
    desk.remove("公务接待费")
    desk.add("公务接待费支出", "INDICATOR")
    desk.relabel("8%", "QUANTITY")
    desk.add("下降", "AWARD")
    desk.link("公务接待费支出", "VALUE", "3.2万元")
    desk.link("公务接待费支出", "CHANGE", "8%")
    desk.confirm()
    spans, links = origins(desk.pulled())
    li = "person:li"
    assert spans == {
        "2023年": ("DATE", Origin.ACCEPTED, li),
        "我局": ("ORG", Origin.ACCEPTED, li),
        "公务接待费支出": ("INDICATOR", Origin.CHANGED, li),
        "3.2万元": ("MONEY", Origin.ACCEPTED, li),
        "下降": ("AWARD", Origin.ADDED, li),
        "8%": ("QUANTITY", Origin.CHANGED, li),
    }
    assert links == {
        ("公务接待费支出", "VALUE", "3.2万元"): (Origin.CHANGED, li),
        ("公务接待费支出", "CHANGE", "8%"): (Origin.ADDED, li),
        ("3.2万元", "PERIOD", "2023年"): (Origin.ACCEPTED, li),
    }


def test_work_on_an_open_text_is_the_persons_and_the_rest_the_machines(desk):
    desk.add("下降", "AWARD")
    pulled = desk.pulled()
    assert (pulled.status, pulled.by) == (Status.OPEN, "person:li")
    assert pulled.at > AT
    spans, _ = origins(pulled)
    assert spans["下降"] == ("AWARD", Origin.ADDED, "person:li")
    assert spans["我局"] == ("ORG", Origin.MACHINE, "model:m1")


def test_pulling_twice_gives_the_same_bytes(desk):
    desk.add("下降", "AWARD")
    desk.worker.client.create_comment(desk.project.id, desk.example, "“下降”要不要标？")
    desk.confirm()
    layer = desk.batch.path / "layers" / "annotator-li.jsonl"
    desk.batch.write("annotator-li", desk.pull().annotations.values())
    first = layer.read_bytes()
    assert "“下降”要不要标？".encode() in first
    earlier = {one.doc_id: one for one in desk.batch.read("annotator-li")}
    desk.batch.write("annotator-li", desk.pull(earlier).annotations.values())
    assert layer.read_bytes() == first


def test_taking_a_confirmation_back_opens_the_text_again(desk, annotation):
    desk.confirm()
    desk.confirm()
    assert desk.pulled() == annotation


def test_comments_carry_who_and_when(desk):
    desk.worker.client.create_comment(desk.project.id, desk.example, "金额口径不清")
    (comment,) = desk.pulled().comments
    assert (comment.text, comment.by) == ("金额口径不清", "person:li")
    assert comment.at > AT


def test_comments_that_were_pushed_keep_their_author(connection, batch, text, annotation, li):
    for _ in ensure_project(connection, "bureaus", "gold", ["li"], "裁定"):
        pass
    gold = get_project(connection, "bureaus", "gold")
    noted = replace(annotation, comments=(Comment("两人不同：MONEY", "agent:adjudicator", AT),))
    batch.add_texts([text])
    snapshot = Snapshot(batch.path, gold.layer)
    push(connection, gold, {text.doc_id: noted}, batch.texts(), snapshot)
    desk = Desk(gold, li, connection, batch, text)
    desk.worker.client.create_comment(gold.id, desk.example, "已裁定")
    desk.add("下降", "AWARD")
    pulled = desk.pulled()
    assert [(one.text, one.by) for one in pulled.comments] == [
        ("两人不同：MONEY", "agent:adjudicator"),
        ("已裁定", "person:li"),
    ]
    # An open text of the gold is by whoever touched it last, not by a person named gold.
    assert pulled.by == "person:li"
    assert origins(pulled)[0]["下降"] == ("AWARD", Origin.ADDED, "person:li")


def test_a_text_that_was_changed_is_refused_and_nothing_is_lost(desk):
    desk.confirm()
    earlier = desk.pull().annotations
    path = f"projects/{desk.project.id}/examples/{desk.example}"
    desk.admin.patch(path, {"text": desk.text.text.replace("3.2", "9.9")})
    done = desk.pull(earlier)
    assert [(issue.doc_id, issue.code) for issue in done.issues] == [
        (desk.text.doc_id, "changed_text")
    ]
    assert done.annotations == earlier
    assert desk.pull().annotations == {}


def test_a_text_that_was_deleted_is_told_and_kept(desk):
    desk.confirm()
    earlier = desk.pull().annotations
    delete_examples(desk.admin, desk.project, [desk.example])
    done = desk.pull(earlier)
    assert [issue.code for issue in done.issues] == ["missing_text"]
    assert done.annotations == earlier


def test_a_text_that_is_there_twice_is_refused(desk):
    row = desk.admin.get(f"projects/{desk.project.id}/examples/{desk.example}")
    desk.admin.client.create_example(desk.project.id, desk.text.text, meta=row["meta"])
    done = desk.pull()
    assert [issue.code for issue in done.issues] == ["duplicate_text"] * 2
    assert done.annotations == {}


def test_a_text_from_elsewhere_is_named_by_its_number(desk):
    made = desk.admin.client.create_example(desk.project.id, "手工录入的一段。")
    done = desk.pull()
    assert [(issue.doc_id, issue.code) for issue in done.issues] == [
        (f"example {made.id}", "unknown_text")
    ]
    assert list(done.annotations) == [desk.text.doc_id]


def test_a_text_without_a_record_of_its_push_is_not_guessed_at(desk):
    done = pull(desk.admin, desk.project, desk.batch.texts(), {}, {})
    assert [issue.code for issue in done.issues] == ["no_snapshot"]
    assert done.annotations == {}


@pytest.mark.parametrize(
    ("start", "end", "cause"), [(36, 99, "outside"), (0, 1, "within the character")]
)
def test_a_span_that_fits_no_characters_is_told_and_holds_the_text_open(desk, start, end, cause):
    for surface in ("8%", "2023年"):
        desk.remove(surface)
    kind = desk.types["ORG"]
    desk.worker.client.create_span(desk.project.id, desk.example, start, end, kind)
    desk.confirm()
    done = desk.pull()
    (issue,) = done.issues
    assert (issue.doc_id, issue.code) == (desk.text.doc_id, "span")
    assert cause in issue.message
    assert f"ORG [{start}, {end})" in issue.message
    pulled = done.annotations[desk.text.doc_id]
    assert pulled.status is Status.OPEN
    assert len(pulled.spans) == 4


def test_a_relation_that_the_scheme_does_not_know_is_told(desk):
    desk.link("8%", "CONFERS", "我局")
    desk.link("我局", "SUBJECT", "公务接待费")
    desk.confirm()
    done = desk.pull()
    assert [issue.code for issue in done.issues] == ["relation", "duplicate_relation"]
    assert "CONFERS does not join PERCENT '8%' to ORG '我局'" in done.issues[0].message
    assert len(done.annotations[desk.text.doc_id].relations) == 3


def test_a_relation_drawn_twice_alone_does_not_hold_the_text_open(desk):
    desk.link("我局", "SUBJECT", "公务接待费")
    desk.confirm()
    done = desk.pull()
    assert [issue.code for issue in done.issues] == ["duplicate_relation"]
    assert done.annotations[desk.text.doc_id].status is Status.CONFIRMED
