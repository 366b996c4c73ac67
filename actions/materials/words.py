"""Reads the questions and the papers of this folder; both files say themselves what their keys mean."""

from __future__ import annotations

from pathlib import Path

from actions.catalogue.conditions import CONDITIONS
from actions.catalogue.reader import Section, read_section
from actions.catalogue.service_file import read_condition
from actions.materials.model import Document, Question, Without, Words

ROOT = Path(__file__).parent
"""The folder of the files that ship with Linban."""


def load_words(root: Path = ROOT) -> Words:
    """Both files. Raises CatalogueError, naming file and key, for the first mistake."""
    questions = read_section(root / "questions.yml")
    documents = read_section(root / "documents.yml")
    words = Words(
        questions={key: _question(questions, key) for key in questions.names()},
        documents={one.key: one for one in map(_document, documents.sections("documents"))},
        any_of=documents.texts("any_of"),
    )
    documents.done()
    return words


def _question(questions: Section, key: str) -> Question:
    section = questions.section(key)
    means = section.texts("yes_means", optional=True)
    question = Question(
        key, section.text("prompt"), section.text("second_prompt"), tuple(read_condition(text) for text in means)
    )
    for fact in (key, *(condition.fact for condition in question.yes_means)):
        if fact not in CONDITIONS:
            raise questions.error(key, f"speaks of `{fact}`; it must be one of {', '.join(CONDITIONS)}")
    section.done()
    return question


def _document(section: Section) -> Document:
    document = Document(
        key=section.text("key"),
        name=section.text("name"),
        names=section.texts("names"),
        without=_without(section.section("without")) if section.has("without") else None,
    )
    section.done()
    return document


def _without(section: Section) -> Without:
    without = Without(section.text("service"), section.text("instead"), section.text("where"))
    section.done()
    return without
