"""Masked-language-model pretraining of a character encoder, on one CPU core or a GPU."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset, DatasetDict, concatenate_datasets
from transformers import (
    BertTokenizer,
    ModernBertConfig,
    ModernBertForMaskedLM,
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)
from transformers.trainer_utils import get_last_checkpoint

from jixiao.training.corpora import read_unlabelled
from jixiao.training.masking import Masker, MaskingConfig
from jixiao.training.networks import prepare_cpu
from jixiao.training.overlap import Overlap, dev_overlap
from jixiao.training.vocabulary import character_ids, make_vocabulary

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """Sizes of a ModernBERT whose tokens are characters; `least` as in `make_vocabulary`."""

    layers: int = 3
    hidden: int = 256
    heads: int = 4
    intermediate: int = 768
    positions: int = 512
    dropout: float = 0.0
    least: int = 20


@dataclass(frozen=True, slots=True)
class ScheduleConfig:
    """How an encoder is trained: `length` and `batch` in characters and texts.

    The rate rises for `warmup` steps and then falls to 0 at `steps`; `held_out`
    is the share of the texts that is only measured; `precision` is bf16 or fp32.
    """

    length: int = 256
    batch: int = 16
    steps: int = 6000
    rate: float = 8e-4
    warmup: int = 300
    precision: str = "bf16"
    held_out: float = 0.005
    save_every: int = 500
    seed: int = 13


def blocks(lines: Iterator[str], length: int) -> Iterator[str]:
    r"""The lines, each with its line break, cut into texts of `length` code points; the rest last.

    >>> list(blocks(iter(["甲乙丙", "丁"]), 3))
    ['甲乙丙', '\n丁\n']
    """
    held = ""
    for line in lines:
        held += f"{line}\n"
        while len(held) >= length:
            yield held[:length]
            held = held[length:]
    if held:
        yield held


def _repeated(rows: Dataset, times: float, seed: int) -> Dataset:
    """`rows` as often as `times` says, its fraction being a random part of them."""
    whole, part = int(times), times - int(times)
    shuffled = rows.shuffle(seed=seed).select(range(round(part * len(rows))))
    return concatenate_datasets([rows] * whole + [shuffled])


def _source(corpus: Path, name: str, dev: Overlap, schedule: ScheduleConfig) -> DatasetDict:
    lines = (line for line in read_unlabelled(corpus, [name]) if not dev.touches(line))
    # Two places are those of the ends.
    texts = Dataset.from_dict({"text": list(blocks(lines, schedule.length - 2))})
    return texts.train_test_split(schedule.held_out, seed=schedule.seed)


def read_texts(corpus: Path, times: dict[str, float], schedule: ScheduleConfig) -> DatasetDict:
    """Rows of text to train on and to measure, each file of `times` as often as it says.

    Lines that share 24 characters with a dev passage of the gold are left out,
    so that scores on dev stay those of new text.
    """
    dev = dev_overlap(corpus)
    sources = {name: _source(corpus, name, dev, schedule) for name in times}
    return DatasetDict(
        train=concatenate_datasets(
            [
                _repeated(sources[name]["train"], often, schedule.seed)
                for name, often in times.items()
            ]
        ),
        test=concatenate_datasets([sources[name]["test"] for name in times]),
    )


class _Reporter(TrainerCallback):
    """Passes what the trainer logs on as lines of text."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
        figures = ", ".join(f"{k} {v:.4g}" for k, v in (logs or {}).items() if k != "epoch")
        self.log(f"encoder: step {state.global_step}/{state.max_steps}, {figures}")


def _arguments(work: Path, schedule: ScheduleConfig) -> TrainingArguments:
    gpu = torch.cuda.is_available()
    return TrainingArguments(
        output_dir=str(work / "checkpoints"),
        max_steps=schedule.steps,
        per_device_train_batch_size=schedule.batch,
        per_device_eval_batch_size=schedule.batch,
        learning_rate=schedule.rate,
        warmup_steps=schedule.warmup,
        weight_decay=0.01,
        adam_beta2=0.98,
        bf16=schedule.precision == "bf16",
        use_cpu=not gpu,
        dataloader_pin_memory=gpu,
        eval_strategy="steps",
        eval_steps=schedule.save_every,
        save_steps=schedule.save_every,
        save_total_limit=2,
        logging_steps=50,
        seed=schedule.seed,
        prediction_loss_only=True,
        remove_unused_columns=False,
        report_to="none",
        disable_tqdm=True,
    )


def _tokenizer(texts: Dataset, least: int, length: int) -> Any:
    vocabulary = make_vocabulary((row["text"] for row in texts), least)
    return BertTokenizer(
        vocabulary, do_lower_case=False, strip_accents=False, model_max_length=length
    )


def _network(tokenizer: Any, config: EncoderConfig) -> ModernBertForMaskedLM:
    return ModernBertForMaskedLM(
        ModernBertConfig(
            vocab_size=len(tokenizer),
            hidden_size=config.hidden,
            num_hidden_layers=config.layers,
            num_attention_heads=config.heads,
            intermediate_size=config.intermediate,
            max_position_embeddings=config.positions,
            embedding_dropout=config.dropout,
            mlp_dropout=config.dropout,
            # Only hidden characters are scored: the vocabulary is wide and few places are asked.
            sparse_prediction=True,
            pad_token_id=tokenizer.pad_token_id,
            bos_token_id=tokenizer.cls_token_id,
            eos_token_id=tokenizer.sep_token_id,
            cls_token_id=tokenizer.cls_token_id,
            sep_token_id=tokenizer.sep_token_id,
        )
    )


def pretrain(corpus: Path, output: Path, config: dict[str, Any], work: Path, log: Log) -> None:
    """Train an encoder on the unlabelled texts of `corpus` and write it to `output`.

    The folder is one of transformers' own, for AutoModel and AutoTokenizer.
    `config` is the section encoder of a configuration. Checkpoints are kept in
    `work`; a run that was cut off goes on from the last.
    """
    settings = dict(config)
    times = settings.pop("texts")
    sizes = EncoderConfig(**{k: v for k, v in settings.items() if not isinstance(v, dict)})
    schedule = ScheduleConfig(**settings["schedule"])
    prepare_cpu(schedule.seed)
    texts = read_texts(corpus, times, schedule)
    tokenizer = _tokenizer(texts["train"], sizes.least, sizes.positions)
    characters = character_ids(tokenizer)
    network = _network(tokenizer, sizes)
    log(
        f"encoder: {network.num_parameters()} weights, {len(tokenizer)} tokens,"
        f" {len(texts['train'])} texts, {len(texts['test'])} held out"
    )
    masking = MaskingConfig(**settings["masking"])
    trainer = Trainer(
        model=network,
        args=_arguments(work, schedule),
        data_collator=Masker(characters, tokenizer.mask_token_id, tokenizer.pad_token_id, masking),
        train_dataset=texts["train"],
        eval_dataset=texts["test"],
        callbacks=[_Reporter(log)],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=_checkpoint(work / "checkpoints"))
    network.save_pretrained(output)
    tokenizer.save_pretrained(output)
    log(f"written: {output}")


def _checkpoint(folder: Path) -> str | None:
    found: str | None = get_last_checkpoint(str(folder)) if folder.exists() else None
    return found
