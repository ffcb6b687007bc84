"""What an author, an instructor or a trainee types; ``milkflow`` alone says what to do next."""

import os
import sys

import typer

from milkflow.commands import authoring, cases, certificates, grading, moodle, opening, people
from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
# In the order in which `milkflow --help` lists them.
for part in (authoring, opening, grading, people, certificates, moodle, cases):
    app.add_typer(part.commands)
# Brought by the instructor's part of the environment; a trainee's has none of them.
TEACHING = {"matplotlib", "nbclient", "nbconvert", "nbformat", "nbgrader", "reportlab", "sqlalchemy"}


@app.callback(
    invoke_without_command=True,
    epilog=examples(
        "milkflow                 what you can do next in this course",
        "milkflow start           open the course",
        "milkflow grade --help    how to grade, with examples",
    ),
)
def what_next(context: typer.Context) -> None:
    """Milkflow, a course for nurses and midwives. Alone, this command says what you can do next in this course."""
    if context.invoked_subcommand is None:
        from milkflow.reading import CONTENT_DIR, read_yaml
        from milkflow.status import page, read_state

        words = read_yaml(CONTENT_DIR / "words" / "commands.yaml", dict[str, str])
        # make marks the commands that it runs: whoever came through make is told what to type to make.
        said = page(read_state(find_course()), words, by_make="MAKELEVEL" in os.environ)
        console.print(said, markup=False, end="")


def main() -> None:
    """Run a command. A fault that a person can mend is one plain message and exit code 1, never a traceback."""
    try:
        app(standalone_mode=True, prog_name="milkflow")
    except MilkflowError as fault:
        _say(str(fault))
        sys.exit(1)
    except ModuleNotFoundError as fault:
        if (fault.name or "").split(".")[0] not in TEACHING:
            raise
        _say("The instructor's part of Milkflow is not set up here. Run 'make teach' once: it brings what is missing.")
        sys.exit(1)


def _say(sentence: str) -> None:
    console.print(sentence, markup=False, style="red" if console.is_terminal else None)
