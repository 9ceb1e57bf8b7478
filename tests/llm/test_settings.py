"""Settings come from command line, environment and file; a key stays with its own server."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.llm.sections import settings

from proposalkit.errors import InputRefused
from proposalkit.knowledge.inputs import read_yaml_model
from proposalkit.llm.settings import (
    OPENAI_URL,
    Flags,
    LlmFile,
    LlmSettings,
    endpoint_kind,
    settings_from,
)

OWN, COMMON = "own-key-0123456789", "common-key-0123456789"
BOTH = {"PROPOSALKIT_LLM_KEY": OWN, "OPENAI_API_KEY": COMMON}
ELSEWHERE = "https://models.example.org/v1"


def key_of(made: LlmSettings) -> str | None:
    return made.key.get_secret_value() if made.key else None


def test_nothing_said_means_offline() -> None:
    made = settings_from(Flags(), {})
    assert (made.mode, made.url, made.key) == ("offline", OPENAI_URL, None)


def test_the_command_line_outweighs_the_environment_and_that_the_file() -> None:
    file = LlmFile(model="from-file")
    environment = {"PROPOSALKIT_LLM": "openai", "PROPOSALKIT_LLM_MODEL": "from-environment",
                   "PROPOSALKIT_LLM_URL": "http://localhost:1/v1"}  # fmt: skip
    flags = Flags(mode="replay", model="from-flag", url="http://localhost:2/v1/")
    said = settings_from(flags, environment, file)
    assert (said.mode, said.model, said.url) == ("replay", "from-flag", "http://localhost:2/v1")
    said = settings_from(Flags(), environment, file)
    assert (said.mode, said.model, said.url) == (
        "openai", "from-environment", "http://localhost:1/v1",
    )  # fmt: skip
    assert settings_from(Flags(), {}, file).model == "from-file"


@pytest.mark.parametrize(
    ("url", "environment", "key", "name"),
    [
        (None, {"OPENAI_API_KEY": COMMON}, COMMON, "OPENAI_API_KEY"),
        (None, BOTH, OWN, "PROPOSALKIT_LLM_KEY"),
        (None, {}, None, "OPENAI_API_KEY"),
        (OPENAI_URL, {"OPENAI_API_KEY": COMMON}, COMMON, "OPENAI_API_KEY"),
        (None, {"OPENAI_API_KEY": COMMON, "OPENAI_BASE_URL": ELSEWHERE}, COMMON, "OPENAI_API_KEY"),
        (ELSEWHERE, BOTH, OWN, "PROPOSALKIT_LLM_KEY"),
        (ELSEWHERE, {"OPENAI_API_KEY": COMMON}, None, "PROPOSALKIT_LLM_KEY"),
        (None, {"OPENAI_API_KEY": COMMON, "PROPOSALKIT_LLM_URL": ELSEWHERE}, None,
         "PROPOSALKIT_LLM_KEY"),
        ("http://localhost:11434/v1", {"OPENAI_API_KEY": COMMON}, "none", "PROPOSALKIT_LLM_KEY"),
        ("http://[::1]:8000/v1", BOTH, OWN, "PROPOSALKIT_LLM_KEY"),
    ],
)  # fmt: skip
def test_a_key_goes_only_to_the_server_it_is_meant_for(
    url: str | None, environment: dict[str, str], key: str | None, name: str
) -> None:
    made = settings_from(Flags(mode="openai", url=url), environment)
    assert (key_of(made), made.key_name) == (key, name)


def test_every_bad_value_is_named_at_once_and_no_secret_is_repeated() -> None:
    environment = {
        "PROPOSALKIT_LLM": "chatgpt",
        "PROPOSALKIT_LLM_URL": f"https://user:{OWN}@models.example.org/v1",
        "PROPOSALKIT_LLM_KEY": f"{OWN}\n{OWN}",
        "PROPOSALKIT_LLM_SECONDS": "soon",
        "PROPOSALKIT_LLM_TOTAL_SECONDS": "0",
        "PROPOSALKIT_LLM_MAX_TOKENS": "-1",
        "PROPOSALKIT_LLM_ANSWER_TOKENS": "99",
        "PROPOSALKIT_LLM_PARALLEL": "33",
    }
    with pytest.raises(InputRefused) as caught:
        settings_from(Flags(), environment)
    assert [one.where for one in caught.value.findings] == list(environment)
    said = " ".join(one.line() for one in caught.value.findings)
    assert OWN not in said
    assert 'PROPOSALKIT_LLM: "chatgpt" is no drafter. Write offline, openai, replay.' in said
    assert (
        'PROPOSALKIT_LLM_SECONDS: "soon" is out of its range. Write a whole number from 1' in said
    )


@pytest.mark.parametrize(
    "url",
    ["localhost:11434", "ftp://x/v1", "http://", "http://x:0/v1", "http://[::1/v1", "http://x:p/v1",
     "https://x/v1?key=k"],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputRefused) as caught:
        settings_from(Flags(url=url), {})
    (finding,) = caught.value.findings
    assert finding.where == "--llm-url"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        (OPENAI_URL, "openai"),
        ("https://shop.openai.azure.com/", "azure"),
        ("https://shop.services.ai.azure.com/openai/v1", "azure"),
        ("https://api.openai.com.example.org/v1", "compatible"),
        ("https://notopenai.azure.com.example.org", "compatible"),
        ("http://localhost:11434/v1", "compatible"),
    ],
)
def test_the_kind_of_server_is_told_by_its_host(url: str, kind: str) -> None:
    assert endpoint_kind(url) == kind


def test_the_likeliest_words_are_asked_for_where_every_model_allows_it() -> None:
    assert settings("http://localhost:1/v1").temperature == 0.0
    assert settings_from(Flags(), {}).temperature is None
    assert settings_from(Flags(), {}, LlmFile(temperature=0.4)).temperature == 0.4


def test_numbers_of_the_environment_and_the_command_line_are_taken() -> None:
    environment = {"PROPOSALKIT_LLM_SECONDS": "9", "PROPOSALKIT_LLM_MAX_TOKENS": "5000"}
    made = settings_from(Flags(), environment)
    assert (made.call_seconds, made.max_tokens) == (9.0, 5000)
    assert settings_from(Flags(max_tokens=10), environment).max_tokens == 10


def test_the_key_is_not_in_what_is_printed_or_dumped() -> None:
    made = settings_from(Flags(mode="openai"), BOTH)
    for shown in (repr(made), str(made), made.model_dump_json(), str(made.model_dump())):
        assert OWN not in shown


@pytest.mark.parametrize("line", ["key: abc", "url: http://localhost/v1", "api_key: abc"])
def test_the_file_of_a_workspace_holds_no_key_and_no_address(tmp_path: Path, line: str) -> None:
    path = tmp_path / "llm.yaml"
    path.write_text(f"model: small\n{line}\n", "utf-8")
    with pytest.raises(InputRefused) as caught:
        read_yaml_model(path, LlmFile)
    assert ":2:1" in caught.value.findings[0].where


def test_the_file_of_a_workspace_gives_model_temperature_and_prices(tmp_path: Path) -> None:
    path = tmp_path / "llm.yaml"
    path.write_text(
        "model: small\ntemperature: 0.2\n"
        'prices: {currency: USD, input: "0.40", output: "1.60", cached_input: "0.10"}\n',
        "utf-8",
    )
    file = read_yaml_model(path, LlmFile)
    assert file.model == "small"
    assert file.temperature == 0.2
    assert file.prices is not None
    assert str(file.prices.cached_input) == "0.10"
