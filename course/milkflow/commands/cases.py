"""``milkflow case``: what an author, a reviewer or a facilitator looks at."""

from pathlib import Path
from typing import Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

TO_HELP = "Where to write it; - writes to the screen. By default a file here, named after the case."
commands = typer.Typer(
    name="case",
    short_help="Draw a case, print its sheet, compare all cases.",
    add_completion=False,
    rich_markup_mode=None,
    help="Look at cases as an author, a reviewer or a facilitator does.",
    epilog=examples(
        "milkflow case list                         all cases beside each other",
        "milkflow case draw sore-wedge              its graph, to a file",
        "milkflow case sheet sore-wedge             the facilitator's sheet, to print",
    ),
)


@commands.command("list", epilog=examples("milkflow case list"))
def case_list() -> None:
    """Show all cases beside each other: setting, day, skin tone, right act, where the best option stands."""
    from milkflow.casebook import spread_table
    from milkflow.cases import read_case
    from milkflow.library import case_files

    paths = (*case_files(), *find_course().exam_cases())
    console.print(spread_table([read_case(path) for path in paths]), markup=False)


@commands.command("draw", epilog=examples("milkflow case draw sore-wedge", "milkflow case draw sore-wedge --to -"))
def case_draw(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its name: the file in content/cases, without .yaml.")],
    to: Annotated[str, typer.Option(metavar="FILE", help=TO_HELP)] = "",
) -> None:
    """Draw a case as a graph (SVG): steps, options by verdict, minutes, endings."""
    from milkflow.casebook import graph_svg
    from milkflow.library import find_case

    _written(graph_svg(find_case(id, find_course())), to or f"{id}.svg")


@commands.command(
    "sheet", epilog=examples("milkflow case sheet sore-wedge", "milkflow case sheet why-me --to why-me.html")
)
def case_sheet(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its name: the file in content/cases, without .yaml.")],
    to: Annotated[str, typer.Option(metavar="FILE", help=TO_HELP)] = "",
) -> None:
    """Write the facilitator's sheet of a case (HTML), to print on one or two pages."""
    from milkflow.casebook import sheet_html
    from milkflow.library import find_case
    from milkflow.words import read_words

    _written(sheet_html(find_case(id, find_course()), read_words()), to or f"{id}-sheet.html")


def _written(text: str, to: str) -> None:
    if to == "-":
        typer.echo(text, nl=False)
        return
    try:
        Path(to).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise MilkflowError(f"{to} cannot be written ({fault.strerror}). Name another file with --to.") from None
    console.print(f"{to} written. Open it in a browser.", markup=False)
