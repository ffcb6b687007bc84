"""A trainee's hands: find a question on the page and answer it, by mouse or by keyboard alone."""

from __future__ import annotations

import re
from typing import Any

from milkflow.questions import Question

# More presses than the longest page has stops: a walk that needs more has lost its way.
MOST_TABS = 400
SAVED = re.compile(r"Saved")


def question(page: Any, id: str) -> Any:
    """Return the face of a question on the page."""
    return page.locator(f'[data-question="{id}"]')


def answer_by_mouse(page: Any, asked: Question, response: Any) -> Any:
    """Give ``response`` by mouse, press the button, wait until it is saved, and return the face."""
    face = question(page, asked.id)
    said = {label.id: label.say for label in getattr(asked, "options", ())}
    match asked.kind:
        case "one":
            face.locator(f'input[type=radio][value="{response}"]').check()
        case "several":
            for id in response:
                face.get_by_label(said[id], exact=True).check()
        case "match":
            for stem in asked.stems:
                face.get_by_label(stem.say, exact=True).select_option(response[stem.id])
        case _:
            raise AssertionError(f"no hands for {asked.kind!r} yet")
    face.locator(".mf-actions button").first.click()
    face.get_by_text(SAVED).first.wait_for()
    return face


class Keys:
    """Somebody who has only a keyboard."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is on an element that matches ``selector``."""
        for _ in range(MOST_TABS):
            if self.page.evaluate("css => !!document.activeElement?.matches(css)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no {selector} was reached in {MOST_TABS} presses of Tab")

    def press(self, *names: str) -> None:
        """Press keys one after the other."""
        for name in names:
            self.page.keyboard.press(name)

    def answer(self, asked: Question, response: Any) -> None:
        """Answer a question and wait until it is saved."""
        self.fill_in(asked, response)
        self.check(asked)

    def fill_in(self, asked: Question, response: Any) -> None:
        """Put an answer on the screen; nothing is sent yet."""
        getattr(self, "_" + asked.kind.replace("-", "_"))(asked, response, f'[data-question="{asked.id}"]')

    def check(self, asked: Question) -> None:
        """Go on to the button of a question, press it, and wait until the answer is saved."""
        inside = f'[data-question="{asked.id}"]'
        self.tab_to(f"{inside} .mf-actions button")
        self.press("Enter")
        question(self.page, asked.id).get_by_text(SAVED).first.wait_for()

    def _one(self, asked: Any, response: str, inside: str) -> None:
        self._radio(f"{inside} fieldset:not(.mf-sure)", response)

    def _radio(self, group: str, value: str) -> None:
        """Tab into a group of radios, then press the arrow until the wanted one is chosen."""
        self.tab_to(f"{group} input[type=radio]")
        self.press("Space")
        for _ in self._on_page(group, "input[type=radio]"):
            if self.page.evaluate("css => document.activeElement.matches(css)", f'{group} [value="{value}"]:checked'):
                return
            self.press("ArrowDown")
        raise AssertionError(f"{group}: the arrows did not reach {value!r}")

    def _several(self, asked: Any, response: list[str], inside: str) -> None:
        for option in self._on_page(inside, "input[type=checkbox]"):
            if option in response:
                self.tab_to(f'{inside} input[value="{option}"]')
                self.press("Space")

    def _hotspot(self, asked: Any, response: Any, inside: str) -> None:
        (self._several if isinstance(response, list) else self._one)(asked, response, inside)

    def _chart(self, asked: Any, response: Any, inside: str) -> None:
        (self._one if isinstance(response, str) else self._number)(asked, response, inside)

    def _key_feature(self, asked: Any, response: dict[str, list[str]], inside: str) -> None:
        for feature in asked.features:
            self._several(asked, response.get(feature.id, []), f'{inside} [data-menu="{feature.id}"]')

    def _urgency(self, asked: Any, response: dict[str, str], inside: str) -> None:
        for item in self.page.locator(f"{inside} [data-item]").evaluate_all("all => all.map(one => one.dataset.item)"):
            self._radio(f'{inside} [data-item="{item}"]', response[item])

    def _claim_audit(self, asked: Any, response: str, inside: str) -> None:
        self._one(asked, response, inside)

    def _dialogue(self, asked: Any, response: dict[str, str], inside: str) -> None:
        for at, turn in enumerate(asked.turns, 1):
            here = f'{inside} [data-menu="{turn.id}"]'
            self._radio(here, response[turn.id])
            if at < len(asked.turns):
                self.tab_to(f"{here} .mf-go-on")
                self.press("Enter")

    def _sbar(self, asked: Any, response: dict[str, str], inside: str) -> None:
        for item in self.page.locator(f"{inside} [data-item]").evaluate_all("all => all.map(one => one.dataset.item)"):
            self.tab_to(f'{inside} [data-item="{item}"]')
            if item in response:
                self.page.keyboard.type(response[item].capitalize())

    def _match(self, asked: Any, response: dict[str, str], inside: str) -> None:
        stems = {stem.say: stem.id for stem in asked.stems}
        labels = self.page.locator(f"{inside} .mf-pair label").all_inner_texts()
        options = {option.id: option.say for option in asked.options}
        for place, label in enumerate(labels):
            self.tab_to(f"{inside} .mf-pair:nth-of-type({place + 1}) select")
            self.page.keyboard.type(options[response[stems[label]]])

    def _order(self, asked: Any, response: list[str], inside: str) -> None:
        for place, id in enumerate(response):
            now = self.page.locator(f"{inside} .mf-step").evaluate_all("rows => rows.map(row => row.dataset.id)")
            if (ups := now.index(id) - place) > 0:
                self.tab_to(f'{inside} [data-id="{id}"] .mf-move:first-child')
                self.press(*["Enter"] * ups)

    def _number(self, asked: Any, response: float, inside: str) -> None:
        self.tab_to(f"{inside} input")
        self.page.keyboard.type(f"{response:g}")

    def _reflection(self, asked: Any, response: str, inside: str) -> None:
        self.tab_to(f"{inside} textarea")
        self.page.keyboard.type(response)

    def _on_page(self, inside: str, what: str) -> list[str]:
        found: list[str] = self.page.locator(f"{inside} {what}").evaluate_all("nodes => nodes.map(node => node.value)")
        return found


def perfect(asked: Question) -> Any:
    """Return the response that earns every point (for a reflection, a text that a person would have to read)."""
    match asked.kind:
        case "one":
            return next(option.id for option in asked.options if option.right)
        case "several":
            return [option.id for option in asked.options if option.right]
        case "match":
            return {stem.id: stem.answer for stem in asked.stems}
        case "order":
            return [item.id for item in asked.items]
        case "number":
            return asked.answer
        case "reflection":
            return "I listen first. Then I count her breathing <b>and</b> her pulse."
        case "hotspot":
            right = [region.id for region in asked.regions if region.right]
            return right if len(right) > 1 else right[0]
        case "chart":
            return perfect(asked.asked)
        case "key-feature":
            return {one.id: [option.id for option in one.options if option.right] for one in asked.features}
        case "urgency":
            return {item.id: item.level for item in asked.items}
        case "claim-audit":
            return asked.verdict
        case "dialogue":
            return {turn.id: next(reply.id for reply in turn.replies if reply.right) for turn in asked.turns}
        case "sbar":
            return {one.id: one.part for one in asked.statements if one.part}
