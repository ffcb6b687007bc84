"""``milkflow moodle``: marks, feedback and questions for a learning platform."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from milkflow.commands.shared import console, examples
from milkflow.errors import MilkflowError
from milkflow.places import find_course

QUIZ = Annotated[str, typer.Argument(metavar="QUIZ", help="The quiz, such as quiz-02.")]
BY_HELP = "What Moodle knows people by: idnumber, username or email; by default what most have on roster.csv."
commands = typer.Typer(
    name="moodle",
    short_help="Marks, feedback and questions for Moodle.",
    add_completion=False,
    rich_markup_mode=None,
    help="Marks, feedback and questions in the forms that Moodle takes.",
    epilog=examples(
        "milkflow moodle marks quiz-02                        points, to import into the gradebook",
        "milkflow moodle feedback quiz-02 submissions.zip     pages, to upload to the assignment",
        "milkflow moodle questions quiz-02                    the questions, for the question bank",
    ),
)


@commands.command("marks", epilog=examples("milkflow moodle marks quiz-02", "milkflow moodle marks quiz-02 --by email"))
def marks(quiz: QUIZ, by: Annotated[str, typer.Option(metavar="WHAT", help=BY_HELP)] = "") -> None:
    """Write the marks as the CSV that Moodle's gradebook imports."""
    from milkflow.grading.moodle import marks_for_moodle

    root = find_course().root.resolve()
    done = marks_for_moodle(root, quiz, by)
    way_on = (
        f" In Moodle: Grades, Import, CSV file. Map {done.by!r} to the same field there, and {quiz!r} to a grade item "
        f"of at most {done.most:g} points."
    )
    told = f"{done.lines} marks in {done.path.relative_to(root)}.{way_on if done.lines else ''}"
    console.print(told, markup=False)
    _left("Left out:", done.left)
    raise typer.Exit(int(bool(done.left)))


@commands.command("feedback", epilog=examples("milkflow moodle feedback quiz-02 submissions.zip"))
def feedback(
    quiz: QUIZ,
    source: Annotated[
        Path, typer.Argument(metavar="ZIP OR CSV", help="Moodle's zip of submissions, or its grading worksheet.")
    ],
) -> None:
    """Write the feedback pages as the one zip that Moodle's assignment takes back."""
    from milkflow.grading.moodle import feedback_for_moodle

    root = find_course().root.resolve()
    done = feedback_for_moodle(root, quiz, source)
    way_on = (
        " In Moodle: the assignment, Submissions, Upload multiple feedback files in a zip. Its feedback type 'Feedback "
        "files' must be on."
    )
    told = f"{done.pages} pages in {done.path.relative_to(root)}.{way_on if done.pages else ''}"
    console.print(told, markup=False)
    _left("Left out:", done.left)
    raise typer.Exit(int(bool(done.left)))


@commands.command("questions", epilog=examples("milkflow moodle questions quiz-02"))
def questions(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A quiz, or a lesson for its practice questions.")],
) -> None:
    """Write questions with their keys and reasons as Moodle XML, and say what has no counterpart there."""
    from milkflow.grading.moodle import export_questions
    from milkflow.library import question_files
    from milkflow.questions import Gradable, Question, read_questions, read_quiz
    from milkflow.reading import did_you_mean
    from milkflow.words import read_words

    places = find_course()
    files = {path.stem: path for path in (*question_files(), *places.quizzes())}
    if name not in files:
        raise MilkflowError(f"No quiz or lesson is called {name!r}{did_you_mean(name, files) or '.'}")
    title, found = name, tuple[Question | Gradable, ...]()
    if files[name] in places.quizzes():
        quiz = read_quiz(files[name])
        title, found = quiz.title, quiz.questions
    else:
        found = read_questions(files[name])
    done = export_questions(title, found, read_words())
    path = places.root / "grades" / f"{name}-questions.xml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(done.xml)
    console.print(
        f"{len(done.ids)} of {len(found)} questions in grades/{path.name}, with keys and reasons: keep it to yourself. "
        "In Moodle: Question bank, Import, Moodle XML format.", markup=False,
    )  # fmt: skip
    _left("Not exported:", done.left)
    _left("Works otherwise in Moodle:", done.notes)


def _left(title: str, entries: Iterable[tuple[str, str]]) -> None:
    names: dict[str, list[str]] = {}
    for name, reason in entries:
        names.setdefault(reason, []).append(name)
    if names:
        console.print(title, markup=False)
    for reason, those in names.items():
        console.print(f"  {', '.join(those)}: {reason}", markup=False)
