"""The order in which one person sees what can be chosen: made from her seed, and made again from it at any time."""

from milkflow.questions.choices import Menu, Place
from milkflow.questions.parts import Label
from milkflow.questions.public import PublicQuestion
from milkflow.questions.shuffling import own_order


def shuffled(question: PublicQuestion, seed: str) -> PublicQuestion:
    """Return the question with options, stems and items in the order of ``seed``; "" leaves them as they travel.

    What says ``shuffle: false`` keeps its order, and so do the parts of a question and a scale. Ids alone decide, so
    an order can be made again from the seed after a word or the key was changed.
    """
    if not seed:
        return question
    name = f"{seed}:{question.id}"
    options: tuple[Label, ...] = own_order(name, question.options, question.shuffle)
    places: tuple[Place, ...] = own_order(name, question.places, question.shuffle)
    return question.model_copy(
        update={
            "options": options,
            "places": places,
            "stems": own_order(name, question.stems),
            "items": own_order(name, question.items),
            "menus": tuple(_menu(name, menu) for menu in question.menus),
        }
    )


def _menu(name: str, menu: Menu) -> Menu:
    return menu.model_copy(update={"options": own_order(f"{name}:{menu.id}", menu.options, menu.shuffle)})
