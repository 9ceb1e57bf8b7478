"""All checks that need more than one file of the knowledge, or a rule beyond its types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from proposalkit.knowledge.catalog_checks import check_catalog
from proposalkit.knowledge.clause_references import check_references
from proposalkit.knowledge.definition_checks import check_definitions
from proposalkit.knowledge.drafting_checks import check_drafting
from proposalkit.knowledge.fact_checks import (
    check_authorities,
    check_fact_types,
    check_stated_facts,
)
from proposalkit.knowledge.fact_words import check_fact_words
from proposalkit.knowledge.gathered import Gathered
from proposalkit.knowledge.grounding_checks import check_grounding
from proposalkit.knowledge.holds_checks import check_holds
from proposalkit.knowledge.law_checks import (
    check_laws,
    check_mandatory,
    check_regimes,
    law_names,
)
from proposalkit.knowledge.lint_table import LintTable, Table
from proposalkit.knowledge.param_checks import check_params, check_placeholders
from proposalkit.knowledge.passages import check_guidance, check_passage, kind_of
from proposalkit.knowledge.question_checks import Known, check_questions
from proposalkit.knowledge.stage_checks import check_stages, check_vendor_form
from proposalkit.knowledge.table_checks import (
    check_duplicates,
    check_glossary,
    check_numbers,
    check_rules,
    check_wording,
)
from proposalkit.knowledge.tables import (
    DraftingTable,
    FactTable,
    GateTable,
    GlossaryTable,
    GroundingTable,
    LawTable,
    MandatoryTable,
    QuestionTable,
    RegimeTable,
    RuleTable,
    StageTable,
    VendorFormTable,
    WordingTable,
)
from proposalkit.knowledge.term_lints import (
    cited_clauses,
    defined_terms,
    lint_parties,
    lint_terms,
    own_terms,
    unused_terms,
)
from proposalkit.knowledge.text_lints import lint_buyer_text, lint_clause_text
from proposalkit.knowledge.topic_checks import check_topics
from proposalkit.knowledge.yaml_text import YamlDocument
from proposalkit.model.finding import Finding
from proposalkit.model.knowledge import ClauseRecord
from proposalkit.model.requirement_topics import RequirementTopics
from proposalkit.model.review import ReviewRules


def check_all(gathered: Gathered) -> Iterator[Finding]:
    """Run every check on what could be read."""
    yield from _clauses(gathered)
    yield from _facts(gathered)
    yield from _tables(gathered)
    yield from _laws(gathered)
    yield from _passages(gathered)
    yield from _catalog(gathered)
    yield from _duplicates(gathered)
    yield from _buyer_texts(gathered)


def known_conditions() -> frozenset[str]:
    """Give the condition codes the rules of the program can hold against a deal."""
    from proposalkit.clauses.conditions import CONDITIONS

    return frozenset(CONDITIONS)


def known_deal_values() -> frozenset[str]:
    """Give the names of deal values a clause parameter may be taken from."""
    from proposalkit.clauses.deal_values import DEAL_VALUES

    return frozenset(DEAL_VALUES)


def known_deal_slots() -> frozenset[str]:
    """Give the names of values that the program itself puts into drafted sentences."""
    from proposalkit.compose.slots import DEAL_SLOTS

    return frozenset(DEAL_SLOTS) | known_price_words()


def known_price_words() -> frozenset[str]:
    """Give the names of words of the price that texts and answers may hold."""
    from proposalkit.compose.price_words import PRICE_WORDS

    return frozenset(PRICE_WORDS)


def known_review_faults(rules: ReviewRules, where: str) -> Iterator[Finding]:
    """Give each rule of the review without a test, and each test without a rule."""
    from proposalkit.review.run import rule_faults

    return rule_faults(rules.rules, where)


def _clauses(gathered: Gathered) -> Iterator[Finding]:
    titles = gathered.clause_titles()
    lints = gathered.tables.get(LintTable)
    deal_values = known_deal_values() | law_names(gathered.tables)
    shared = gathered.definitions
    terms = defined_terms(shared.text) if shared else frozenset()
    own = {
        sheets.record.clause: frozenset().union(*(own_terms(one.text) for one in sheets.texts))
        for sheets in gathered.clauses
    }
    for sheets in gathered.clauses:
        yield from check_holds(sheets.shared.header, sheets.shared.document, gathered.tables)
        yield from check_params(sheets, deal_values)
        yield from check_placeholders(sheets)
        for sheet in sheets.texts:
            yield from check_references(sheet.text, sheet.text_place, titles)
            if lints:
                yield from lint_clause_text(sheet.text, sheet.text_place, lints[0])
                there = terms.union(*(own[one] for one in cited_clauses(sheet.text) if one in own))
                yield from lint_terms(sheet.text, sheet.text_place, there, lints[0])
                yield from lint_parties(sheet.text, sheet.text_place, lints[0].party_words)
    if shared:
        if lints and lints[0].names:
            texts = [sheet.text for sheets in gathered.clauses for sheet in sheets.texts]
            yield from unused_terms(shared.text, shared.text_place, texts)
        yield from check_definitions(shared.text, shared.text_place)
        if lints:
            yield from lint_buyer_text(shared.text, shared.text_place, lints[0])


def _facts(gathered: Gathered) -> Iterator[Finding]:
    found = gathered.tables.get(FactTable)
    if found is None:
        return
    table, document = found
    yield from check_fact_types(table.facts, document)
    for sheets in gathered.clauses:
        yield from check_stated_facts(sheets, table.facts)
    yield from check_authorities(gathered.clauses)


def _words_of(clause: ClauseRecord) -> list[str]:
    """Give the texts of a clause, and the sentences that its parameters put into them."""
    filled = (str(one.default) for one in clause.params.values() if one.default is not None)
    return [*(one.text for one in clause.every_text()), *filled]


def _tables(gathered: Gathered) -> Iterator[Finding]:
    tables = gathered.tables
    facts, rules = tables.get(FactTable), tables.get(RuleTable)
    questions, words = tables.get(QuestionTable), tables.get(WordingTable)
    clauses, lints = gathered.clause_titles(), tables.get(LintTable)
    if rules:
        yield from check_rules(rules[0].rules, rules[1], known_conditions(), clauses)
    if questions and facts:
        asked = {one for row in rules[0].rules for one in row.clauses} if rules else set()
        yield from check_questions(
            *questions,
            Known(facts[0].facts, {*clauses, *asked}, known_conditions()),
            lints[0].numbers_allowed if lints else (),
        )
    topics = tables.get(RequirementTopics)
    if topics and facts:
        texts = {one.record.clause: _words_of(one.record) for one in gathered.clauses}
        yield from check_topics(*topics, facts[0].facts, clauses, texts)
    review = tables.get(ReviewRules)
    if review:
        yield from known_review_faults(review[0], review[1].place(("rules",)))
    terms = tables.get(GlossaryTable)
    if terms:
        yield from check_glossary(*terms, known_conditions())
    stages, form = tables.get(StageTable), tables.get(VendorFormTable)
    if stages:
        yield from check_stages(*stages)
    if form:
        yield from check_vendor_form(*form)
    grounding = tables.get(GroundingTable)
    if grounding and facts:
        yield from check_grounding(*grounding, clauses, facts[0].facts)
    drafting = tables.get(DraftingTable)
    if drafting:
        yield from check_drafting(*drafting, known_conditions(), known_deal_slots())
    if words:
        yield from check_wording(*words)
        yield from check_numbers(*words, lints[0].numbers_allowed if lints else ())


def _laws(gathered: Gathered) -> Iterator[Finding]:
    laws, regimes = gathered.tables.get(LawTable), gathered.tables.get(RegimeTable)
    mandatory = gathered.tables.get(MandatoryTable)
    if laws:
        yield from check_laws(*laws, [one.record.clause for one in gathered.clauses])
    if regimes:
        yield from check_regimes(regimes, known_conditions(), gathered.clauses)
    if mandatory:
        yield from check_mandatory(mandatory, gathered.clauses)
        yield from check_fact_words(mandatory[0], gathered.clauses)


def _passages(gathered: Gathered) -> Iterator[Finding]:
    found = gathered.tables.get(LintTable)
    conditions = known_conditions()
    sources = gathered.catalog.sources
    documents = [one.short for one in sources.sources] if sources else []
    for sheet in gathered.passages:
        yield from check_holds(sheet.header, sheet.document, gathered.tables)
        yield from check_passage(sheet, conditions, found[0] if found else None)
        if kind_of(sheet) == "guidance":
            yield from check_guidance(sheet, documents)


def _catalog(gathered: Gathered) -> Iterator[Finding]:
    found = gathered.tables.get(LintTable)
    titles = gathered.clause_titles()
    others = {f"{kind_of(sheet)}/{sheet.header.id}" for sheet in gathered.passages}
    others |= {f"clause/{name}" for name in titles}
    yield from check_catalog(gathered.catalog, found[0] if found else None, titles, others)


def _duplicates(gathered: Gathered) -> Iterator[Finding]:
    clauses = [
        (one.record.clause, one.shared.document.value_place(("clause",)))
        for one in gathered.clauses
    ]
    yield from check_duplicates("clause", clauses)
    passages = [(one.header.id, one.document.value_place(("id",))) for one in gathered.passages]
    yield from check_duplicates("passage", passages)
    for model, what, rows, key in _ROWS:
        found = gathered.tables.get(model)
        if found:
            yield from check_duplicates(what, list(_row_ids(found[1], rows, key)))


_ROWS: tuple[tuple[type[Table | RequirementTopics], str, str, str], ...] = (
    (QuestionTable, "question", "questions", "id"),
    (QuestionTable, "group of questions", "groups", "id"),
    (QuestionTable, "sector", "sectors", "id"),
    (VendorFormTable, "field of the form", "rows", "id"),
    (GateTable, "gate", "gates", "id"),
    (GlossaryTable, "term", "terms", "term"),
    (RequirementTopics, "topic", "topics", "id"),
)
"""The tables whose rows have an id: model, word for a row, key of the list, key of the id."""


def _row_ids(document: YamlDocument, rows: str, key: str) -> Iterator[tuple[str, str]]:
    for path, text in document.leaves():
        if len(path) == 3 and path[0] == rows and path[2] == key:
            yield text, document.value_place(path)


def _buyer_texts(gathered: Gathered) -> Iterator[Finding]:
    """Lint the texts of the tables a buyer reads, and the titles of the clauses."""
    found = gathered.tables.get(LintTable)
    if found is None:
        return
    lints = found[0]
    for model in _BUYER_TABLES:
        table = gathered.tables.get(model)
        for path, text in table[1].leaves() if table else ():
            place = table[1].value_place(path) if table else ""
            yield from lint_buyer_text(text, partial(_fixed, place), lints)
    for sheets in gathered.clauses:
        place = sheets.shared.document.value_place(("title",))
        yield from lint_buyer_text(sheets.record.title, partial(_fixed, place), lints)


_BUYER_TABLES: tuple[type[Table], ...] = (
    FactTable, QuestionTable, GateTable, GlossaryTable, VendorFormTable, WordingTable,
    DraftingTable,
)  # fmt: skip


def _fixed(place: str, offset: int) -> str:
    """Give one place for every offset: in a table a text has the place of its value."""
    return place
