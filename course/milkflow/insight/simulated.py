"""A simulated class as a table: what the notebooks show, labelled, until a real class was graded, and what tests plant.

It follows the model that `milkflow demo-class` has, and lies in memory alone.
"""

from collections.abc import Mapping

from milkflow.grading.demo.answering import Answering
from milkflow.grading.demo.model import Class, Fault
from milkflow.insight.classes import QuizClass, table
from milkflow.marking import mark
from milkflow.questions import Quiz

NO_FAULTS: Mapping[str, Fault] = {}


class Learners(Class):
    """A simulated class whose ability is ``learned`` standard deviations above that of the same seed."""

    learned = 0.0

    def ability(self, code: str) -> float:
        """Return the ability of a trainee."""
        return super().ability(code) + self.learned


def simulated_class(
    quiz: Quiz, count: int, seed: int = 1, faults: Mapping[str, Fault] = NO_FAULTS, learned: float = 0.0
) -> QuizClass:
    """Return ``count`` simulated trainees in ``quiz``. The same seed gives the same people, in every quiz."""
    people = Learners(seed, dict(faults))
    people.learned = learned
    rows = []
    for number in range(1, count + 1):
        code = f"demo-{number:05d}"
        for question in quiz.questions:
            mind = people.mind(code, question.id)
            response = Answering(people, mind, "Simulated.").answer(question)
            given = mark(question, response)
            sure = mind.confidence() if question.confidence and response is not None else None
            rows.append({
                "trainee": code, "question": question.id, "points": given.points, "most": given.of,
                "to_read": given.needs_person, "response": response, "confidence": sure,
                "tries": int(response is not None),
            })  # fmt: skip
    return QuizClass(quiz, table(rows), simulated=True)
