"""Loads the whole catalogue from its folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from actions.catalogue.form import CommonForms
from actions.catalogue.form_file import read_common_forms
from actions.catalogue.model import Catalogue, Hotline, Rules, Service
from actions.catalogue.paper_file import read_paper
from actions.catalogue.region_file import read_region
from actions.catalogue.service_file import read_service
from actions.catalogue.service_rules import enforce, enforce_common_forms
from actions.catalogue.word_files import read_hotlines, read_phrases, read_rules, read_titles

ROOT = Path(__file__).parent
"""The folder of the catalogue that ships with Linban."""

DRAFT_SUFFIX = ".draft.yml"
"""A service file with this ending is being written: it is not loaded."""


def load_catalogue(root: Path = ROOT, region: str | None = None) -> Catalogue:
    """Every service under `root`, with the values of `region/<region>.yml` if a region is named.

    Raises CatalogueError, naming file and key, for the first mistake in any file.
    """
    rules = read_rules(root / "rules.yml")
    hotlines, general = read_hotlines(root / "hotlines.yml", rules.horizons)
    catalogue = Catalogue(
        services=_services(root / "services", rules, hotlines),
        hotlines=hotlines,
        general_hotline=general,
        titles=read_titles(root / "titles.yml"),
        phrases=read_phrases(root / "phrases.yml"),
        rules=rules,
        forms=_common_forms(root / "forms.yml", rules, hotlines),
        paper=read_paper(root / "paper.yml"),
        region=None,
        drafts=tuple(sorted(file.name for file in (root / "services").glob(f"*{DRAFT_SUFFIX}"))),
    )
    if region is None:
        return catalogue
    return replace(catalogue, region=read_region(root, region, catalogue.services, rules))


def _services(folder: Path, rules: Rules, hotlines: dict[str, Hotline]) -> dict[str, Service]:
    services = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name.endswith(DRAFT_SUFFIX):
            continue
        service = read_service(path, rules.horizons)
        enforce(service, path, rules, hotlines)
        services[service.id] = service
    return services


def _common_forms(path: Path, rules: Rules, hotlines: dict[str, Hotline]) -> CommonForms:
    common = read_common_forms(path)
    enforce_common_forms(common, path, rules, hotlines)
    return common
