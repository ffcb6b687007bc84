"""A kernel in waiting becomes the kernel that is asked for; without one, Jupyter starts a kernel as ever."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from milkflow.serving import warm

ASK = "import os, sys; print('milkflow.lessons' in sys.modules, os.getcwd(), os.environ['SAID'], os.getpid())"
BEGIN_AND_DIE = """
import os
from milkflow.serving import warm
warm.SPARES.prepare()
print("began", flush=True)
os._exit(9)
"""


class Started(AsyncKernelManager):
    """A kernel by the provisioner that the course's server uses."""

    @property
    def kernel_spec(self) -> Any:
        quiet = ["--IPKernelApp.log_level=ERROR"]
        stanza = {"kernel_provisioner": {"provisioner_name": warm.NAME}}
        return KernelSpec(argv=[*warm.ORDINARY, "-f", "{connection_file}", *quiet], language="python", metadata=stanza)


async def told(manager: Any) -> list[str]:
    """Return what the kernel says to ASK: whether it had imported a lesson, its folder, the word, its number."""
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    said: list[str] = []

    def hook(message: Any) -> None:
        said.append(message["content"].get("text", ""))

    await client.execute_interactive(ASK, timeout=60, output_hook=hook)
    client.stop_channels()
    return "".join(said).split()


@pytest.fixture
def spares(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Yield the kernels in waiting of this process; the pause until the next one is long."""
    monkeypatch.setattr(warm, "PAUSE", 600)
    warm.keep_warm()
    yield warm.SPARES
    if warm.SPARES._waiting:
        warm.SPARES._waiting.communicate(timeout=60)


def test_the_one_in_waiting_is_taken_and_then_kernels_start_as_ever(spares: Any, tmp_path: Path) -> None:
    async def walk() -> None:
        waiting = spares._waiting.pid
        kernels = [Started(), Started()]
        for name, manager, known in zip(("one", "two"), kernels, ("True", "False"), strict=True):
            folder = tmp_path / name
            folder.mkdir()
            await manager.start_kernel(env=os.environ | {"SAID": name}, cwd=str(folder))
            *found, number = await told(manager)
            assert found == [known, str(folder), name]
            assert (int(number) == waiting) == (known == "True")
        spares.prepare()
        await kernels[0].restart_kernel(now=True)
        assert (await told(kernels[0]))[:3] == ["True", str(tmp_path / "one"), "one"]
        for manager in kernels:
            await manager.shutdown_kernel(now=True)
            assert not await manager.is_alive()

    asyncio.run(walk())


def test_one_that_has_died_is_not_missed(spares: Any, tmp_path: Path) -> None:
    async def walk() -> None:
        spares._waiting.kill()
        spares._waiting.wait()
        manager = Started()
        await manager.start_kernel(env=os.environ | {"SAID": "one"}, cwd=str(tmp_path))
        assert (await told(manager))[:3] == ["False", str(tmp_path), "one"]
        await manager.shutdown_kernel(now=True)

    asyncio.run(walk())


def test_it_ends_with_its_server_however_that_ends() -> None:
    # Whoever waits holds the line to which it may print: this ends when both have ended, or not at all.
    command = [sys.executable, "-c", BEGIN_AND_DIE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (9, "began\n", "")
