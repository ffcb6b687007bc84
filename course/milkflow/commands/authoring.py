"""What an author types: ``milkflow check``, ``coverage``, ``impact`` and ``build``."""

from typing import TYPE_CHECKING, Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

if TYPE_CHECKING:
    from milkflow.library import Course

commands = typer.Typer(add_completion=False, rich_markup_mode=None)


@commands.command(
    short_help="Look for mistakes in questions, cases, words and evidence.",
    epilog=examples("milkflow check", "milkflow check && milkflow build"),
)
def check() -> None:
    """Look at every content file and lesson; name each problem with its file, line and way out."""
    from milkflow.check import check_course

    with console.status("Reading every file of the course ..."):
        report = check_course(find_course())
    for fault in report.faults:
        console.print(str(fault), markup=False)
    for note in report.notes:
        console.print(f"{note.path}: worth a look, no fault", *note.problems, sep="\n  ", markup=False)
    needs = f"{len(report.faults)} need work." if report.faults else "all is well."
    console.print(f"{report.files} files read; {needs}")
    if not report.files or report.faults:
        raise typer.Exit(1)


@commands.command(
    short_help="See which claims are taught, practised and graded, and where.",
    epilog=examples(
        "milkflow coverage",
        "milkflow coverage --quizzes   what guessing earns in each quiz; whether the two tests ask alike",
    ),
)
def coverage(
    quizzes: Annotated[
        bool, typer.Option("--quizzes", help="Show what guessing earns in each quiz, and how forms A and B balance.")
    ] = False,
) -> None:
    """Show for each claim where it is taught, practised and graded, its verdict, sources and state of review."""
    from milkflow.library import read_course
    from milkflow.tracing import coverage as covered
    from milkflow.tracing import gaps, uses
    from milkflow.tracing.report import coverage_summary, coverage_table

    places = find_course()
    course = read_course(places)
    if quizzes:
        _show_quizzes(course)
        return
    rows = covered(course.evidence.claims, uses(places, course))
    console.print(coverage_table(rows), markup=False)
    for gap in gaps(rows):
        console.print(gap, markup=False)
    console.print(coverage_summary(rows), markup=False)


def _show_quizzes(course: "Course") -> None:
    from milkflow.check.guessing import earned, gives_away, guess_table
    from milkflow.tracing.forms import balance, balance_table, forms, uneven

    with console.status("Answering every quiz by guessing ..."):
        found = [earned(quiz, course.words) for quiz in course.quizzes.values()]
    rows = [row for row in found if row]
    if not rows:
        raise MilkflowError("There is no quiz to look at. Write one in solutions, then try again.")
    console.print(guess_table(rows), markup=False)
    console.print("Shares of the points; in brackets: spreads of one random guesser above chance.", markup=False)
    both = forms(course.quizzes.values())
    shares = balance(both, course.evidence.claims) if both else ()
    told = balance_table(shares) if both else "Forms A and B are not both written yet."
    console.print(f"\n{told}", markup=False)
    for said in (*(one for row in rows for one in gives_away(row)), *uneven(shares)):
        console.print(said, markup=False)


@commands.command(
    short_help="List every sentence that rests on a claim.",
    epilog=examples("milkflow impact pressure-endure"),
)
def impact(claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Its id in evidence/claims.yaml.")]) -> None:
    """List every cell, question, case and other place that rests on a claim: what to read again when it changes."""
    from milkflow.library import read_course
    from milkflow.tracing import impact as reach
    from milkflow.tracing import uses
    from milkflow.tracing.report import impact_text

    places = find_course()
    course = read_course(places)
    found = reach(claim, course.evidence.claims, uses(places, course))
    console.print(impact_text(claim, found), markup=False)


@commands.command(
    short_help="Remake lessons and quizzes after an edit.",
    epilog=examples("milkflow build", "MILKFLOW_SOLUTIONS=../our-questions milkflow build"),
)
def build() -> None:
    """Make everything that is derived: bundles, stored outputs of lessons, quizzes and their released copies."""
    from milkflow.bars import counted
    from milkflow.build.everything import build_everything, notebooks_to_build

    course = find_course()
    with counted(console, notebooks_to_build(course), "Building") as begin:
        made = build_everything(course, lambda path: begin(f"{path.parent.name}/{path.name}"))
    console.print(f"{made} notebooks built.")
