"""The rules of item writing, put to every question of the course; each finding with the line that it is about."""

from milkflow.cases.wording import texts
from milkflow.check.rules import (
    Finding,
    absolute_share,
    common_stems,
    duplicates,
    findings,
    improper,
    key_position,
    level_mix,
    longest_share,
)
from milkflow.check.rules.cues import CATCH_ALL
from milkflow.check.rules.finding import Level
from milkflow.library import Course
from milkflow.questions import Question
from milkflow.reading import Document

PRACTICE = "practice"


class Writing:
    """The questions of a course, with what only all of them together show."""

    def __init__(self, course: Course) -> None:
        self.groups = {PRACTICE: tuple(course.questions.values())}
        self.groups |= {quiz.id: quiz.questions for quiz in course.quizzes.values()}
        self.quizzes = tuple(course.quizzes.values())
        self.questions = [question for group in self.groups.values() for question in group]
        common = common_stems(self.questions)
        self.found = {
            (group, one.id): findings(one, common) for group, asked in self.groups.items() for one in asked
        }
        for group, id, twin in duplicates(self.groups):
            self.found[group, id].append(twin)

    def told(self, page: Document, level: Level) -> list[str]:
        """Return what is found at ``level`` in a file of practice questions or in a quiz, each with its line."""
        quiz = page.data.get("id") if isinstance(page.data, dict) else None
        entries, at = (page.data["questions"], ("questions",)) if quiz else (page.data, ())
        return [
            f"line {page.line(*at, place, *one.at)}: {entry['id']}: {one.say}"
            for place, entry in enumerate(entries)
            for one in self.found[quiz or PRACTICE, entry["id"]] if one.level == level
        ]  # fmt: skip

    def of_bank(self, level: Level) -> list[str]:
        """Return what only the whole bank shows."""
        found = [*longest_share(self.questions), *key_position(self.questions), *level_mix(self.quizzes),
                 *absolute_share(self.questions)]  # fmt: skip
        return [one.say for one in found if one.level == level]


def written_faults(question: Question) -> list[str]:
    """Return what is an error in one question that stands by itself, such as one of the gallery."""
    return [found.say for found in findings(question) if found.level == "error"]


def case_faults(page: Document) -> list[str]:
    """Return what no text of a case may say, and options that gather others, each with its line."""
    found: list[tuple[tuple[str | int, ...], Finding]] = []
    for where, text in texts(page.data):
        found += [(where, one) for one in improper(text)]
        if where and where[-1] == "do" and CATCH_ALL.search(text):
            said = "gathers other options ('all of the above'); write it as a choice of its own"
            found.append((where, Finding("catch-all", "error", said)))
    return [f"line {page.line(*where)}: {'.'.join(map(str, where))}: {one.say}" for where, one in found]
