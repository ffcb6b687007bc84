"""How long an answer takes until it is kept and answered, beside a bare button and label. Part of `make bench`."""

from __future__ import annotations

import statistics
from itertools import cycle
from typing import Any

from milkflow.library import question_files
from milkflow.questions import read_questions
from milkflow.words import read_words

PRESSES = 60
MOST_TIMES = 1.5
LESSON = "02-stasis-or-mastitis"
SAVED, SAVING = (read_words()[word].split("{")[0].strip() for word in ("saved", "saving"))
BARE = """import ipywidgets
button, label = ipywidgets.Button(description="Press"), ipywidgets.Label("0")
button.on_click(lambda _: setattr(label, "value", str(int(label.value) + 1)))
ipywidgets.VBox([button, label])"""
# Presses, and returns the milliseconds until the watched text is another one that says ``done``,
# and no more ``going``.
TIMED = """([press, watch, done, going]) => new Promise((told) => {
    const said = () => [...document.querySelectorAll(watch)].map((one) => one.textContent).join(" ").trim();
    const before = said();
    const begun = performance.now();
    const look = () => {
        const now = said();
        if (now !== before && now.includes(done) && !(going && now.includes(going))) {
            observer.disconnect();
            told(performance.now() - begun);
        }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    document.querySelector(press).click();
})"""


def bare_clicks(page: Any) -> list[float]:
    """Return the milliseconds of each press of the bare button."""
    return [page.evaluate(TIMED, ["button.jupyter-button", ".widget-label", "", ""]) for _ in range(PRESSES)]


def answers(page: Any) -> list[float]:
    """Return the milliseconds of each answer to the lesson's first question with one right option."""
    path = next(path for path in question_files() if path.stem == LESSON)
    asked = next(one for one in read_questions(path) if one.kind == "one")
    ways = cycle(sorted(asked.options, key=lambda option: not option.right)[:2])
    face = f'[data-question="{asked.id}"]'
    found = []
    for way, _ in zip(ways, range(PRESSES), strict=False):
        press, choice = f"{face} .mf-actions button", page.locator(f'{face} input[value="{way.id}"]')
        if not choice.count():
            page.locator(press).first.click()  # answers once more
        choice.check()
        found.append(page.evaluate(TIMED, [press, f"{face} [role=status]", SAVED, SAVING]))
    return found


def clicking(bare: list[float], ours: list[float]) -> bool:
    """Print both; return whether 95 in 100 answers take more than MOST_TIMES as long as 95 in 100 presses."""
    slow = [statistics.quantiles(times, n=20)[-1] for times in (bare, ours)]
    for name, times, most in zip(("a bare button and label", "an answer, kept"), (bare, ours), slow, strict=True):
        print(f"{name:28} {statistics.median(times):6.0f} ms  95 in 100 within {most:.0f} ms  {most / slow[0]:5.2f}x")
    return slow[1] > MOST_TIMES * slow[0]
