"""``milkflow roster`` and ``milkflow erase``: who is in the class, and who is no longer."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

commands = typer.Typer(add_completion=False, rich_markup_mode=None)
COLUMN_HELP = (
    "Which column is which, where its heading is not known. Fields: code, name, first, last, idnumber, username, email."
)


@commands.command(
    short_help="Bring a class list into roster.csv.",
    epilog=examples(
        "milkflow roster class-list.csv       as a learning platform or a spreadsheet saved it",
        "milkflow roster liste.csv --column first=Vorname --column last=Nachname",
    ),
)
def roster(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="A list with headings; names, addresses, or codes.")],
    column: Annotated[list[str] | None, typer.Option(metavar="FIELD=HEADING", help=COLUMN_HELP)] = None,
) -> None:
    """Add a class list to roster.csv. Who has a code keeps it; others are given a random one."""
    from milkflow.grading.class_list import import_class

    columns = dict(one.split("=", 1) for one in column or () if "=" in one)
    if len(columns) != len(column or ()):
        raise MilkflowError("Write each --column as FIELD=HEADING, such as --column last=Nachname.")
    done = import_class(find_course().root, file, columns)
    console.print(
        f"{done.added} added, {done.known} known before; {len(done.people)} on roster.csv. "
        f"{done.made} were given a new code: tell each person hers.", markup=False,
    )  # fmt: skip
    console.print(f"Names belong in roster.csv alone: delete {file.name} when all is well.", markup=False)
    if done.encoding == "cp1252":
        console.print("The file is not in UTF-8 and was read as Windows text. Look at the names in roster.csv.")
    twins = [name for name, count in Counter(one.name for one in done.people if one.name).items() if count > 1]
    if twins:
        console.print(f"Two people have one name, so take care with their codes: {', '.join(twins)}.", markup=False)


@commands.command(
    short_help="Erase everything of one person.",
    epilog=examples("milkflow erase mw-042     shows what would go, and asks", "milkflow erase mw-042 --yes"),
)
def erase(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Her staff code.")],
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
) -> None:
    """Erase one person from this folder: roster, hand-ins, gradebook, marks, feedback and certificates.

    Shows first what would go, and asks. It cannot be undone.
    """
    from milkflow.grading.erasing import erase as erase_person
    from milkflow.grading.erasing import look

    root = find_course().root.resolve()
    found = look(root, code)
    who = f"{found.who.code} ({found.who.name})" if found.who.name else found.who.code
    console.print(f"This is here of {who}:", markup=False)
    for find in found.finds:
        told = "not looked into: " if find.kind == "look" else ""
        console.print(f"  {find.path.relative_to(root)}" + (f": {told}{find.what}" if find.what else ""), markup=False)
    if not yes and not typer.confirm("Erase all of it for good? Others stay as they are."):
        console.print("Nothing was changed.")
        raise typer.Exit(1)
    left = erase_person(root, found)
    for fault in left.faults:
        console.print(fault, markup=False)
    for find in left.finds:
        console.print(f"Look into {find.path.relative_to(root)} yourself. {find.what}", markup=False)
    if left.faults or left.finds:
        raise typer.Exit(1)
    console.print(
        f"{found.who.code} is erased from this folder. What lies elsewhere stays: the learning platform, e-mails, "
        "backups, and the folder in which she worked.", markup=False,
    )  # fmt: skip
