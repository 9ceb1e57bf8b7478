"""The table of commands."""

from __future__ import annotations

import typer

from proposalkit.cli import (
    advice,
    before,
    buyer,
    clause_bank,
    clause_decisions,
    clause_texts,
    commitments,
    exporting,
    fake_llm,
    find,
    indexing,
    intake,
    kits,
    libraries,
    models,
    overlay,
    price_books,
    pricing,
    reading,
    reviewing,
    revisions,
    serving,
    signing,
    start,
)
from proposalkit.cli.frame import new_app

app = new_app()
knowledge = typer.Typer(help="The knowledge library.", no_args_is_help=True)
own_files = typer.Typer(help="Your own files in place of the shipped ones.", no_args_is_help=True)
clauses = typer.Typer(help="The clause library and its approvals.", no_args_is_help=True)
books = typer.Typer(help="The price books.", no_args_is_help=True)
keys = typer.Typer(help="Keys for signatures.", no_args_is_help=True)
embedding = typer.Typer(help="The embedding model of the search.", no_args_is_help=True)

app.command("init", short_help="Make a workspace.")(start.init)
app.command("new", short_help="Ask the mandatory questions, write the brief.")(start.new)
app.command("intake", short_help="Read a buyer's texts into a brief.")(intake.intake)
app.command("doctor", short_help="Examine the machine.")(start.doctor)
app.command("standard-kit", short_help="Answer before there is a deal.")(before.standard_kit)
app.command("generate", short_help="Make the kit of a deal.")(kits.generate)
app.command("issue", short_help="Release a kit for discussion.")(kits.issue)
app.command("sign", short_help="Sign what a buyer gets.")(signing.sign)
app.command("pack", short_help="Zip what a buyer gets.")(kits.pack)
app.command("diff", short_help="What changed between revisions.")(revisions.diff)
app.command("withdraw", short_help="Take an offer back.")(revisions.withdraw)
app.command("supersede", short_help="Put one in another's place.")(revisions.supersede)
app.command("commitments", short_help="What all kits promise.")(commitments.commitments)
app.command("price", short_help="Price a volume, step by step.")(pricing.price)
app.command("recount", short_help="Count a log, work out the invoice.")(pricing.recount)
app.command("recommend", short_help="Advise how to sell a deal.")(advice.recommend)
app.command("search", short_help="Find knowledge.")(find.search)
app.command("review", short_help="What a hard buyer will object to.")(reviewing.review)
app.command("read", short_help="A proposal on one screen.")(buyer.read)
app.command("verify", short_help="Judge a kit or a PDF.")(reading.verify)
app.command("check", short_help="Hold it against your policy.")(buyer.check)
app.command("compare", short_help="Set offers side by side.")(buyer.compare)
app.command("validate", short_help="Check one file.")(reading.validate)
app.command("export", short_help="Write it in other formats.")(exporting.export)
app.command("mcp", short_help="Serve proposals to agents.")(serving.mcp)
app.command("fake-llm", short_help="Play a model endpoint.")(fake_llm.fake_llm)
app.command("index", short_help="Bring the search index up to date.")(indexing.index)
app.command("schema", hidden=True)(libraries.schema)
knowledge.command("check", short_help="Check every file.")(libraries.check_knowledge)
books.command("check", short_help="Check all price books, one, or a deal's.")(price_books.check)
books.command("diff", short_help="What a new one changes.")(price_books.diff)
books.command("release", short_help="Release a price exception.")(price_books.release)
own_files.command("status", short_help="How each own file stands.")(overlay.status)
own_files.command("add", short_help="Copy shipped files to change them.")(overlay.add)
own_files.command("accept", short_help="Record that you compared them.")(overlay.accept)
clauses.command("list", short_help="Every text and where it stands.")(clause_texts.list_)
clauses.command("show", short_help="One text in full.")(clause_texts.show)
clauses.command("diff", short_help="Two texts word by word.")(clause_texts.diff)
clauses.command("where-used", short_help="Kits that hold a clause.")(clause_texts.where_used)
clauses.command("approve", short_help="Record a person's approval.")(clause_decisions.approve)
clauses.command("approval-pack", short_help="Decide in Word.")(clause_decisions.approval_pack)
clauses.command("deviations", short_help="What deals were granted.")(clause_decisions.deviations)
clauses.command("import", short_help="Bring your own clauses in.")(clause_bank.import_)
clauses.command("export", short_help="Write the library out.")(clause_bank.export)
clauses.command("stale", short_help="What is to be read again.")(clause_texts.stale)
keys.command("new", short_help="Make a key pair.")(signing.new_key)
embedding.command("install", short_help="Fetch, check and convert it.")(models.install)
embedding.command("status", short_help="Whether it is there and whole.")(models.status)
app.add_typer(knowledge, name="knowledge")
app.add_typer(clauses, name="clauses")
app.add_typer(books, name="pricebook")
app.add_typer(own_files, name="overlay")
app.add_typer(keys, name="keys")
app.add_typer(embedding, name="models")
