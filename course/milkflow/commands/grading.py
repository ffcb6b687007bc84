"""What an instructor types about points: ``milkflow grade``, ``regrade`` and ``demo-class``."""

from pathlib import Path
from typing import Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.places import find_course

commands = typer.Typer(add_completion=False, rich_markup_mode=None)


@commands.command(
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


@commands.command(
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


@commands.command(
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
