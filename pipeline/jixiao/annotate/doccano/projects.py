"""Projects: one for each annotator of a batch, and one for its gold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.annotate.doccano.connection import Connection
from jixiao.annotations.checks import check_name
from jixiao.annotations.records import ANNOTATOR, GOLD
from jixiao.errors import DoccanoError
from jixiao.resources import scheme

MARK = "::"
ROLE = "annotator"
_NAME_LIMIT = 100
_GREY = "#607d8b"
SETTINGS = {
    "collaborative_annotation": True,
    "grapheme_mode": False,
    "use_relation": True,
    "allow_overlapping": False,
    "single_class_classification": False,
    "random_order": False,
}


@dataclass(frozen=True, slots=True)
class Project:
    """A project on a server. `worker` is the annotator's name, or gold."""

    id: int
    name: str

    @property
    def worker(self) -> str:
        """Whose project it is."""
        return self.name.rpartition(MARK)[2]

    @property
    def layer(self) -> str:
        """The layer of the batch that is annotated here."""
        return layer_of(self.worker)


def layer_of(worker: str) -> str:
    """The layer of an annotator, or of gold.

    >>> layer_of("li"), layer_of("gold")
    ('annotator-li', 'gold')
    """
    return GOLD if worker == GOLD else ANNOTATOR + worker


def project_name(batch: str, worker: str) -> str:
    """The name of a project. Raises DoccanoError if the server cannot take it.

    >>> project_name("bureaus", "li")
    'bureaus::li'
    """
    check_name(worker, "annotator")
    name = f"{batch}{MARK}{worker}"
    if len(name) > _NAME_LIMIT:
        raise DoccanoError(f"project {name}: a name has at most {_NAME_LIMIT} characters")
    return name


def list_projects(connection: Connection, batch: str) -> list[Project]:
    """The projects of a batch in which the account is a member, by name."""
    rows = connection.get_all("projects", "the list of projects", q=batch + MARK)
    with connection.explained("the list of projects"):
        found = [Project(row["id"], row["name"]) for row in rows]
    ours = [project for project in found if project.name.rpartition(MARK)[0] == batch]
    return sorted(ours, key=lambda project: project.name)


def get_project(connection: Connection, batch: str, worker: str) -> Project:
    """The project of an annotator or of gold. Raises DoccanoError that names those there are."""
    name = project_name(batch, worker)
    projects = list_projects(connection, batch)
    same = [project for project in projects if project.name == name]
    if len(same) == 1:
        return same[0]
    if same:
        ids = ", ".join(str(project.id) for project in same)
        raise DoccanoError(
            f"{connection.url} has {len(same)} projects named {name} (ids {ids}): delete those "
            "that are not needed, in doccano"
        )
    there = ", ".join(project.name for project in projects) or "none"
    what = "--gold" if worker == GOLD else f"--annotator {worker}"
    raise DoccanoError(
        f"{connection.url} has no project {name} (项目不存在) that {connection.user} is a member "
        f"of; of this batch there: {there}. Make it: jixiao annotate project … {what}"
    )


def ensure_project(
    connection: Connection, batch: str, worker: str, members: Sequence[str], guideline: str
) -> Iterator[str]:
    """Make a project as it shall be, or bring it there; every change as a line, when done.

    Label types that are not in the scheme are told of and left: deleting one
    deletes its spans. Members beyond `members` stay.
    """
    name = project_name(batch, worker)
    accounts = _accounts(connection, members)
    if any(project.name == name for project in list_projects(connection, batch)):
        project = get_project(connection, batch, worker)
        yield from _update_settings(connection, project, guideline)
    else:
        project = _create(connection, name, guideline)
        yield f"{name}: made (新建), id {project.id}"
    yield from _update_types(connection, project, "span", _span_types())
    yield from _update_types(connection, project, "relation", _relation_types())
    yield from _add_members(connection, project, accounts)


def ensure_account(connection: Connection, name: str, password: str) -> bool:
    """Make an account if there is none of this name; whether it was made."""
    if name in account_names(connection).values():
        return False
    with connection.explained(f"the account {name}"):
        connection.client.create_user(name, password)
    return True


def account_names(connection: Connection) -> dict[int, str]:
    """The names of all accounts by their id."""
    rows = connection.get("users", "the list of accounts")
    with connection.explained("the list of accounts"):
        return {row["id"]: row["username"] for row in rows}


def _accounts(connection: Connection, members: Sequence[str]) -> list[str]:
    known = set(account_names(connection).values())
    if missing := [name for name in members if name not in known]:
        raise DoccanoError(
            f"{connection.url} has no account {', '.join(missing)}: make it with --new-accounts, "
            f"or at {connection.url}/admin/"
        )
    return list(members)


def _create(connection: Connection, name: str, guideline: str) -> Project:
    with connection.explained(f"a new project {name}"):
        made = connection.client.create_project(
            name, "SequenceLabeling", "jixiao 绩效", guideline, **SETTINGS
        )
        return Project(made.id, name)


def _update_settings(connection: Connection, project: Project, guideline: str) -> Iterator[str]:
    now = connection.get(f"projects/{project.id}", project.name)
    with connection.explained(project.name):
        wrong: dict[str, Any] = {k: v for k, v in SETTINGS.items() if now[k] != v}
        # The server strips the ends.
        if now["guideline"].strip() != guideline.strip():
            wrong["guideline"] = guideline
    if wrong:
        with connection.explained(project.name):
            connection.client.update_project(project.id, **wrong)
        yield f"{project.name}: changed {', '.join(sorted(wrong))}"


@dataclass(frozen=True, slots=True)
class _Type:
    text: str
    colour: str
    key: str | None


def _span_types() -> list[_Type]:
    return [_Type(label.name, label.colour, label.shortcut) for label in scheme().labels]


def _relation_types() -> list[_Type]:
    return [_Type(relation.name, _GREY, None) for relation in scheme().relations]


def _update_types(
    connection: Connection, project: Project, kind: str, wanted: list[_Type]
) -> Iterator[str]:
    path = f"projects/{project.id}/{kind}-types"
    with connection.explained(project.name):
        there = {row["text"]: row for row in connection.get(path, project.name)}
        changed = [one for one in wanted if one.text in there and _as_type(there[one.text]) != one]
    # Keys may be exchanged among labels, and no two may have the same at any time.
    for one in changed:
        connection.patch(f"{path}/{there[one.text]['id']}", {"suffix_key": None}, project.name)
    for one in wanted:
        if one.text not in there:
            _create_type(connection, project, kind, one)
            yield f"{project.name}: {kind} label {one.text} made"
    for one in changed:
        body = {"suffix_key": one.key, "prefix_key": None, "background_color": one.colour}
        connection.patch(f"{path}/{there[one.text]['id']}", body, project.name)
        yield f"{project.name}: {kind} label {one.text} changed"
    for text in sorted(there.keys() - {one.text for one in wanted}):
        yield f"{project.name}: {kind} label {text} is not in the scheme; left as it is"


def _as_type(row: dict[str, Any]) -> _Type:
    key = row["suffix_key"] if not row["prefix_key"] else f"{row['prefix_key']} {row['suffix_key']}"
    return _Type(row["text"], row["background_color"], key)


def _create_type(connection: Connection, project: Project, kind: str, one: _Type) -> None:
    with connection.explained(project.name):
        connection.client.create_label_type(
            project.id, kind, one.text, color=one.colour, suffix_key=one.key
        )


def _add_members(connection: Connection, project: Project, names: list[str]) -> Iterator[str]:
    with connection.explained(project.name):
        there = {member.username for member in connection.client.list_members(project.id)}
    for name in names:
        if name not in there:
            with connection.explained(f"member {name}"):
                connection.client.add_member(project.id, name, ROLE)
            yield f"{project.name}: {name} is a member now ({ROLE})"
