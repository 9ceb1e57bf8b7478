"""Tells what a failed call means from the error the client raised; none of its words are kept."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from proposalkit.llm.failures import CallFailed
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Request

if TYPE_CHECKING:
    import openai

_CODE = re.compile(r"[a-z][a-z_.]{0,39}")
_LATER = "try again later"
_RIGHT_SERVER = "look whether its address is the right one"


def failure_of(error: Exception, request: Request, settings: LlmSettings) -> CallFailed:
    """Give the failure in our words; the error itself may hold the key, so it is not passed on."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        said = f"gave no whole answer within {settings.call_seconds:g} seconds"
        return CallFailed("transport", said, "raise PROPOSALKIT_LLM_SECONDS, take a quicker model")
    if isinstance(error, openai.APIConnectionError):
        return _unreached(error)
    if isinstance(error, openai.APIStatusError):
        return _refused(error, request, settings)
    return CallFailed("unsound", "answered with something that is no completion", _RIGHT_SERVER)


def _unreached(error: Exception) -> CallFailed:
    from proposalkit.llm.bounded import TooLarge

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, TooLarge):
            said = "sent far more than an answer can be, or sent it packed"
            return CallFailed("unsound", said, _RIGHT_SERVER)
        cause = cause.__cause__
    remedy = "look whether it runs and whether its address is the right one"
    return CallFailed("transport", "cannot be reached", remedy)


def _refused(error: openai.APIStatusError, request: Request, settings: LlmSettings) -> CallFailed:
    status, code = error.status_code, _code(error)
    if status in (401, 403):
        return CallFailed("hopeless", "refused the key", f"set {settings.key_name} to one it knows")
    if status == 404:
        said = f'does not know the model "{settings.model}" or the address'
        return CallFailed("hopeless", said, "correct --llm-model or --llm-url")
    if status == 429 and code == "insufficient_quota":
        said = "says that the account has no quota left"
        return CallFailed("hopeless", said, "see to the account")
    if status == 429:
        wait = _retry_after(error)
        asked = f" and asks for a wait of {wait:g} seconds" if wait else ""
        return CallFailed("transport", f"says that it is asked too often{asked}", _LATER, wait)
    if status >= 500 or status in (408, 409, 425):
        said = f"answered with the error {status}"
        return CallFailed("transport", said, _LATER, _retry_after(error))
    if status < 400:
        return CallFailed("hopeless", "sends its callers to another address", _RIGHT_SERVER)
    return _not_taken(status, code, request)


def _not_taken(status: int, code: str, request: Request) -> CallFailed:
    if code == "content_filter":
        said = "held the request back by its content filter"
        return CallFailed("own", said, "look at the sentences of this section")
    named = f" ({code})" if code else ""
    said = f"did not take the request: error {status}{named}"
    kind = "form" if request.answer == "json_schema" and status in (400, 422, 501) else "own"
    if kind == "form":
        return CallFailed("form", said, "take a model that answers in JSON")
    return CallFailed("own", said, "take another model, or look into the server's log")


def _code(error: openai.APIStatusError) -> str:
    """Give the server's code or the parameter it names, if that is a plain word."""
    for word in (error.code, error.param):
        if isinstance(word, str) and _CODE.fullmatch(word):
            return word
    return ""


def _retry_after(error: openai.APIStatusError) -> float | None:
    """Give the seconds the server asks to wait; a date counts from the server's own clock."""
    headers = error.response.headers
    text = headers.get("retry-after", "")
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,3})?", text):
        return float(text)
    try:
        until, now = parsedate_to_datetime(text), parsedate_to_datetime(headers.get("date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
