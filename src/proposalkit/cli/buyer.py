"""What a buyer does with proposals, without the seller's workspace: read, compare, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from proposalkit.cli.given import today_or
from proposalkit.errors import ExitCode

Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Html = Annotated[Path | None, typer.Option("--html", help="Write a report to this HTML file.")]
Xlsx = Annotated[Path | None, typer.Option("--xlsx", help="Write the tables to this workbook.")]
On = Annotated[
    str | None, typer.Option("--on", help="Day to look at, YYYY-MM-DD [default: today].")
]
ONE_PROPOSAL = "A kit, a buyer folder, its zip, a PDF or a proposal.json."


def read(
    file: Annotated[Path, typer.Argument(help=ONE_PROPOSAL)],
    clauses: Annotated[
        bool, typer.Option("--clauses", help="Show every fact of every clause.")
    ] = False,
    on: On = None,
    json: Json = False,
) -> None:
    """Show what a proposal says on one screen: parties, price, unit, terms, clauses, gaps."""
    day = today_or(on, "--on")
    from proposalkit.workflows.read import read_proposal

    proposal = read_proposal(file)
    from proposalkit.compare.summary import summarise

    summary = summarise(proposal, day)
    if json:
        from proposalkit.cli.show import print_json

        print_json(summary.model_dump(mode="json", exclude_none=True))
        return
    from proposalkit.cli.read_screen import summary_lines

    for line in summary_lines(summary, every_fact=clauses):
        print(line)


def compare(
    offers: Annotated[
        list[str] | None,
        typer.Argument(help=f"Proposals. {ONE_PROPOSAL}", show_default=False),
    ] = None,
    volume: Annotated[
        list[str] | None,
        typer.Option(
            "--volume",
            help="Units a month: N, or low=N expected=N high=N [default: as A expects].",
        ),
    ] = None,
    exchange: Annotated[
        list[str] | None,
        typer.Option("--exchange", help='Dated rate, such as "USD=0.92 on 2026-11-20".'),
    ] = None,
    offer: Annotated[
        list[Path] | None,
        typer.Option("--offer", help="CSV with offers typed by hand; marked unverified."),
    ] = None,
    weights: Annotated[
        Path | None, typer.Option("--weights", help="YAML with your weights; else no score.")
    ] = None,
    same_unit: Annotated[
        bool,
        typer.Option("--same-unit", help="Take all units as the same; the report says you did."),
    ] = False,
    months: Annotated[
        int | None,
        typer.Option(
            "--months", min=1, max=120,
            help="Count the first N months of each [default: the term they share].",
        ),
    ] = None,
    key: Annotated[
        list[Path] | None,
        typer.Option("--key", metavar="FILE", help="Public key (JWK); each must be signed by one."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also print what is the same in all offers.")
    ] = False,
    on: On = None,
    html: Html = None,
    xlsx: Xlsx = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Compare offers: totals, break-even volumes, outcome definitions, commitments."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.compare_offers import CompareRequest, compare_paths

    day = today_or(on, "--on")
    paths, volumes = split_volumes(offers or [])
    request = CompareRequest(
        proposals=tuple(Path(one) for one in paths),
        volumes=(*(volume or ()), *volumes),
        exchange=tuple(exchange or ()),
        typed=tuple(offer or ()),
        weights=weights,
        same_unit=same_unit,
        months=months,
        keys=tuple(key or ()),
    )
    with progress(f"Comparing {len(paths)} proposals"):
        found = compare_paths(request, day)
    if html is not None or xlsx is not None:
        from proposalkit.workflows.buyer_reports import write_comparison

        write_comparison(found, html, xlsx)
    if json:
        print_json(found.model_dump(mode="json", exclude_none=True))
        return
    from proposalkit.cli.compare_tables import print_comparison

    print_comparison(found, everything=everything)
    for path in (html, xlsx):
        if path is not None:
            print(path)


def check(
    policy: Annotated[
        str,
        typer.Option(
            "--policy",
            help="Your policy (YAML), or eu-bank, us-health-system or public-body.",
        ),
    ],
    kit: Annotated[Path | None, typer.Argument(help=ONE_PROPOSAL, show_default=False)] = None,
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="FILE", help="Public key (JWK) it must be signed with."),
    ] = None,
    copy: Annotated[
        Path | None, typer.Option("--copy", help="Write the policy to this file to change it.")
    ] = None,
    on: On = None,
    html: Html = None,
    xlsx: Xlsx = None,
    json: Json = False,
) -> None:
    """Hold a proposal against a policy: met, deviates or not stated, with page and quote."""
    from proposalkit.cli.show import print_json, progress
    from proposalkit.workflows.policy_check import (
        check_against,
        copy_policy,
        find_policy,
        read_policy,
    )

    day = today_or(on, "--on")
    if copy is not None:
        copy_policy(find_policy(policy), copy)
        print(copy)
    if kit is None:
        if copy is None:
            raise typer.BadParameter("Name a proposal, or --copy FILE.", param_hint="'KIT'")
        return
    rules = read_policy(find_policy(policy))
    with progress(f"Checking {kit.name}"):
        report = check_against(kit, rules, day, key)
    if html is not None or xlsx is not None:
        from proposalkit.workflows.buyer_reports import write_policy_report

        write_policy_report(report, html, xlsx)
    if json:
        print_json(report.model_dump(mode="json", exclude_none=True))
    else:
        from proposalkit.cli.policy_table import print_policy_report

        print_policy_report(report)
        for path in (html, xlsx):
            if path is not None:
                print(path)
    code = ExitCode.INDETERMINATE if report.not_stated else ExitCode.DONE
    raise typer.Exit(int(ExitCode.REFUSED if report.deviates else code))


def split_volumes(words: list[str]) -> tuple[list[str], list[str]]:
    """Tell proposals from volumes such as `high=20000` that follow `--volume` without it."""
    volumes = [one for one in words if _is_volume(one) and not Path(one).exists()]
    return [one for one in words if one not in volumes], volumes


def _is_volume(word: str) -> bool:
    return word.startswith(("low=", "expected=", "high=")) or word.isdecimal()
