"""Serves doccano on 127.0.0.1. Run by the server's own Python, started by `jixiao annotate server`.

The first line of standard input is an order in JSON: home, port, user, password,
secret, keep (seconds that exports stay). Standard output tells what happens, a
line each: STEP name, READY address, FAILED reason. The end of standard input
ends the server, so that it never outlives the program that started it.
"""

import _thread
import contextlib
import json
import os
import sys
import threading
import time
from importlib.util import find_spec
from pathlib import Path

HOST = "127.0.0.1"
DATABASE = "db.sqlite3"


def tell(word, text=""):
    """Print one line of progress."""
    print(word, text, flush=True)


def set_environment(order, database):
    """What doccano's settings read: where its data lies and its secret."""
    home = Path(order["home"])
    for name in ("media", "uploads"):
        (home / name).mkdir(mode=0o700, exist_ok=True)
    # STANDALONE stays unset: with it exports can be fetched without a login.
    os.environ.update(
        DJANGO_SETTINGS_MODULE="jixiao_doccano_settings",
        DOCCANO_HOME=str(home),
        DATABASE_URL="sqlite:///" + str(database),
        DATABASE_CONN_MAX_AGE="0",
        MEDIA_ROOT=str(home / "media"),
        SECRET_KEY=order["secret"],
        DEBUG="False",
        DOCCANO_PAGE_SIZE="100",
    )
    (package,) = find_spec("backend").submodule_search_locations
    sys.path[:0] = [package]


def migrate(order):
    """Bring the database to the state of this doccano; a first one appears when it is whole."""
    from django.core.management import call_command
    from django.db import connection, connections

    final = Path(order["home"]) / DATABASE
    with contextlib.redirect_stdout(sys.stderr):
        call_command("migrate", verbosity=0)
        call_command("create_roles")
    path = Path(connection.settings_dict["NAME"])
    connections.close_all()
    if path != final:
        path.replace(final)
        connection.settings_dict["NAME"] = str(final)


def ensure_admin(order):
    """The admin is there and has this password."""
    from django.contrib.auth import get_user_model

    accounts = get_user_model().objects
    admin = accounts.filter(username=order["user"]).first()
    if admin is None:
        accounts.create_superuser(order["user"], "", order["password"])
    elif not admin.check_password(order["password"]):
        admin.set_password(order["password"])
        admin.save()


def quicken_export():
    """The same exports, several times as fast.

    doccano reads the whole text of its example with every span and relation,
    and asks the database for both ends of each relation.
    """
    from collections import defaultdict

    from data_export.models import ExportedRelation
    from data_export.pipeline.labels import Labels

    def group(labels, examples, user=None):
        found = labels.label_class.objects.filter(example__in=examples)
        if user:
            found = found.filter(user=user)
        labels.label_groups = defaultdict(list)
        for one in found.select_related(*set(labels.fields) - {"example"}):
            labels.label_groups[one.example_id].append(one)

    def to_dict(relation):
        ends = {"from_id": relation.from_id_id, "to_id": relation.to_id_id}
        return {"id": relation.id, **ends, "type": relation.type.text}

    Labels.__init__ = group
    ExportedRelation.to_dict = to_dict


def remove_old(folder, keep):
    """Delete finished exports and stored uploads that are older than `keep` seconds."""
    limit = time.time() - keep
    for path in sorted(folder.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < limit:
                path.rmdir() if path.is_dir() else path.unlink()


def sweep(folders, keep):
    """Remove what is old, for ever."""
    while True:
        for folder in folders:
            remove_old(folder, keep)
        time.sleep(min(keep, 60) / 2)


def stop_at_end_of_input():
    """Wait until the program that started this one has gone, then end."""
    while sys.stdin.readline():
        pass
    _thread.interrupt_main()


def serve(order):
    """Answer until the end of standard input."""
    from config.wsgi import application
    from waitress import create_server

    try:
        server = create_server(application, host=HOST, port=order["port"], threads=8)
    except OSError as error:
        tell("FAILED", f"port {order['port']}: {error.strerror}")
        sys.exit(1)
    home = Path(order["home"])
    folders = (home / "media", home / "uploads")
    threading.Thread(target=sweep, args=(folders, order["keep"]), daemon=True).start()
    threading.Thread(target=stop_at_end_of_input, daemon=True).start()
    tell("READY", f"http://{HOST}:{server.effective_port}")
    server.run()


def main():
    """Read the order, prepare the database, serve."""
    order = json.loads(sys.stdin.readline())
    final = Path(order["home"]) / DATABASE
    first = not final.exists()
    new = final.with_name("new." + DATABASE)
    new.unlink(missing_ok=True)
    set_environment(order, new if first else final)
    import django

    django.setup()
    tell("STEP", "database")
    migrate(order)
    ensure_admin(order)
    quicken_export()
    tell("STEP", "start")
    serve(order)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
