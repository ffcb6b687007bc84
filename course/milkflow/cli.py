"""What an author, an instructor or a trainee types; ``milkflow`` alone says what to do next."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from milkflow.commands import certificates, moodle, people
from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

if TYPE_CHECKING:
    from milkflow.library import Course

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
# Brought by the instructor's part of the environment; a trainee's has none of them.
TEACHING = {"matplotlib", "nbclient", "nbconvert", "nbformat", "nbgrader", "reportlab", "sqlalchemy"}
CODE_HELP = "Staff code on a shared computer: letters, digits, - and _."
TO_HELP = "Where to write it; - writes to the screen. By default a file here, named after the case."
SOLO_HELP = "Learn without an instructor, in a folder of its own."
PORT_HELP = "Port on this computer; another free one is taken if it is in use."


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


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
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


@app.command(
    short_help="Grade what was handed in.",
    epilog=examples(
        "milkflow grade                            every quiz, zips in downloaded/<quiz>/archive",
        "milkflow grade ~/Downloads/hand-ins       zips that lie in another folder",
        "milkflow grade class.zip --quiz quiz-02   a whole class as one zip, one quiz",
        "milkflow grade --quiz quiz-02 --closed    the quiz is over: answers go into the feedback",
    ),
)
def grade(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[ZIP OR FOLDER]...", help="Where zips lie; by default downloaded/<quiz>/archive."),
    ] = None,
    quiz: Annotated[str, typer.Option(metavar="NAME", help="Only this quiz; by default every quiz.")] = "",
    closed: Annotated[
        bool, typer.Option("--closed", help="The quiz is over: show answers and reasons where its feedback allows it.")
    ] = False,
) -> None:
    """Grade what was handed in, without running any of it: gradebook, grades/, and a feedback page for each trainee."""
    from milkflow.grading import grade as grade_class
    from milkflow.grading import quizzes_to_grade, tells_answers
    from milkflow.words import read_words, say

    root = find_course().root
    worst, names, quiet = 0, [quiz] if quiz else quizzes_to_grade(root), []
    for name in names:
        # Asked for every quiz at once, those that give marks only stay as they are.
        told = closed and (bool(quiz) or tells_answers(root, name))
        report = grade_class(root, name, sources or None, closed=told, console=console)
        worst = max(worst, report.exit_code)
        if report.is_quiet:
            quiet.append(name)
        else:
            console.print(report.text(), markup=False, end="")
    if quiet:
        console.print(say(read_words(), "grade-quiet", quizzes=", ".join(quiet)), markup=False)
    if len(quiet) == len(names):
        console.print(read_words()["grade-none"], markup=False)
    raise typer.Exit(worst)


@app.command(
    short_help="After a corrected key: see who changes by how much.",
    epilog=examples(
        "milkflow regrade quiz-02                  look; nothing is written",
        "milkflow regrade quiz-02 --yes            write the new points and feedback",
    ),
)
def regrade(
    quiz: Annotated[str, typer.Argument(metavar="QUIZ", help="The quiz whose key was corrected.")],
    yes: Annotated[bool, typer.Option("--yes", help="Write the new points and feedback.")] = False,
    closed: Annotated[
        bool, typer.Option("--closed", help="The quiz is over: show answers and reasons where its feedback allows it.")
    ] = False,
) -> None:
    """Show who changes by how much under the key as it is now, question by question; write it only with --yes.

    Points and comments that a person gave stay.
    """
    from milkflow.grading import grade as grade_class
    from milkflow.grading import preview, preview_text
    from milkflow.words import read_words, say

    root, words = find_course().root, read_words()
    found = preview(root, quiz)
    console.print(preview_text(found, words), markup=False, end="")
    if not found.totals and not found.held:
        raise typer.Exit(1)
    if yes:
        report = grade_class(root, quiz, (), closed=closed, console=console)
        console.print(report.text(), markup=False, end="")
        raise typer.Exit(report.exit_code)
    if found.changes:
        more = " --closed" if closed else ""
        console.print(say(words, "regrade-not-written", quiz=quiz, more=more), markup=False)


@app.command(
    "demo-class",
    short_help="Make a simulated class, to try grading with.",
    epilog=examples(
        "milkflow demo-class 40                    40 simulated hand-ins of quiz-02 in the folder demo-class",
        "milkflow demo-class 40 --quiz quiz-05     of another quiz",
        "cd demo-class && milkflow grade           grade them; no real class is touched",
    ),
)
def demo_class_(
    count: Annotated[int, typer.Argument(metavar="NUMBER", help="How many trainees to simulate.")],
    quiz: Annotated[str, typer.Option(metavar="NAME", help="The quiz that they sit.")] = "quiz-02",
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to lay the class.")] = Path("demo-class"),
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Another number makes another class.")] = 1,
    fault: Annotated[
        list[str] | None,
        typer.Option(metavar="FAULT=QUESTION", help="Plant wrong-key, dead-option or misconception in a question."),
    ] = None,
) -> None:
    """Make a simulated class in a folder of its own, with hand-ins to grade. Every word of it says that it is one."""
    from milkflow.bars import counted
    from milkflow.grading import demo_class
    from milkflow.grading.demo import planted
    from milkflow.words import read_words, say

    places = find_course()
    folder = to if to.is_absolute() else places.root / to
    with counted(console, count, "Simulating") as begin:
        demo_class(places, quiz, count, folder, seed, planted(fault or ()), begin)
    console.print(say(read_words(), "demo-done", count=count, quiz=quiz, folder=to), markup=False)


people.add_to(app)
moodle.add_to(app)
certificates.add_to(app)

case = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="Look at cases as an author, a reviewer or a facilitator does.",
    epilog=examples(
        "milkflow case list                         all cases beside each other",
        "milkflow case draw sore-wedge              its graph, to a file",
        "milkflow case sheet sore-wedge             the facilitator's sheet, to print",
    ),
)
app.add_typer(case, name="case", short_help="Draw a case, print its sheet, compare all cases.")


@case.command("list", epilog=examples("milkflow case list"))
def case_list() -> None:
    """Show all cases beside each other: setting, day, skin tone, right act, where the best option stands."""
    from milkflow.casebook import spread_table
    from milkflow.cases import read_case
    from milkflow.library import case_files

    paths = (*case_files(), *find_course().exam_cases())
    console.print(spread_table([read_case(path) for path in paths]), markup=False)


@case.command("draw", epilog=examples("milkflow case draw sore-wedge", "milkflow case draw sore-wedge --to -"))
def case_draw(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its name: the file in content/cases, without .yaml.")],
    to: Annotated[str, typer.Option(metavar="FILE", help=TO_HELP)] = "",
) -> None:
    """Draw a case as a graph (SVG): steps, options by verdict, minutes, endings."""
    from milkflow.casebook import graph_svg
    from milkflow.library import find_case

    _written(graph_svg(find_case(id, find_course())), to or f"{id}.svg")


@case.command("sheet", epilog=examples("milkflow case sheet sore-wedge", "milkflow case sheet why-me --to why-me.html"))
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
