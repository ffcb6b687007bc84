"""``milkflow start`` and ``milkflow teach``: the course in the browser."""

from typing import Annotated

import typer

from milkflow.commands.shared import examples
from milkflow.places import find_course

commands = typer.Typer(add_completion=False, rich_markup_mode=None)
CODE_HELP = "Staff code on a shared computer: letters, digits, - and _."
SOLO_HELP = "Learn without an instructor, in a folder of its own."
PORT_HELP = "Port on this computer; another free one is taken if it is in use."


@commands.command(
    short_help="Open the course for a trainee.",
    epilog=examples(
        "milkflow start",
        "milkflow start --learner mw-042    on a shared computer: your own folder",
        "milkflow start --port 8899",
        "milkflow start --solo              no instructor: reasons at once, tests marked here",
    ),
)
def start(
    learner: Annotated[str, typer.Option(metavar="CODE", help=CODE_HELP)] = "",
    port: Annotated[int, typer.Option(metavar="NUMBER", help=PORT_HELP)] = 8888,
    browser: Annotated[bool, typer.Option(help="Open the Start page in the browser.")] = True,
    solo: Annotated[bool, typer.Option("--solo", help=SOLO_HELP)] = False,
) -> None:
    """Open the course for a trainee: lays her workspace and shows the Start page."""
    from milkflow.serving import start as open_course

    open_course(find_course(), learner=learner, port=port, browser=browser, solo=solo)


@commands.command(
    short_help="Open the instructor's side: JupyterLab and formgrader.",
    epilog=examples("milkflow teach", "milkflow teach --port 8899"),
)
def teach(
    port: Annotated[int, typer.Option(metavar="NUMBER", help=PORT_HELP)] = 8890,
    browser: Annotated[bool, typer.Option(help="Open formgrader in the browser.")] = True,
) -> None:
    """Open the instructor's side: JupyterLab and formgrader on the whole course."""
    import nbgrader  # noqa: F401  (without it formgrader would be an empty page; `main` says the way out)

    from milkflow.serving import teach as open_teaching

    open_teaching(find_course(), port=port, browser=browser)
