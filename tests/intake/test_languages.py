"""German requests are read for what binds us; of others it is said what was read and what not."""

from __future__ import annotations

import pytest
from tests.intake.reading import field, notes, take_in

from proposalkit.model.intake import Intake

GERMAN = """\
Vergabeunterlage: Digitaler Assistent für Anfragen der Bürger

Auftraggeber: Stadt Heidenfurt

Land: Deutschland

1. Anforderungen

1.1 Das System muss Anfragen auf Deutsch und Englisch beantworten.

1.2 Der Auftragnehmer hat die Protokolle zwölf Monate aufzubewahren.

1.3 Das System darf keine Bescheide erlassen.

1.4 Personenbezogene Daten sind ausschließlich in Deutschland zu verarbeiten.

1.5 Das System soll Leichte Sprache unterstützen.

1.6 Der Auftraggeber stellt Testdaten bereit.

2. Fristen

Bieterfragen sind bis zum 12. März 2027 einzureichen.

Das Angebot ist spätestens am 31.03.2027 um 12:00 Uhr einzureichen.

Das Angebot darf höchstens 25 Seiten umfassen.

Der Auftragswert beträgt höchstens 180.000 EUR.

Vorgänge pro Monat: 12.500

3. Zuschlagskriterien

Preis 40 Prozent

Qualität 60 Prozent
"""
FRENCH = """\
Le titulaire doit répondre aux demandes dans un délai de deux jours. Les données sont hébergées
dans le pays et ne doivent pas le quitter. Le marché est conclu pour une durée de trois ans et le
montant maximal est de 250 000 euros.

Monthly volume: 12 500 tickets
"""


def german(locale: str = "de-DE") -> Intake:
    return take_in(notes(GERMAN), locale=locale)


def test_german_duties_and_wishes_are_requirements_and_what_binds_the_buyer_is_none() -> None:
    rows = {one.id: one.priority for one in german().requirements}
    assert rows == {"1.1": "mandatory", "1.2": "mandatory", "1.3": "mandatory",
                    "1.4": "mandatory", "1.5": "desired"}  # fmt: skip


def test_german_rules_of_the_tender_are_found_with_their_numbers_and_dates() -> None:
    found = {one.kind: one.values for one in german().tender}
    assert found["question-deadline"] == ("2027-03-12",)
    assert found["submission-deadline"] == ("2027-03-31", "12:00")
    assert found["page-limit"] == ("25",)
    assert found["budget-ceiling"] == ("180000 EUR",)
    assert found["data-location"] == ()
    weights = [one.values for one in german().tender if one.kind == "evaluation-weight"]
    assert weights == [("40%",), ("60%",)]


def test_labelled_lines_in_german_are_read_and_the_country_waits_to_be_confirmed() -> None:
    found = german()
    assert field(found, "buyer.legal_name").value == "Stadt Heidenfurt"
    assert field(found, "buyer.country").value == "DE"
    assert field(found, "volumes.expected").value == "12500"
    assert {"buyer.country", "volumes.expected"} <= {one.field for one in found.open_questions}


def test_without_the_locale_a_number_of_two_readings_keeps_both() -> None:
    found = german("en")
    assert field(found, "volumes.expected").statements[0].candidates == ("12.500", "12500")
    (said,) = [one for one in found.findings if one.id == "not-english"]
    assert "reads as German" in said.message
    assert said.remedy.startswith("Add --locale de-DE")


def test_of_a_french_text_it_is_said_what_was_read() -> None:
    found = take_in(notes(FRENCH), locale="fr-FR")
    (said,) = [one for one in found.findings if one.id == "not-english"]
    assert said.message == (
        '"notes.txt" reads as French: labelled lines, tables, numbers and dates are read. '
        "What its other sentences say of the deal was not read."
    )
    assert field(found, "volumes.expected").value == "12500"
    assert found.requirements == ()


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [("1er mars 2027", "fr-FR", None), ("15 mars 2027", "fr-FR", "2027-03-15"),
     ("5. Oktober 2027", "de-DE", "2027-10-05"), ("3 maart 2027", "nl-NL", "2027-03-03")],
)  # fmt: skip
def test_a_date_with_the_month_of_a_locale(text: str, locale: str, day: str | None) -> None:
    found = take_in(notes(f"Pilot start: {text}"), locale=locale)
    assert field(found, "commercial.pilot.start").value == day
