"""What makes a page open sooner: Voilà does some work again for each page, and sends each scrap of it by itself."""

import asyncio
from pathlib import Path
from typing import Any

TOGETHER = 0.03  # seconds in which what is written is gathered before it is sent


def compile_once(folder: Path) -> None:
    """Keep the compiled templates of pages in ``folder``: Voilà builds a new template environment for each page."""
    from jinja2 import Environment, FileSystemBytecodeCache
    from voila import notebook_renderer
    from voila.exporter import VoilaExporter

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = FileSystemBytecodeCache(str(folder))

    class KeepingExporter(VoilaExporter):  # type: ignore[misc]  # Voilà carries no types
        """Voilà's own exporter, with a place for what it has compiled."""

        def _create_environment(self) -> Environment:
            environment: Environment = super()._create_environment()
            environment.bytecode_cache = kept
            return environment

    notebook_renderer.VoilaExporter = KeepingExporter


def send_together(handler: Any) -> None:
    """Let ``handler`` (tornado) send what it writes within TOGETHER in one go; the end is sent at once."""
    send = handler.flush
    waiting: list[asyncio.TimerHandle] = []

    def later() -> None:
        waiting.clear()
        send()

    def flush(include_footers: bool = False) -> Any:
        if include_footers:
            for timer in waiting:
                timer.cancel()
            return send(include_footers=True)
        if not waiting:
            waiting.append(asyncio.get_running_loop().call_later(TOGETHER, later))
        return None

    handler.flush = flush
