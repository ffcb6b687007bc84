"""Set up the course's own environment in .venv: `python .ci/environment.py learn|teach|dev`.

Runs before anything is installed, so it uses the standard library only. Each level holds the one
before it. Packages come from requirements.lock, each checked against its hash; a trainee gets only
the part of the lock that she needs. A second run sees its own stamp and does nothing.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("VENV") or ROOT / ".venv")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
LEVELS = ("learn", "teach", "dev")


def name_of(requirement: str) -> str:
    """Return the package's name as the lock spells it: 'Jupyter_Server>=2' -> 'jupyter-server'."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement.strip())
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def wanted(level: str) -> set[str]:
    """Return the names that pyproject.toml asks for directly at this level, the builder included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    lines = project["build-system"]["requires"] + project["project"]["dependencies"]
    for extra in LEVELS[: LEVELS.index(level) + 1]:
        lines = lines + extras[extra]
    return {name_of(line) for line in lines} - {"milkflow"}


def entries(lock: str) -> Iterator[tuple[str, set[str], str]]:
    """Yield (name, names of the packages that brought it in, its lines) for each entry of the lock."""
    for block in re.split(r"\n(?=[a-zA-Z0-9])", lock):
        if not block.startswith("#"):
            via = re.findall(r"^    #   (?:via )?(\S+)|^    # via (\S+)", block, re.MULTILINE)
            yield name_of(block), {name_of(a or b) for a, b in via}, block.rstrip() + "\n"


def part_of(lock: str, names: set[str]) -> str:
    """Return the entries of the lock for these names and for everything that they bring in."""
    listed = list(entries(lock))
    while True:
        more = {name for name, via, _ in listed if via & names} - names
        if not more:
            return "".join(block for name, _, block in listed if name in names)
        names = names | more


def run_pip(*arguments: str, of: int = 1) -> None:
    """Run the environment's pip and count its packages aloud; end with a sentence when it fails."""
    log, count = VENV / "setup.log", 0
    command = [str(BIN / "python"), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONWARNINGS": "ignore"}
    with log.open("a", encoding="utf-8") as out, subprocess.Popen(
        [*command, *arguments], cwd=ROOT, env=environment, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as pip:  # fmt: skip
        for line in pip.stdout or ():
            out.write(line)
            count += line.startswith(("Collecting ", "Requirement already satisfied: "))
            if sys.stdout.isatty():
                print(f"\r  package {min(count, of)} of about {of} ", end="", flush=True)
    if sys.stdout.isatty():
        print("\r" + " " * 40 + "\r", end="")
    if pip.returncode:
        tail = "".join(log.read_text(encoding="utf-8").splitlines(keepends=True)[-12:])
        sys.exit(f"{tail}\nSetting up stopped before the end: the lines above say why, {log} says all.\n"
                 "Often it is the network or a proxy. Run the same command again; it goes on from there.")  # fmt: skip


def create() -> None:
    """Make an empty .venv, or say which part of Python is missing."""
    try:
        import ensurepip  # noqa: F401  (Debian ships Python without it)
    except ImportError:
        sys.exit(
            f"{sys.executable} cannot make an environment. On Debian or Ubuntu: apt install python3-venv; "
            "elsewhere install Python from python.org or conda. Then run this again."
        )
    venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt")


def compile_all() -> None:
    """Compile what was installed, on all cores at once (pip uses one), and the package that stays where it is.

    Without this each lesson would wait for it. A file that is no Python of this version is passed over.
    """
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    installed = subprocess.run([str(BIN / "python"), "-c", where], capture_output=True, text=True, check=True).stdout
    folders = [installed.strip(), str(ROOT / "course" / "milkflow")]
    subprocess.run([str(BIN / "python"), "-m", "compileall", "-qq", "-j", "0", *folders], check=False)


def main(level: str) -> None:
    """Bring .venv up to `level`; keep a higher level that is there already."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    stamp = VENV / "milkflow.json"
    now = {"root": str(ROOT), "files": hashlib.sha256((lock + pyproject).encode()).hexdigest()}
    old = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    level = max(level, old.get("level", level), key=LEVELS.index)
    if old == {**now, "level": level} and (BIN / "milkflow").with_suffix(".exe" * (os.name == "nt")).exists():
        return
    start = time.monotonic()
    if old.get("root") != now["root"] or not (BIN / "python").exists():
        create()
    chosen = part_of(lock, wanted(level))
    count = len(list(entries(chosen)))
    print(f"Setting up the environment in {VENV.name} (once; {count} packages, a minute or more) ...", flush=True)
    (VENV / "chosen.lock").write_text(chosen, encoding="utf-8")
    run_pip("--no-compile", "--require-hashes", "-r", str(VENV / "chosen.lock"), of=count)
    run_pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    compile_all()
    stamp.write_text(json.dumps({**now, "level": level}), encoding="utf-8")
    print(f"Ready after {time.monotonic() - start:.0f} s.", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] not in [[level] for level in LEVELS]:
        sys.exit("Say what the environment is for: python .ci/environment.py learn (or teach, or dev)")
    main(sys.argv[1])
