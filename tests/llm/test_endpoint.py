"""The real client over a real socket: whatever a server does, there is a kit and never a trace."""

from __future__ import annotations

import gzip
import json
import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from pydantic import SecretStr
from tests.conformance.drafter import DrafterContract
from tests.llm.sections import PROMPTING, SOUND, TASKS, Journal, settings
from tests.llm.stub import Answers, Raw, Stub, completion, endless, error, serving

from proposalkit.llm.asking import Clock
from proposalkit.llm.drafter import EndpointDrafter
from proposalkit.llm.endpoint import MOST_BYTES, Endpoint
from proposalkit.llm.ledger import Ledger
from proposalkit.llm.settings import LlmSettings
from proposalkit.llm.wire import request_for
from proposalkit.model.draft import SectionReply

CANARY = "sk-canary-7f3a9c51d2e84b60"
ONE = TASKS[:1]


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server that answers as promised until it is told otherwise."""
    with serving() as made:
        yield made


def keyed(stub: Stub, **changes: object) -> LlmSettings:
    """Give settings for the server, with a key that must never be seen."""
    quick = {"call_seconds": 2.0, "total_seconds": 8.0, "key": SecretStr(CANARY)}
    return settings(stub.url, **{**quick, **changes})


def drafter_of(stub: Stub, journal: Journal | None = None, **changes: object) -> EndpointDrafter:
    journal = journal or Journal()
    clock = Clock(sleep=lambda _: None)  # the pauses are tested where no time passes
    made = keyed(stub, **changes)
    return EndpointDrafter(made, PROMPTING, Ledger(), journal.record, clock=clock)


def fault(replies: tuple[SectionReply, ...]) -> str:
    (reply,) = replies
    assert reply.blocks == ()
    return reply.fault or ""


@pytest.fixture
def drafter(stub: Stub) -> EndpointDrafter:
    """The drafter the suite examines."""
    return drafter_of(stub)


class TestEndpointDrafter(DrafterContract):
    """The shared suite over a server."""


def test_what_goes_out_is_the_request_the_ledger_s_key_is_made_of(stub: Stub) -> None:
    made = keyed(stub)
    EndpointDrafter(made, PROMPTING, Ledger(), Journal().record).draft(ONE)
    assert stub.bodies == [request_for(ONE[0], PROMPTING, made.shape).body()]
    assert stub.paths == ["/v1/chat/completions"]
    assert stub.headers[0]["authorization"] == f"Bearer {CANARY}"


def test_the_answer_is_read_with_its_usage_model_and_fingerprint(stub: Stub) -> None:
    request = request_for(ONE[0], PROMPTING, keyed(stub).shape)
    with closing(Endpoint(keyed(stub))) as endpoint:
        answer = endpoint.ask(request, 5)
    assert answer.model_dump() == {
        "text": SOUND, "finish": "stop", "refusal": "", "model": "small-1", "fingerprint": "fp",
        "usage": {"sent": 1000, "answered": 100, "cached": 800},
    }  # fmt: skip


def test_eight_sections_are_asked_for_at_the_same_time(stub: Stub) -> None:
    all_there = threading.Barrier(8)

    def answer(_: object) -> Raw:
        all_there.wait(10)  # the server answers nobody before the eighth has asked
        return completion()

    stub.answer = answer
    replies = drafter_of(stub, call_seconds=15.0, total_seconds=30.0).draft(TASKS)
    assert len(replies) == 8
    assert all(one.blocks for one in replies)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (error(401, f"Incorrect API key provided: {CANARY}"), "the key: set PROPOSALKIT_LLM_KEY"),
        (error(403), "refused the key"),
        (error(404, code="model_not_found"), 'does not know the model "small" or the address'),
        (error(429, retry_after="120"), "too often and asks for a wait of 120 seconds: try again"),
        (error(429, code="insufficient_quota"), "has no quota left: see to the account"),
        (error(500, f"at {CANARY}"), "answered with the error 500"),
        (error(503), "answered with the error 503"),
        (error(400, f"bad {CANARY}", code="unsupported_value"), "error 400 (unsupported_value)"),
        (error(413), "did not take the request: error 413"),
        (error(400, code="content_filter"), "held the request back by its content filter"),
        (Raw(b"", 302, {"Location": "http://127.0.0.1:9/"}), "sends its callers to another"),
        (Raw(b"<html>Log in</html>", headers={}), "answered with something that is no completion"),
        (Raw(b"<html>Log in</html>", 502), "answered with the error 502"),
        (Raw(b""), "is no completion"),
        (Raw(b"null"), "is no completion"),
        (Raw(b"[1, 2]"), "is no completion"),
        (Raw(b"{}"), "is no completion"),
        (Raw(b'{"choices": null}'), "is no completion"),
        (Raw(b'{"choices": []}'), "is no completion"),
        (Raw(b'{"choices": [{}]}'), "is no completion"),
        (Raw(b'{"choices": [null]}'), "is no completion"),
        (Raw(b'{"choices": "x"}'), "is no completion"),
        (Raw(b'{"error": "overloaded"}'), "is no completion"),
        (Raw(b"[" * 200_000), "is no completion"),
        (Raw(b"\xff\xfe\x00"), "is no completion"),
        (Raw(gzip.compress(b" " * 10), headers={"Content-Encoding": "gzip"}), "or sent it packed"),
        (Raw(b" " * (MOST_BYTES + 1)), "sent far more than an answer can be"),
        (completion(None, finish_reason="content_filter"), "content filter withheld it"),
        (completion(None, refusal="I can't help with that."), "the model declined to write it"),
        (completion(None), "it was empty"),
        (completion(5), "is no completion"),
        (completion(SOUND[:50], finish_reason="length"), "cut off at its limit of tokens"),
        (completion("Sure! A section:"), "it is no JSON"),
        (completion(SOUND[:50]), "it is no JSON"),
        (completion(SOUND, model=5, system_fingerprint=[], usage="x"), ""),
        (completion(SOUND, usage={"prompt_tokens": -5, "completion_tokens": 10**30}), ""),
        (completion(SOUND, usage=None, finish_reason=None), ""),
    ],
)  # fmt: skip
def test_whatever_a_server_sends_a_section_has_blocks_or_one_plain_sentence(
    stub: Stub, answer: Raw, said: str
) -> None:
    stub.answer = lambda _: answer
    (reply,) = drafter_of(stub).draft(ONE)
    if not said:
        assert reply.blocks or "no completion" in (reply.fault or "")
        return
    assert reply.fault is not None
    assert said in reply.fault
    assert reply.fault.endswith("or draft with --llm offline.")
    assert reply.fault.count("\n") == 0
    assert CANARY not in reply.fault


def test_a_server_that_cannot_be_reached_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = settings(f"http://127.0.0.1:{port}/v1")
    clock = Clock(sleep=lambda _: None)
    drafter = EndpointDrafter(made, PROMPTING, Ledger(), Journal().record, clock=clock)
    said = fault(drafter.draft(ONE))
    assert said == (
        f"The model's server at 127.0.0.1:{port} cannot be reached: look whether it runs and "
        "whether its address is the right one, or draft with --llm offline."
    )


def test_a_long_wait_asked_for_by_the_server_is_not_slept(stub: Stub) -> None:
    stub.answer = lambda _: error(429, retry_after="120")
    started = time.perf_counter()
    said = fault(drafter_of(stub).draft(ONE))
    assert "is asked too often and asks for a wait of 120 seconds: try again later" in said
    assert time.perf_counter() - started < 2
    assert len(stub.bodies) == 1


@pytest.mark.parametrize("headers", [
    {"retry_after": "1.5"},
    {"retry_after": "Sat, 21 Nov 2026 10:00:01 GMT", "date": "Sat, 21 Nov 2026 10:00:00 GMT"},
    {"retry_after": "soon"},
])  # fmt: skip
def test_a_short_wait_asked_for_by_the_server_is_slept(stub: Stub, headers: dict[str, str]) -> None:
    stub.answer = lambda _: error(429, **headers) if len(stub.bodies) < 2 else completion()
    slept: list[float] = []
    drafter = EndpointDrafter(
        keyed(stub), PROMPTING, Ledger(), Journal().record, clock=Clock(sleep=slept.append)
    )
    assert drafter.draft(ONE)[0].blocks
    # what cannot be read leaves our own pause of half a second
    wanted = {"1.5": 1.5, "soon": 0.5}
    assert slept == [wanted.get(headers["retry_after"], 1.0)]


@pytest.mark.parametrize("answer", [
    endless(b'{"id": "'), endless(b'{"id": "', pause=0.05),
], ids=["a flood", "a drip"])  # fmt: skip
def test_an_answer_without_end_is_cut_off(stub: Stub, answer: Raw) -> None:
    stub.answer = lambda _: answer
    started = time.perf_counter()
    assert drafter_of(stub, call_seconds=0.6).draft(ONE)[0].fault
    assert time.perf_counter() - started < 3


def test_a_server_that_says_nothing_is_given_up(stub: Stub) -> None:
    stub.delay = 30
    started = time.perf_counter()
    said = fault(drafter_of(stub, call_seconds=0.3).draft(ONE))
    assert "gave no whole answer within 0.3 seconds" in said
    assert time.perf_counter() - started < 3


def test_a_server_that_never_answers_does_not_keep_the_drafting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        made = settings(url, call_seconds=0.4, total_seconds=0.8)
        drafter = EndpointDrafter(made, PROMPTING, Ledger(), Journal().record)
        started = time.perf_counter()
        # the connection is taken by the system, and nobody ever answers on it
        assert drafter.draft(ONE)[0].fault
        assert time.perf_counter() - started < 3


def test_the_time_for_all_sections_ends_a_call_too(stub: Stub) -> None:
    stub.delay = 30
    said = fault(drafter_of(stub, call_seconds=5.0, total_seconds=0.3).draft(ONE))
    assert "The 0.3 seconds for asking the model's server at 127.0.0.1:" in said


def leaking(body: dict[str, object]) -> Raw:
    return completion(f"{SOUND} {CANARY}", model=CANARY, system_fingerprint=CANARY, refusal=None)


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: completion(),
        leaking,
        lambda _: completion(None, refusal=f"Your key is {CANARY}"),
        lambda _: error(401, f"Incorrect API key provided: {CANARY}", code=CANARY),
        lambda _: error(400, CANARY, code=CANARY),
        lambda _: error(500, CANARY),
        lambda _: Raw(f"<html>{CANARY}</html>".encode()),
    ],
)
def test_the_key_is_in_no_message_no_log_no_journal_and_no_repr(
    stub: Stub,
    answer: Answers,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    stub.answer = answer
    journal = Journal()
    drafter = drafter_of(stub, journal)
    replies = drafter.draft(ONE)
    made = keyed(stub)
    printed = "".join(capfd.readouterr())
    everything = (
        *journal.lines(), *(str(one) for one in replies), *drafter.report.lines(), printed,
        *(f"{record.getMessage()} {record.__dict__}" for record in caplog.records),
        repr(made), str(made), made.model_dump_json(), repr(Endpoint(made)), repr(drafter),
    )  # fmt: skip
    assert stub.headers[0]["authorization"] == f"Bearer {CANARY}"  # it was in use
    assert [one for one in everything if CANARY in one] == []


def test_no_deal_goes_to_whoever_the_environment_names_for_tracing_or_as_gateway(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langsmith import utils

    with serving() as other:
        for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "OPENAI_API_BASE", "OPENAI_BASE_URL", "OPENAI_PROXY",
                     "LANGSMITH_GATEWAY_URL"):  # fmt: skip
            monkeypatch.setenv(name, other.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-key")
        utils.get_env_var.cache_clear()
        assert utils.tracing_is_enabled()  # and it remembers so, whatever is set afterwards
        assert drafter_of(stub).draft(ONE)[0].blocks
        time.sleep(0.2)
        assert (other.bodies, other.paths) == ([], [])
    utils.get_env_var.cache_clear()
    assert os.environ["LANGSMITH_TRACING"] == "false"


@pytest.mark.parametrize(
    ("url", "name", "kind"),
    [
        ("https://api.openai.com/v1", "ChatOpenAI", "openai"),
        ("https://shop.openai.azure.com", "AzureChatOpenAI", "azure"),
        ("https://shop.openai.azure.com/openai/v1", "ChatOpenAI", "azure"),
        ("http://gpu.example.org:8000/v1", "ChatOpenAI", "compatible"),
    ],
)
def test_the_client_fits_the_kind_of_server(url: str, name: str, kind: str) -> None:
    made = settings(url, key=SecretStr(CANARY), model="my-deployment")
    endpoint = Endpoint(made)
    assert type(endpoint._model).__name__ == name
    assert made.endpoint == kind
    assert CANARY not in repr(endpoint._model)
    assert str(endpoint._model.root_client.base_url).startswith(url)


def test_azure_is_asked_at_the_place_of_the_deployment_with_the_same_body(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import httpx2

    for name in ("OPENAI_API_BASE", "AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_AD_TOKEN"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/elsewhere")
    made = settings("https://shop.openai.azure.com", key=SecretStr(CANARY), model="my-deployment")
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, content=completion().body)

    made_client = Endpoint._http_client

    def client(endpoint: Endpoint) -> httpx2.Client:
        http = made_client(endpoint)
        http._transport = httpx2.MockTransport(answer)
        http._mounts = {}
        return http

    monkeypatch.setattr(Endpoint, "_http_client", client)
    request = request_for(ONE[0], PROMPTING, made.shape)
    with closing(Endpoint(made)) as endpoint:
        assert endpoint.ask(request, 5).text == SOUND
    (sent,) = asked
    place = "https://shop.openai.azure.com/openai/deployments/my-deployment/chat/completions"
    assert str(sent.url) == f"{place}?api-version=2024-10-21"
    assert sent.headers["api-key"] == CANARY
    assert sent.headers["accept-encoding"] == "identity"
    assert json.loads(sent.content) == request.body()
    assert "max_completion_tokens" in request.body()


def test_importing_the_drafters_loads_no_client() -> None:
    import subprocess
    import sys

    code = (
        "import sys, json; import proposalkit.llm.drafter, proposalkit.llm.endpoint;"
        "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"openai", "langchain_openai", "httpx2", "langsmith"} & set(json.loads(done.stdout))
