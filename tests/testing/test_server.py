"""The fake model speaks the wire that the real client speaks."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import httpx2
import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam
from tests.testing.sample import line

from proposalkit.testing import FAULTS, FakeModel, policy_of

MESSAGES: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "Rules of the house."},
    {"role": "user", "content": f"sector: support\nTASK\n{line()}"},
]


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel(policy_of("honest")) as server:
        yield server


def _client(fake: FakeModel, key: str = "k", retries: int = 0) -> openai.OpenAI:
    return openai.OpenAI(base_url=fake.url, api_key=key, max_retries=retries, timeout=0.4)


def test_a_chat_completion_has_all_that_the_client_reads(fake: FakeModel) -> None:
    with _client(fake) as client:
        got = client.chat.completions.create(
            model="m",
            messages=MESSAGES,
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "Section", "strict": True, "schema": {"type": "object"}},
            },
        )
    assert json.loads(got.choices[0].message.content or "")["blocks"]
    assert got.choices[0].finish_reason == "stop"
    assert got.id.startswith("chatcmpl-")
    assert got.model == "m"
    assert got.system_fingerprint
    # four characters a token, rounded up: the two contents and the line break between them
    characters = sum(len(str(one["content"])) for one in MESSAGES) + 1
    assert got.usage is not None
    assert got.usage.prompt_tokens == -(-characters // 4)
    assert got.usage.total_tokens == got.usage.prompt_tokens + got.usage.completion_tokens
    assert [one.asked.schema_name for one in fake.exchanges] == ["Section"]


def test_each_request_is_recorded_with_what_the_model_read(fake: FakeModel) -> None:
    with _client(fake) as client:
        client.chat.completions.create(model="m", messages=MESSAGES)
    (exchange,) = fake.exchanges
    assert exchange.asked.task is not None
    assert exchange.asked.task.section == "solution"
    assert fake.prompts() == ("Rules of the house.\n" + str(MESSAGES[1]["content"]),)
    fake.forget()
    assert fake.prompts() == ()


def test_a_prompt_that_begins_like_an_earlier_one_is_counted_as_cached(fake: FakeModel) -> None:
    # 6,000 characters are 1,500 tokens; in steps of 128 from 1,024 on that is 1,408
    first = "r" * 6_000
    with _client(fake) as client:
        spared = [
            client.chat.completions.create(
                model="m", messages=[{"role": "system", "content": first + end}]
            )
            for end in ("a", "b")
        ]
    cached = [one.usage.prompt_tokens_details for one in spared if one.usage]
    assert [one.cached_tokens for one in cached if one] == [0, 1408]


def test_an_answer_is_cut_at_the_clients_own_limit(fake: FakeModel) -> None:
    with _client(fake) as client:
        got = client.chat.completions.create(model="m", messages=MESSAGES, max_tokens=3)
    assert got.choices[0].finish_reason == "length"
    assert len(got.choices[0].message.content or "") == 12


def test_a_stream_gives_the_same_text_and_the_usage_when_asked(fake: FakeModel) -> None:
    with _client(fake) as client:
        whole = client.chat.completions.create(model="m", messages=MESSAGES)
        parts = list(
            client.chat.completions.create(
                model="m", messages=MESSAGES, stream=True, stream_options={"include_usage": True}
            )
        )
    text = "".join(one.choices[0].delta.content or "" for one in parts if one.choices)
    # the stream's own keys are part of the request, and so of the seed: only the sources agree
    assert set(json.loads(text)) == set(json.loads(whole.choices[0].message.content or ""))
    assert parts[-1].usage is not None
    assert [one.choices[0].finish_reason for one in parts if one.choices][-1] == "stop"


def test_the_models_are_listed_and_other_paths_are_not_there(fake: FakeModel) -> None:
    with _client(fake) as client:
        assert [one.id for one in client.models.list()] == ["proposalkit-fake"]
        with pytest.raises(openai.NotFoundError):
            client.moderations.create(input="x")


def test_embeddings_come_as_numbers_and_as_base64(fake: FakeModel) -> None:
    with _client(fake) as client:
        floats = client.embeddings.create(model="e", input=["a", "b"], encoding_format="float")
        packed = client.embeddings.create(model="e", input="b")  # the client asks for base64
        short = client.embeddings.create(model="e", input=[[1, 2]], dimensions=8)
    assert len(floats.data) == 2
    assert packed.data[0].embedding == pytest.approx(floats.data[1].embedding, abs=1e-6)
    assert floats.data[0].embedding != floats.data[1].embedding
    assert len(short.data[0].embedding) == 8


def test_a_wrong_key_is_refused_when_one_is_set() -> None:
    with FakeModel(policy_of("honest"), key="right") as fake:
        with _client(fake, "wrong") as client, pytest.raises(openai.AuthenticationError):
            client.chat.completions.create(model="m", messages=MESSAGES)
        with _client(fake, "right") as client:
            client.chat.completions.create(model="m", messages=MESSAGES)
        assert (fake.refused, len(fake.exchanges)) == (1, 1)


def test_the_same_request_gets_the_same_answer(fake: FakeModel) -> None:
    with _client(fake) as client:
        texts = {
            client.chat.completions.create(model="m", messages=MESSAGES).choices[0].message.content
            for _ in range(3)
        }
    assert len(texts) == 1


def test_another_answer_comes_each_time_from_the_changing_one() -> None:
    with FakeModel(policy_of("broken", faults=("changing",))) as fake, _client(fake) as client:
        texts = {
            client.chat.completions.create(model="m", messages=MESSAGES).choices[0].message.content
            for _ in range(4)
        }
    assert len(texts) > 1


STATUS = {
    "rate-limited": openai.RateLimitError,
    "rate-limited-long": openai.RateLimitError,
    "server-error": openai.InternalServerError,
    "overloaded": openai.InternalServerError,
    "bad-request": openai.BadRequestError,
    "no-such-model": openai.NotFoundError,
    "silent": openai.APITimeoutError,
    "closed": openai.APIConnectionError,
    "cut": (openai.APIConnectionError, httpx2.RemoteProtocolError),
}
"""What the client raises; from its own pages, not from what the server means."""


@pytest.mark.parametrize("fault", STATUS)
def test_a_fault_of_the_line_is_what_the_client_takes_it_for(fault: str) -> None:
    with FakeModel(policy_of("broken", faults=(fault,))) as fake, _client(fake) as client:
        with pytest.raises(STATUS[fault]):
            client.chat.completions.create(model="m", messages=MESSAGES)
        assert len(fake.exchanges) == 1


def test_a_page_with_status_200_is_handed_on_by_the_client_as_it_came() -> None:
    with FakeModel(policy_of("broken", faults=("html",))) as fake, _client(fake) as client:
        got: object = client.chat.completions.create(model="m", messages=MESSAGES)
    assert str(got).startswith("<!doctype html>")


def test_a_long_wait_is_named_in_retry_after() -> None:
    with FakeModel(policy_of("broken", faults=("rate-limited-long",))) as fake:
        with _client(fake) as client, pytest.raises(openai.RateLimitError) as raised:
            client.chat.completions.create(model="m", messages=MESSAGES)
        assert raised.value.response.headers["retry-after"] == "120"


ANSWERED = {
    "truncated": "length",
    "invalid-json": "stop",
    "empty": "stop",
    "extra-key": "stop",
    "ignored-schema": "stop",
    "other-schema": "stop",
    "wrong-kinds": "stop",
    "refusal": "stop",
    "content-filter": "content_filter",
    "flood": "stop",
    "changing": "stop",
}


@pytest.mark.parametrize("fault", ANSWERED)
def test_a_faulty_answer_says_how_it_ended(fault: str) -> None:
    with FakeModel(policy_of("broken", faults=(fault,))) as fake, _client(fake) as client:
        got = client.chat.completions.create(model="m", messages=MESSAGES)
    assert got.choices[0].finish_reason == ANSWERED[fault]


def test_every_fault_is_tried_here() -> None:
    assert set(FAULTS) == {*STATUS, *ANSWERED, "html", "endless", "no-choices"}


def test_an_endless_answer_outlives_the_clients_own_timeout_but_not_the_server() -> None:
    began = time.monotonic()
    with FakeModel(policy_of("broken", faults=("endless",))) as fake:
        address = f"{fake.url}/chat/completions"
        with httpx2.stream("POST", address, json={}, timeout=0.4) as got:
            for _ in got.iter_raw():
                if time.monotonic() - began > 0.6:  # longer than the timeout of one read
                    break
    assert time.monotonic() - began > 0.6


def test_a_body_that_is_not_json_is_refused(fake: FakeModel) -> None:
    with httpx2.Client() as client:
        got = client.post(f"{fake.url}/chat/completions", content=b"not json")
    assert got.status_code == 400
    assert got.json()["error"]["message"] == "The body is not a JSON object."


def test_an_answer_takes_its_time_for_the_call_and_for_each_token() -> None:
    with FakeModel(policy_of("honest"), delay=0.1, delay_a_token=0.001) as fake:
        began = time.monotonic()
        with httpx2.Client() as client:
            client.post(f"{fake.url}/chat/completions", json={"messages": []})
        assert time.monotonic() - began >= 0.1
