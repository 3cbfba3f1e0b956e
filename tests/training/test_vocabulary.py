"""Needs the extra `train`."""

import pytest

from jixiao.errors import ResourceError

pytestmark = pytest.mark.slow


def ids(folder, tokenizer_class):
    from jixiao.training.vocabulary import character_ids

    return character_ids(tokenizer_class.from_pretrained(folder))


def test_every_character_has_one_number_whatever_the_tokenizer_joins(encoder_folder):
    from transformers import AutoTokenizer

    numbers = ids(encoder_folder, AutoTokenizer)
    whole = AutoTokenizer.from_pretrained(encoder_folder).get_vocab()
    text = "财政12局A\n"
    found = numbers.encode(text)
    assert len(found) == len(text) + 2
    assert (found[0], found[-1]) == (whole["[CLS]"], whole["[SEP]"])
    assert found[3:5].tolist() == [whole["1"], whole["2"]]
    assert found[6] == whole["a"]
    assert found[7] == whole["[unused1]"]
    assert found[1] == whole["[UNK]"]


def test_slow_and_fast_tokenizers_give_the_same_numbers(encoder_folder):
    from transformers import BertTokenizer
    from transformers.models.bert.tokenization_bert_legacy import BertTokenizerLegacy

    fast, slow = ids(encoder_folder, BertTokenizer), ids(encoder_folder, BertTokenizerLegacy)
    assert len(fast.numbers) > 40
    assert slow.numbers == fast.numbers
    assert (slow.first, slow.last, slow.unknown) == (fast.first, fast.last, fast.unknown)


def test_numbers_survive_json(encoder_folder):
    from transformers import AutoTokenizer

    from jixiao.nlp.encoder import CharacterIds

    numbers = ids(encoder_folder, AutoTokenizer)
    assert vars(CharacterIds.from_json(numbers.to_json())) == vars(numbers)


def test_a_tokenizer_without_ends_is_refused(encoder_folder):
    from transformers import AutoTokenizer

    from jixiao.training.vocabulary import character_ids

    tokenizer = AutoTokenizer.from_pretrained(encoder_folder)
    tokenizer.cls_token = None
    with pytest.raises(ResourceError, match="no BERT-like encoder"):
        character_ids(tokenizer)


def test_rare_characters_are_left_out_and_ascii_is_always_in():
    from jixiao.training.vocabulary import make_vocabulary

    vocabulary = make_vocabulary(["甲乙乙", "乙 \n丙"], least=2)
    assert list(vocabulary)[:2] == ["[PAD]", "[UNK]"]
    assert {"乙", "a", "ａ", "9", "９", "%"} <= set(vocabulary)
    assert not {"甲", "丙", " ", "\n"} & set(vocabulary)
    assert sorted(vocabulary.values()) == list(range(len(vocabulary)))
