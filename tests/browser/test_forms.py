"""Every form, and all that people do to a form beside filling it in well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.forms.dealings import DEALINGS
from tests.browser.forms.stages import Stages
from tests.browser.forms.table import FORMS
from tests.browser.forms.troubles import TROUBLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.forms.form import Form
    from tests.browser.visitor import NewVisitor, SignIn, Visitor
    from tests.demo_server import RunningServer

pytestmark = pytest.mark.browser

_EACH_TIME = 2


def _cases() -> list[Any]:
    """Pair each form with each trouble; one or two of each form always, the rest for soaking."""
    found = []
    for number, form in enumerate((*FORMS, *DEALINGS)):
        met = [each for each in TROUBLES if form.meets(each.__name__)]
        often = 1 if form.seldom else _EACH_TIME
        chosen = {(number + -(-each * len(met) // often)) % len(met) for each in range(often)}
        for place, trouble in enumerate(met):
            name = f"{form.name}-{trouble.__name__}".replace(" ", "-")
            marks = [] if place in chosen else [pytest.mark.soak]
            found.append(pytest.param(form, trouble, number, id=name, marks=marks))
    return found


@pytest.fixture(scope="module")
def stages(demo_server: RunningServer) -> Stages:
    """Give a deal that is brought on as far as forms need it."""
    return Stages(demo_server)


@pytest.mark.parametrize(("form", "trouble", "number"), _cases())
def test_form_in_trouble(
    form: Form,
    trouble: Callable[[Form, Visitor, str], None],
    number: int,
    new_visitor: NewVisitor,
    signed_in: SignIn,
    demo_server: RunningServer,
    stages: Stages,
) -> None:
    visitor = new_visitor(*(("ko", 390), ("en", 1440))[number % 2])
    path = form.path
    if form.stage:
        path = path.replace("{id}", stages.reach(form.stage))
    elif form.query:
        path = path.replace("{id}", _first_id(demo_server.session(form.who).graphql(form.query)))
    if form.who and trouble.__name__ == "session_over":
        # with a session of its own, for it ends
        visitor.come_in(form.who)
    elif form.who:
        signed_in(visitor, form.who)
    trouble(form, visitor, path)


def _first_id(answer: Any) -> str:
    """Return the first id in an answer, however deep."""
    if isinstance(answer, dict):
        if isinstance(answer.get("id"), str):
            return str(answer["id"])
        answer = list(answer.values())
    if isinstance(answer, list):
        return next((found for each in answer if (found := _first_id(each))), "")
    return ""
