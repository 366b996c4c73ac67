"""The file that says which department gets which cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.departments.config import (
    Department,
    Departments,
    DepartmentsError,
    read_departments,
    usable_departments,
)
from actions.outbox import STATION
from tests.conventions.tree import PROJECT

pytestmark = pytest.mark.unit

GOOD = """
departments:
  - id: civil_affairs
    title: 民政科
    url: https://cases.example.com/linban/
    token_file: keys/civil_affairs.token
    services: [elder_allowance, dibao]
  - id: housing
    url: http://127.0.0.1:9000
    token_variable: HOUSING_TOKEN
    services: [public_housing]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "departments.yml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def mend(path: Path, before: str, after: str) -> Path:
    """The file with a slip of the pen in it."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def test_a_service_goes_to_its_department_and_every_other_to_the_station(file: Path) -> None:
    departments = read_departments(file)
    assert [one.url for one in departments.all] == ["https://cases.example.com/linban", "http://127.0.0.1:9000"]
    chosen = [departments.destination_of(service) for service in ("dibao", "public_housing", "hukou")]
    assert chosen == ["civil_affairs", "housing", STATION]
    assert departments.titles == {"civil_affairs": "民政科"}


def test_without_a_file_everything_stays_at_the_station(tmp_path: Path) -> None:
    departments = read_departments(tmp_path / "departments.yml")
    assert departments == Departments()
    assert departments.destination_of("dibao") == STATION


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("departments:", "department:", "`departments` is missing"),
        ("id: housing", "id: station", "`station` is taken"),
        ("id: housing", "id: civil_affairs", "`civil_affairs` is taken"),
        ("id: housing", "id: Housing Office", "must be small letters"),
        ("[public_housing]", "[dibao]", "names dibao, which civil_affairs deals with"),
        ("https://cases", "http://cases", "must be an address such as https://"),
        ("https://cases.example.com/linban/", "https://cases.example.com/?a=1", "must be an address"),
        ("https://cases.example.com/linban/", "https://me:word@cases.example.com", "must be an address"),
        ("https://cases.example.com/linban/", "https://cases.example.com:door", "must be an address"),
        ("    token_variable: HOUSING_TOKEN\n", "", "`token_variable` must be there"),
        ("token_variable: HOUSING_TOKEN", "token_variable: the word itself", "the name of an environment variable"),
        ("token_variable", "token_varable", "did you mean `token_variable`?"),
        ("token_variable:", "ca_file: none.pem\n    token_variable:", "cannot be read as certificates"),
        ("departments:", "departments: [", "line"),
    ],
)
def test_a_mistake_is_one_sentence_that_says_where(file: Path, before: str, after: str, complaint: str) -> None:
    with pytest.raises(DepartmentsError) as raised:
        read_departments(mend(file, before, after))
    said = str(raised.value)
    assert complaint in said and "departments.yml" in said and "\n" not in said


def test_a_mistake_is_told_in_the_log_and_the_station_goes_on(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert usable_departments(mend(file, "id: housing", "id: station")) == Departments()
    assert "`station` is taken" in caplog.text


def test_a_token_is_read_anew_every_time_and_never_shown(file: Path) -> None:
    by_file, by_variable = read_departments(file).all
    secret = file.parent / "keys" / "civil_affairs.token"
    secret.parent.mkdir()
    for word in ("first", "second"):
        secret.write_text(f"{word}\n", encoding="utf-8")
        assert by_file.token({}) == word
    assert by_variable.token({"HOUSING_TOKEN": "third"}) == "third"


@pytest.mark.parametrize("environment", [{}, {"HOUSING_TOKEN": ""}, {"HOUSING_TOKEN": "two words"}])
def test_without_a_usable_token_it_says_so(file: Path, environment: dict[str, str]) -> None:
    by_file, by_variable = read_departments(file).all
    for department in (by_file, by_variable):
        with pytest.raises(DepartmentsError, match=f"token of the department {department.id}"):
            department.token(environment)


def test_the_example_in_the_document_is_one_that_works(tmp_path: Path) -> None:
    document = (PROJECT / "actions" / "departments" / "README.md").read_text(encoding="utf-8")
    example = document.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "departments.yml"
    path.write_text("\n".join(line for line in example.splitlines() if "ca_file" not in line), encoding="utf-8")
    assert all(isinstance(one, Department) for one in read_departments(path).all)
    assert len(read_departments(path).all) == 2
