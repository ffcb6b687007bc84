"""The commands: ``milkflow check``, ``build``, ``start``, ``teach``, ``grade``."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from milkflow.errors import MilkflowError
from milkflow.places import find_course

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
console = Console(highlight=False, soft_wrap=True)


@app.command()
def check() -> None:
    """Look at every content file and lesson; name each problem with its file, line and way out."""
    from milkflow.check import check_course

    report = check_course(find_course())
    for fault in report.faults:
        console.print(str(fault), markup=False)
    needs = f"{len(report.faults)} need work." if report.faults else "all is well."
    console.print(f"{report.files} files read; {needs}")
    if not report.files or report.faults:
        raise typer.Exit(1)


@app.command()
def build() -> None:
    """Make everything that is derived: bundles, stored outputs of lessons, quizzes and their released copies."""
    from milkflow.build.everything import build_everything

    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Building", total=None)
        made = build_everything(find_course(), lambda path: progress.update(bar, description=f"Built {path.name}"))
    console.print(f"{made} notebooks built.")


@app.command()
def start(
    learner: Annotated[str, typer.Option(help="Staff code on a shared computer: letters, digits, - and _.")] = "",
    port: Annotated[int, typer.Option(help="Port on this computer; another free one is taken if it is in use.")] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the Start page in the browser.")] = True,
) -> None:
    """Open the course for a trainee: lays her workspace and shows the Start page."""
    from milkflow.serving import start as open_course

    open_course(find_course(), learner=learner, port=port, browser=browser)


@app.command()
def teach(
    port: Annotated[int, typer.Option(help="Port on this computer; another free one is taken if it is in use.")] = 8890,
    browser: Annotated[bool, typer.Option(help="Open formgrader in the browser.")] = True,
) -> None:
    """Open the instructor's side: JupyterLab and formgrader on the whole course."""
    from milkflow.serving import teach as open_teaching

    open_teaching(find_course(), port=port, browser=browser)


@app.command()
def grade(
    sources: Annotated[
        list[Path] | None, typer.Argument(help="Zips, or folders of zips; by default downloaded/<quiz>/archive.")
    ] = None,
    quiz: Annotated[str, typer.Option(help="Only this quiz; by default every quiz of the course.")] = "",
    closed: Annotated[
        bool, typer.Option(help="The quiz is over: show answers and reasons where its feedback allows that.")
    ] = False,
) -> None:
    """Grade what was handed in, without running any of it: gradebook, grades/, and a feedback page for each trainee."""
    from milkflow.grading import grade as grade_class
    from milkflow.grading import quizzes_to_grade

    root = find_course().root
    worst = 0
    for name in [quiz] if quiz else quizzes_to_grade(root):
        report = grade_class(root, name, sources or (), closed=closed, console=console)
        console.print(report.text(), markup=False, end="")
        worst = max(worst, report.exit_code)
    raise typer.Exit(worst)


def main() -> None:
    """Run a command. A fault that a person can mend is one plain message and exit code 1, never a traceback."""
    try:
        app(standalone_mode=True)
    except MilkflowError as fault:
        console.print(str(fault), markup=False, style="red" if console.is_terminal else None)
        sys.exit(1)


