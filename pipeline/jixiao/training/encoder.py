"""A tagger on a pretrained BERT-like encoder of transformers, and its way to ONNX."""

import io
import warnings
from typing import Any

import torch
from torch import Tensor, nn

from jixiao.errors import ResourceError
from jixiao.nlp.encoder import CharacterIds, EncoderInputs
from jixiao.nlp.network import Graph
from jixiao.nlp.tags import TAGS
from jixiao.training.networks import TagNetwork
from jixiao.training.onnx_export import quantise
from jixiao.training.vocabulary import character_ids

# Under this share of known characters a tokenizer does not work by characters.
_KNOWN = 0.9


class EncoderTagger(TagNetwork):
    """An encoder and a score per BIOES tag."""

    def __init__(self, encoder: nn.Module, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.output = nn.Linear(state_size(encoder), len(TAGS))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        present = torch.arange(ids.shape[1], device=ids.device)[None, :] < lengths[:, None]
        states = self.encoder(input_ids=ids, attention_mask=present.long()).last_hidden_state
        return torch.log_softmax(self.output(self.dropout(states)), dim=-1)

    def pretrained(self) -> list[nn.Parameter]:
        return list(self.encoder.parameters())

    def fresh(self) -> list[nn.Parameter]:
        return list(self.output.parameters())


def state_size(encoder: Any) -> int:
    """Length of an encoder's states."""
    return int(encoder.config.hidden_size)


def longest_text(encoder: Any) -> int:
    """How many characters the encoder reads at once beside its two ends.

    Some encoders begin to count their places after the number of padding.
    """
    places = getattr(encoder.config, "max_position_embeddings", 512)
    counted_after_padding = encoder.config.model_type in ("roberta", "xlm-roberta", "camembert")
    return int(places) - 2 - (encoder.config.pad_token_id + 1 if counted_after_padding else 0)


def load_encoder(name: str) -> tuple[nn.Module, CharacterIds]:
    """The encoder of a folder or of the hub, and the numbers of its characters.

    Raises ResourceError if there is none of that name, or it is not BERT-like.
    """
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    # Which heads of its pretraining a model does without is of no interest.
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        tokenizer = AutoTokenizer.from_pretrained(name)
        encoder = AutoModel.from_pretrained(name, dtype=torch.float32)
    except (OSError, ValueError) as error:
        raise ResourceError(f"no encoder {name!r}: {error}") from error
    return encoder, character_ids(tokenizer)


def check_characters(name: str, characters: CharacterIds, texts: list[str]) -> None:
    """Raise ResourceError if the encoder's vocabulary is not one of single characters."""
    known = characters.known("".join("".join(text.split()) for text in texts))
    if known < _KNOWN:
        raise ResourceError(
            f"{name}: its vocabulary has {known:.0%} of the characters of the gold;"
            " an encoder whose tokens are Chinese characters is needed"
        )


class _States(nn.Module):
    """The encoder as a function from ids to states, as ONNX wants it."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        states: Tensor = self.encoder(input_ids=ids).last_hidden_state
        return states


def export_encoder(encoder: nn.Module, *, small: bool = True) -> bytes:
    """The encoder as an ONNX graph, `small` with weights of a byte (dynamic quantisation).

    Input: ``ids`` (1, time) int64. Output: ``outputs`` (1, time, size) float32.
    """
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        # What PyTorch's exporter says of its own insides.
        warnings.simplefilter("ignore")
        program: Any = torch.onnx.export(
            _States(encoder.eval()),
            (torch.arange(6)[None],),
            input_names=["ids"],
            output_names=["outputs"],
            dynamic_shapes={"ids": {1: "time"}},
            dynamo=True,
            verbose=False,
        )
    program.save(buffer)
    return quantise(buffer.getvalue()) if small else buffer.getvalue()


def encoder_inputs(encoder: nn.Module, characters: CharacterIds, *, small: bool) -> EncoderInputs:
    """The trained encoder as the pipeline runs it."""
    graph = Graph(export_encoder(encoder, small=small))
    return EncoderInputs(characters, graph, longest_text(encoder))
