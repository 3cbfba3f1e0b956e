"""Build hook: put models, configs, the scheme and the guidelines into real wheels.

An editable install finds them in the checkout; a copy beside it would go stale.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SHIPPED = ("models", "configs", "annotations/scheme.toml", "annotations/guidelines.zh.md")


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the shipped data to a wheel as ``jixiao/_data``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each build."""
        if version == "editable":
            return
        root = Path(self.root)
        for name in _SHIPPED:
            place = root / name
            files = [place] if place.is_file() else sorted(place.rglob("*"))
            for file in files:
                if file.is_file():
                    inside = file.relative_to(root).as_posix()
                    build_data["force_include"][str(file)] = f"jixiao/_data/{inside}"
