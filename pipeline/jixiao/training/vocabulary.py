"""Character vocabularies of encoders: asked of a tokenizer, or made from texts."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import Any

from jixiao.errors import ResourceError
from jixiao.nlp.encoder import CharacterIds

# What stands for line breaks and for other blanks, which BERT's tokenizers pass over.
_LINE, _BLANK = "[unused1]", "[unused2]"
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", _LINE, _BLANK)
_ASCII = range(0x21, 0x7F)
_TO_WIDE = 0xFEE0


def _candidates() -> list[str]:
    """Every printable character of the basic plane, where those of modern Chinese lie."""
    found = map(chr, range(0x21, 0xFFFF))
    return [c for c in found if c.isprintable() and not c.isspace()]


def character_ids(tokenizer: Any) -> CharacterIds:
    """The number of each single character by a transformers tokenizer, slow or fast.

    Characters are asked one by one, so what the tokenizer does to them (small
    letters, other width) is kept, and its joining of letters and digits to
    longer pieces is not. Line breaks and blanks get the numbers of
    ``[unused1]`` and ``[unused2]`` where the vocabulary has them.
    Raises ResourceError if the tokenizer has no ends or no unknown token.
    """
    first = tokenizer.cls_token_id
    last = tokenizer.sep_token_id
    unknown = tokenizer.unk_token_id
    if first is None or last is None or unknown is None:
        raise ResourceError("the tokenizer has no [CLS], [SEP] or [UNK]: no BERT-like encoder")
    candidates = _candidates()
    rows = tokenizer(candidates, add_special_tokens=False)["input_ids"]
    numbers = {
        character: row[0]
        for character, row in zip(candidates, rows, strict=True)
        if len(row) == 1 and row[0] != unknown
    }
    whole = tokenizer.get_vocab()
    for blanks, token in (("\n", _LINE), (" \t\u3000\u00a0", _BLANK)):
        if token in whole:
            numbers |= dict.fromkeys(blanks, whole[token])
    return CharacterIds(numbers, first, last, unknown)


def make_vocabulary(texts: Iterable[str], least: int) -> dict[str, int]:
    """Numbers for special tokens, printable ASCII in both widths and characters of `texts`.

    A character must occur `least` times; the commonest come first.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    always = [chr(code + shift) for shift in (0, _TO_WIDE) for code in _ASCII]
    counts.update(dict.fromkeys(always, sys.maxsize))
    common = [c for c, count in counts.most_common() if count >= least]
    kept = [c for c in common if c.isprintable() and not c.isspace()]
    return {token: number for number, token in enumerate((*_SPECIAL, *kept))}
