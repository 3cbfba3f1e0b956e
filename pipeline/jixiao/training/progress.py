"""Where a training run stands, so that one that was cut off goes on."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from jixiao.training.networks import best_device


def _silent(epoch: int, loss: float, network: nn.Module) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Keeps the state of a run in the file `path`, if it is given, after each epoch.

    `report` is called after each epoch with its number, its mean loss and the network.
    """

    path: Path | None = None
    report: Callable[[int, float, nn.Module], None] = _silent

    def resume(
        self, network: nn.Module, optimizer: torch.optim.Optimizer, rng: random.Random
    ) -> int:
        """Bring all to where the kept run stood; the number of the epoch that comes next."""
        if self.path is None or not self.path.exists():
            return 0
        state = torch.load(self.path, weights_only=True, map_location=best_device())
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["torch"].cpu())
        version, words, gauss = state["random"]
        rng.setstate((version, tuple(words), gauss))
        return int(state["epoch"]) + 1

    def keep(
        self,
        epoch: int,
        loss: float,
        network: nn.Module,
        optimizer: torch.optim.Optimizer,
        rng: random.Random,
    ) -> None:
        """Keep the state after `epoch`, and report it."""
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_suffix(".new")
            state = {
                "epoch": epoch,
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "torch": torch.get_rng_state(),
                "random": rng.getstate(),
            }
            torch.save(state, fresh)
            fresh.replace(self.path)
        self.report(epoch, loss, network)
