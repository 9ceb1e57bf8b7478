"""Faults of the file as a whole: catalogue, output intent, form."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from .faults import fault_list

FAULTS, causes = fault_list()


@causes("pdf-not-marked")
def the_file_does_not_say_that_it_is_tagged(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@causes("pdf-suspect-tags")
def the_file_doubts_its_own_tags(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


@causes("pdf-no-language")
def the_language_is_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@causes("pdf-language-invalid")
def the_language_is_a_word_and_no_tag(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = "British English"


@causes("pdf-title-not-displayed")
def the_title_is_not_shown(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


@causes("pdf-catalog-action")
def the_file_acts_when_it_is_closed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=Dictionary(S=Name.JavaScript, JS="1"))


@causes("pdf-catalog-action")
def a_script_runs_when_the_file_is_opened(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@causes("pdf-catalog-action")
def a_jump_on_opening_is_followed_by_a_script(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D="prices", Next=Array([script]))


@causes("pdf-javascript")
def the_file_carries_scripts(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([]))


@causes("pdf-form-xfa")
def the_file_holds_an_xfa_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


@causes("pdf-form-needs-appearances")
def the_form_fields_must_be_drawn_by_the_reader(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), NeedAppearances=True)


@causes("pdf-form-fields")
def the_price_is_a_form_field(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T="price", V="1"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@causes("pdf-alternate-presentations")
def the_file_holds_a_slide_show(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.AlternatePresentations = Dictionary(Names=Array([]))


@causes("pdf-optional-content")
def the_file_has_layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@causes("pdf-needs-rendering")
def the_pages_are_made_on_opening(pdf: pikepdf.Pdf) -> None:
    pdf.Root.NeedsRendering = True


@causes("pdf-no-output-intent")
def the_output_intent_is_missing(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@causes("pdf-no-output-intent")
def the_output_intent_is_for_another_standard(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFX


@causes("pdf-output-profile")
def the_output_intent_has_no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@causes("pdf-output-profile")
def the_profile_is_not_a_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.write(b"not a profile")


@causes("pdf-output-profile")
def the_profile_counts_four_channels_for_rgb(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 4


@causes("pdf-output-intents-differ")
def two_output_intents_use_two_profiles(pdf: pikepdf.Pdf) -> None:
    first = pdf.Root.OutputIntents[0]
    copy = pdf.make_stream(first.DestOutputProfile.read_bytes(), N=3)
    pdf.Root.OutputIntents.append(Dictionary(S=Name.GTS_PDFX, DestOutputProfile=copy))
