"""A pipeline without a model, which does what the first line of a file says."""

import os
import signal
import time
from pathlib import Path

from jixiao.bodies.decisions import NOTHING_DECIDED
from jixiao.errors import ResourceError
from jixiao.readers import doc_id
from jixiao.types import Document, Extraction, Failure, Issue, Label, Mention


class Stub:
    """Extracts one mention from each file; `!` and a word make it misbehave."""

    def __init__(self, fingerprint="stub-1"):
        self.fingerprint = fingerprint

    def try_extract(self, source, data=None, names=NOTHING_DECIDED):
        try:
            content = Path(source).read_bytes() if data is None else data
        except OSError:
            return Failure(None, str(source), "missing", "there is no such file")
        text = content.decode("utf-8")
        if text.startswith("!"):
            failed = self._act(text.split()[0][1:], text, source)
            if failed:
                return Failure(doc_id(content), str(source), "broken", failed)
        mention = Mention("m1", 0, 1, Label.PROJECT, text[0], 0.5, "model")
        issue = Issue("stub", "process", "every file has one")
        document = Document(doc_id(content), str(source), "txt", text)
        return Extraction(document, mentions=(mention,), issues=(issue,))

    def _act(self, word, text, source):
        if word == "exit":
            os._exit(3)
        elif word == "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif word == "hang":
            time.sleep(600)
        elif word == "slow":
            time.sleep(float(text.split()[1]))
        elif word == "allocate":
            _fill([], int(text.split()[1]))
        elif word == "keep":
            _fill(_KEPT, int(text.split()[1]))
        elif word == "once" and not (mark := Path(f"{source}.mark")).exists():
            mark.touch()
            os._exit(4)
        elif word == "fail":
            return "the file says so"
        return None


_KEPT = []


def _fill(held, megabytes):
    """Take so much memory, page by page."""
    for number in range(megabytes):
        held.append(bytes([number % 256]) * (1 << 20))


def load(fingerprint="stub-1"):
    return Stub(fingerprint)


def load_nothing():
    raise ResourceError("there is no model here")


def load_and_die():
    os._exit(7)
