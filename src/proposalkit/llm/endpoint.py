"""The one place where langchain-openai is used: one request out, one answer or one failure back."""

from __future__ import annotations

import os
import ssl
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from proposalkit.llm.answers import Answer, Usage
from proposalkit.llm.call_failures import failure_of
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import Request

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import BaseMessage
    from langchain_openai.chat_models.base import BaseChatOpenAI

MOST_BYTES = 4_000_000
"""Largest answer that is read; one of a section has some thousand bytes."""
_AZURE_VERSION = "2024-10-21"
_LONGEST_MARK = 200  # characters kept of a server's name of itself, a reason or a refusal
_SHORTEST_SECRET = 12  # a shorter key is a common word, which a text may hold by chance
_TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
)


class Endpoint:
    """A client of one server; any number of threads may ask at once."""

    def __init__(self, settings: LlmSettings) -> None:
        """Make a client; nothing is sent yet. The settings must hold a key."""
        # Deal data must not go to whoever the environment names for tracing.
        os.environ.update(dict.fromkeys(_TRACING, "false"))
        self._settings = settings
        self._until = threading.local()
        self._http = self._http_client()
        self._model = self._client()

    def close(self) -> None:
        """Give the connections back; nothing may be asked any more."""
        self._http.close()

    def __repr__(self) -> str:
        """Name the model, never the key or the address."""
        return f"Endpoint({self._settings.endpoint!r}, {self._settings.model!r})"

    def ask(self, request: Request, seconds: float) -> Answer:
        """Give the answer to a request; raises CallFailed when there is none in time."""
        import openai
        from langsmith.run_helpers import tracing_context

        self._until.time = time.monotonic() + seconds
        try:
            with tracing_context(enabled=False):
                message = self._model.bind(**_arguments(request, seconds)).invoke(
                    _messages(request)
                )
            return self._clean(_answer_in(message))
        except (openai.LengthFinishReasonError, openai.ContentFilterFinishReasonError) as error:
            whole = error.completion
            return self._clean(_answer_of(whole.to_dict() if whole else {}, error))
        # The client takes whatever a server sends for an answer, and stumbles over it in any way.
        except (openai.OpenAIError, ValueError, LookupError, TypeError, AttributeError,
                RecursionError) as error:  # fmt: skip
            failure = failure_of(error, request, self._settings)
        raise failure  # outside the handler: the error may hold the key and is not passed on

    def _http_client(self) -> httpx2.Client:
        import openai

        # Reading all authorities of the system takes a while; without TLS none is asked.
        secure = self._settings.url.startswith("https:")
        return openai.DefaultHttpxClient(
            follow_redirects=False,
            event_hooks={"response": [self._bound]},
            headers={"Accept-Encoding": "identity"},
            verify=True if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        )

    def _client(self) -> BaseChatOpenAI:
        from langchain_openai import AzureChatOpenAI, ChatOpenAI

        settings = self._settings
        if settings.endpoint == "azure" and "/openai/v1" not in settings.url:
            place = urlsplit(settings.url)
            # what is None here would else come from the environment
            return AzureChatOpenAI(
                azure_endpoint=f"{place.scheme}://{place.netloc}",
                azure_deployment=settings.model, model=settings.model, api_key=settings.key,
                api_version=os.environ.get("OPENAI_API_VERSION") or _AZURE_VERSION,
                max_retries=0, cache=False, http_client=self._http,
                openai_proxy=None, base_url=None, azure_ad_token=None,
            )  # fmt: skip
        return ChatOpenAI(
            base_url=settings.url, api_key=settings.key, model=settings.model, max_retries=0,
            cache=False, http_client=self._http, openai_proxy=None, use_responses_api=False,
        )  # fmt: skip

    def _bound(self, response: httpx2.Response) -> None:
        """Let a response be read only so long and so far."""
        from proposalkit.llm.bounded import BoundedStream

        response.stream = BoundedStream(response, self._until.time, MOST_BYTES)

    def _clean(self, answer: Answer) -> Answer:
        """Take out the key, should the server have echoed it, and what has no bytes in UTF-8."""
        key = self._settings.key.get_secret_value() if self._settings.key else ""

        def clean(text: str) -> str:
            text = text.encode("utf-8", "replace").decode()
            return text.replace(key, "[key]") if len(key) >= _SHORTEST_SECRET else text

        return answer.model_copy(
            update={
                "text": clean(answer.text),
                **{
                    name: clean(getattr(answer, name))[:_LONGEST_MARK]
                    for name in ("finish", "refusal", "model", "fingerprint")
                },
            }
        )


def _messages(request: Request) -> list[BaseMessage]:
    from langchain_core.messages import HumanMessage, SystemMessage

    kinds = {"system": SystemMessage, "user": HumanMessage}
    return [kinds[one.role](content=one.content) for one in request.messages]


def _arguments(request: Request, seconds: float) -> dict[str, object]:
    """Give what is sent beside model and messages; the old name of the limit goes in unchecked."""
    body = request.body()
    sent: dict[str, object] = {
        name: body[name]
        for name in ("response_format", "temperature", "max_completion_tokens")
        if name in body
    }
    if "max_tokens" in body:  # ChatOpenAI would rename it
        sent["extra_body"] = {"max_tokens": body["max_tokens"]}
    return {**sent, "timeout": seconds}


def _answer_in(message: BaseMessage) -> Answer:
    """Read a message of LangChain; a value of another kind than promised counts as not there."""
    told = message.response_metadata
    usage = getattr(message, "usage_metadata", None) or {}
    details = usage.get("input_token_details") or {}
    return Answer(
        text=_text(message.content),
        finish=_text(told.get("finish_reason")),
        refusal=_text(message.additional_kwargs.get("refusal")),
        model=_text(told.get("model_name")),
        fingerprint=_text(told.get("system_fingerprint")),
        usage=Usage(
            sent=_count(usage.get("input_tokens")),
            answered=_count(usage.get("output_tokens")),
            cached=_count(details.get("cache_read")),
        ),
    )


def _answer_of(completion: Mapping[str, object], error: Exception) -> Answer:
    """Read a completion that the client would not give out: cut off, or held back by a filter."""
    choices = completion.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else {}
    message, usage = _mapping(choice, "message"), _mapping(completion, "usage")
    return Answer(
        text=_text(message.get("content")),
        finish="length" if type(error).__name__.startswith("Length") else "content_filter",
        model=_text(completion.get("model")),
        fingerprint=_text(completion.get("system_fingerprint")),
        usage=Usage(
            sent=_count(usage.get("prompt_tokens")),
            answered=_count(usage.get("completion_tokens")),
            cached=_count(_mapping(usage, "prompt_tokens_details").get("cached_tokens")),
        ),
    )


def _mapping(of: object, name: str) -> Mapping[str, object]:
    found = of.get(name) if isinstance(of, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    """Take a count of tokens only if it can be one."""
    sound = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
    return value if sound and isinstance(value, int) else None
