"""``milkflow certificate``: PDFs for those who took part, and for those who reached the standard."""

from typing import Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

commands = typer.Typer(add_completion=False, rich_markup_mode=None)


@commands.command(
    short_help="Write certificates as PDFs.",
    epilog=examples("milkflow certificate mw-042", "milkflow certificate --all"),
)
def certificate(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Whose certificates; or everybody's, with --all.")] = "",
    everybody: Annotated[bool, typer.Option("--all", help="Everybody on roster.csv.")] = False,
) -> None:
    """Write certificates of taking part and of achievement into grades/certificates, and say who gets none, and why."""
    from milkflow.grading.certificates import issue

    if bool(code) == everybody:
        raise MilkflowError("Say whose: 'milkflow certificate mw-042', or 'milkflow certificate --all'.")
    root = find_course().root.resolve()
    done = issue(root, code)
    way_on = " Print them, sign them, and add the observation sheet." if done.files else ""
    if not done.files and not done.told:
        raise MilkflowError("Nobody was graded yet, so there is no certificate to write. Grade first: milkflow grade")
    console.print(f"{len(done.files)} certificates in grades/certificates.{way_on}")
    for path in done.files:
        console.print(f"  {path.name}", markup=False)
    for who, reason in done.told:
        console.print(f"  {who}: {reason}", markup=False)
    raise typer.Exit(int(not done.files))
