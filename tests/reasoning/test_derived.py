import json
from typing import Any

from hypothesis import given

from tests.reasoning.cases import PUBLISHED, SYNTHETIC, TODAY
from tests.reasoning.golden import FILE, now
from tests.strategies import cases
from tumorboard.domain.case import Case
from tumorboard.reasoning.derived import derived, remarks
from tumorboard.reasoning.derived_plain import to_plain


def test_all_that_follows_from_the_published_case() -> None:
    """Every word and number of it is as it was reviewed."""
    assert json.loads(now()) == json.loads(FILE.read_text(encoding="utf-8"))


def test_each_remark_is_known_by_a_name_of_its_own() -> None:
    """So that one is put aside and not another."""
    for case in (PUBLISHED, SYNTHETIC):
        keys = [one.key for one in remarks(case, TODAY)]
        assert len(set(keys)) == len(keys)


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for one in value.values() for leaf in _leaves(one)]
    return [leaf for one in value for leaf in _leaves(one)] if isinstance(value, list) else [value]


@given(cases(most=10))
def test_what_follows_from_any_case_is_plain_json(case: Case) -> None:
    """Texts, numbers and truth values; nothing is raised, however little or absurd is recorded."""
    told = to_plain(derived(case, TODAY))
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert all(isinstance(leaf, str | int | float | bool | None) for leaf in _leaves(told))
