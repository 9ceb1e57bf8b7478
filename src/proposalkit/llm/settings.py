"""What a drafting run is set to: which drafter, server and model, and how much it may take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr

from proposalkit.errors import InputRefused
from proposalkit.model.base import Model
from proposalkit.model.fields import given
from proposalkit.model.finding import Finding

DrafterName = Literal["offline", "openai", "replay"]
EndpointKind = Literal["openai", "azure", "compatible"]

OPENAI_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "gpt-4.1-mini"
_AZURE_HOSTS = (".openai.azure.com", ".openai.azure.us", ".cognitiveservices.azure.com",
                ".services.ai.azure.com")  # fmt: skip
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_ANY_KEY = "none"  # servers on this machine want some word and look at none
_NAMES: tuple[DrafterName, ...] = ("offline", "openai", "replay")
_NUMBERS: Mapping[str, tuple[str, int, int]] = {
    "call_seconds": ("PROPOSALKIT_LLM_SECONDS", 1, 3600),
    "total_seconds": ("PROPOSALKIT_LLM_TOTAL_SECONDS", 1, 3600),
    "max_tokens": ("PROPOSALKIT_LLM_MAX_TOKENS", 0, 100_000_000),
    "cap": ("PROPOSALKIT_LLM_ANSWER_TOKENS", 100, 32_000),
    "parallel": ("PROPOSALKIT_LLM_PARALLEL", 1, 32),
}


class TokenPrices(Model):
    """What a million tokens cost, as the provider's price list says."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$"), given("ISO 4217 code.")]
    input: Annotated[Decimal, Field(ge=0), given("Price of a million tokens sent.")]
    output: Annotated[Decimal, Field(ge=0), given("Price of a million tokens answered.")]
    cached_input: Annotated[
        Decimal | None, Field(ge=0), given("Price of a million tokens sent that the server knew.")
    ] = None


class LlmFile(Model):
    """The file `llm.yaml` of a workspace: what may be shared; never an address, never a key."""

    model: Annotated[str, Field(min_length=1), given("Model to ask for.")] | None = None
    temperature: Annotated[float, Field(ge=0, le=2), given("0 for the likeliest words.")] | None = (
        None
    )
    prices: Annotated[TokenPrices | None, given("Prices of that model, for the report.")] = None


class Shape(Model):
    """All of the settings that decide the bytes of a request, so that a replay can make them."""

    endpoint: Annotated[EndpointKind, given("Kind of server; its address is not kept.")]
    model: Annotated[str, given("Model asked for.")]
    temperature: Annotated[float | None, given("None: the server's own.")] = None
    cap: Annotated[int, Field(ge=100), given("Most tokens of an answer.")] = 2000


class Flags(Model):
    """What stands on the command line; what is None there comes from environment and file."""

    mode: Annotated[str | None, given("--llm")] = None
    model: Annotated[str | None, given("--llm-model")] = None
    url: Annotated[str | None, given("--llm-url")] = None
    max_tokens: Annotated[int | None, given("--max-tokens")] = None


class LlmSettings(Model):
    """One drafting run; the key is never printed."""

    mode: Annotated[DrafterName, given("Who drafts.")] = "offline"
    url: Annotated[str, given("Base address of the server.")] = OPENAI_URL
    key: Annotated[SecretStr | None, given("Key for that server; None: there is none.")] = None
    key_name: Annotated[str, given("Variable the key is looked for in.")] = "OPENAI_API_KEY"
    model: Annotated[str, given("Model asked for.")] = DEFAULT_MODEL
    temperature: Annotated[float | None, given("None: the server's own.")] = None
    cap: Annotated[int, Field(ge=100, le=32_000), given("Most tokens of one answer.")] = 2000
    call_seconds: Annotated[float, Field(gt=0), given("Longest wait for one section.")] = 60.0
    total_seconds: Annotated[float, Field(gt=0), given("Longest wait for all of them.")] = 180.0
    max_tokens: Annotated[int, Field(ge=0), given("Most tokens of all, sent and answered.")] = (
        100_000
    )
    parallel: Annotated[int, Field(ge=1, le=32), given("Sections asked for at a time.")] = 8
    prices: TokenPrices | None = None
    repeats_faults: Annotated[
        bool, given("Whether a replay also takes texts that never had an answer: a release does.")
    ] = False

    @property
    def endpoint(self) -> EndpointKind:
        """Give the kind of server the address belongs to."""
        return endpoint_kind(self.url)

    @property
    def place(self) -> str:
        """Give host and port of the server, as messages name it."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    @property
    def shape(self) -> Shape:
        """Give what decides the bytes of a request."""
        return Shape(
            endpoint=self.endpoint, model=self.model, temperature=self.temperature, cap=self.cap
        )


def endpoint_kind(url: str) -> EndpointKind:
    """Tell OpenAI and Azure by their hosts; every other server is a compatible one."""
    host = urlsplit(url).hostname or ""
    if host == "api.openai.com":
        return "openai"
    return "azure" if host.endswith(_AZURE_HOSTS) else "compatible"


def settings_from(
    flags: Flags, environment: Mapping[str, str], file: LlmFile | None = None
) -> LlmSettings:
    """Join command line, environment and `llm.yaml`, in this order of weight.

    A key goes only to the server it is meant for: `OPENAI_API_KEY` to OpenAI's own address or that
    of `OPENAI_BASE_URL`, `PROPOSALKIT_LLM_KEY` to any. Raises InputRefused with every bad value.
    """
    file = file or LlmFile()
    found: list[Finding] = []
    mode = _mode(flags, environment, found)
    url = _url(flags, environment, found)
    key_name, key = _key(url, flags, environment, found)
    numbers: dict[str, int] = {}
    for one in _NUMBERS:
        numbers |= _number(one, environment, found)
    if flags.max_tokens is not None:
        numbers["max_tokens"] = flags.max_tokens
    if found:
        raise InputRefused(found)
    model = flags.model or environment.get("PROPOSALKIT_LLM_MODEL") or file.model
    return LlmSettings.model_validate(
        {
            "mode": mode, "url": url, "key": key, "key_name": key_name,
            "model": model or DEFAULT_MODEL, "prices": file.prices,
            "temperature": _temperature(file, endpoint_kind(url)), **numbers,
        }
    )  # fmt: skip


def _temperature(file: LlmFile, kind: EndpointKind) -> float | None:
    """Ask for the likeliest words, except where newer models refuse any temperature."""
    if file.temperature is None and kind == "compatible":
        return 0.0
    return file.temperature


def _mode(flags: Flags, environment: Mapping[str, str], found: list[Finding]) -> DrafterName:
    place = "--llm" if flags.mode else "PROPOSALKIT_LLM"
    said = flags.mode or environment.get("PROPOSALKIT_LLM") or "offline"
    for name in _NAMES:
        if said == name:
            return name
    found.append(_finding(place, f'"{said}" is no drafter.', f"Write {', '.join(_NAMES)}."))
    return "offline"


def _url(flags: Flags, environment: Mapping[str, str], found: list[Finding]) -> str:
    places = {"--llm-url": flags.url} | {
        name: environment.get(name) for name in ("PROPOSALKIT_LLM_URL", "OPENAI_BASE_URL")
    }
    place, url = next(((name, said) for name, said in places.items() if said), ("", OPENAI_URL))
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
        parts = urlsplit("")
    if not sound or parts.username or parts.password or parts.query:
        # not quoted: a password or a key may stand in it
        remedy = "Write it like http://localhost:11434/v1, without a name, a password or a query."
        found.append(_finding(place, "The address is not a plain web address.", remedy))
        return OPENAI_URL
    return url.rstrip("/")


def _key(
    url: str, flags: Flags, environment: Mapping[str, str], found: list[Finding]
) -> tuple[str, SecretStr | None]:
    """Give the variable the key is looked for in, and the key."""
    name = "PROPOSALKIT_LLM_KEY"
    own = flags.url or environment.get("PROPOSALKIT_LLM_URL")
    if not environment.get(name, "").strip() and (endpoint_kind(url) == "openai" or not own):
        name = "OPENAI_API_KEY"
    key = environment.get(name, "").strip()
    if key and (not (key.isascii() and key.isprintable()) or " " in key):
        remedy = "Copy the key again, without blanks and line ends."
        found.append(_finding(name, "The key holds a character that no key has.", remedy))
    if not key and urlsplit(url).hostname in _LOOPBACK:
        key = _ANY_KEY
    return name, SecretStr(key) if key else None


def _number(name: str, environment: Mapping[str, str], found: list[Finding]) -> dict[str, int]:
    """Give one number of the environment under its name here; nothing when it is not set."""
    variable, low, high = _NUMBERS[name]
    text = environment.get(variable, "")
    if not text:
        return {}
    if text.isascii() and text.isdecimal() and low <= int(text[:12]) <= high:
        return {name: int(text)}
    remedy = f"Write a whole number from {low} to {high}, or unset it."
    found.append(_finding(variable, f'"{text}" is out of its range.', remedy))
    return {}


def _finding(where: str, message: str, remedy: str) -> Finding:
    return Finding(id="llm-setting", where=where, message=message, remedy=remedy)
