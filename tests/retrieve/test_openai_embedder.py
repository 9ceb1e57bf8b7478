"""The embedder that asks a server keeps its key, its order and its word; a real server answers."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from tests.conformance.embedder import EmbedderContract
from tests.retrieve.embedding_server import Answer, Server, error, figures, serving, sound

from proposalkit.errors import Unavailable
from proposalkit.retrieve.openai_embedder import OpenAIEmbedder, OpenAISettings, settings_from

KEY = "sk-a-key-that-no-one-may-see"


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers as promised until it is told otherwise."""
    with serving() as made:
        yield made


def embedder_of(server: Server, **changes: object) -> OpenAIEmbedder:
    """Give an embedder that asks the server once and waits not long."""
    settings = OpenAISettings(key=KEY, server=server.address, seconds=5, retries=0)
    return OpenAIEmbedder(replace(settings, **changes))


@pytest.fixture
def embedder(server: Server) -> OpenAIEmbedder:
    """The embedder the suite examines."""
    return embedder_of(server)


class TestOpenAIEmbedder(EmbedderContract):
    """The shared suite over a server."""


def test_the_call_names_model_length_and_plain_figures(
    server: Server, embedder: OpenAIEmbedder
) -> None:
    embedder.embed(["who pays?"])
    assert server.asked == [
        {
            "path": "/v1/embeddings",
            "input": ["who pays?"],
            "model": "text-embedding-3-small",
            "dimensions": 512,
            "encoding_format": "float",
        }
    ]
    assert server.keys == [f"Bearer {KEY}"]


def test_rows_follow_the_texts_though_the_server_answers_backwards(
    embedder: OpenAIEmbedder,
) -> None:
    texts = ["first", "second", "third"]
    expected = np.array([figures(text, 512) for text in texts])
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(embedder.embed(texts), expected, atol=1e-7)


def test_three_hundred_texts_go_out_in_three_calls(
    server: Server, embedder: OpenAIEmbedder
) -> None:
    # 128 + 128 + 44
    rows = embedder.embed([f"text {number}" for number in range(300)])
    assert rows.shape == (300, 512)
    assert [len(call["input"]) for call in server.asked] == [128, 128, 44]


def test_long_texts_are_cut_and_share_fewer_calls(server: Server, embedder: OpenAIEmbedder) -> None:
    # 8,000 bytes of each text are sent: 31 of them fit into 250,000 bytes. The umlaut has 2 bytes.
    embedder.embed(["ü" * 9000] * 40)
    assert [len(call["input"]) for call in server.asked] == [31, 9]
    assert server.asked[0]["input"][0] == "ü" * 4000


def test_a_model_that_cannot_be_shortened_is_not_asked_to(server: Server) -> None:
    server.answer = lambda body: sound(body, 768)
    rows = embedder_of(server, model="nomic/embed-text", dimensions=768).embed(["who pays?"])
    assert rows.shape == (1, 768)
    assert "dimensions" not in server.asked[0]


def rows_of(*rows: object) -> Callable[[dict[str, object]], Answer]:
    """Answer with these rows whatever was asked."""
    return lambda _: (200, json.dumps({"data": rows}).encode())


def row(index: int, *values: float) -> dict[str, object]:
    """Give one row as a server would."""
    return {"index": index, "embedding": list(values)}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (error(401, f"Incorrect key {KEY}"), "refused the key"),
        (error(403), "refused the key"),
        (error(404), 'does not know the model "text-embedding-3-small"'),
        (error(429), "quota or the rate is used up"),
        (error(400, f"bad {KEY}"), "answered with the error 400"),
        (error(500), "answered with the error 500"),
        (lambda _: (200, b"<html>a proxy</html>"), "no list of vectors"),
        (lambda _: (200, b'{"data": "none"}'), "no list of vectors"),
        (rows_of(row(0, float("nan"), 1.0)), "no list of vectors"),
        (rows_of(row(0, 1.0, 0.0)), "1 vectors for 2 texts"),
        (rows_of(row(0, 1.0, 0.0), row(0, 0.0, 1.0)), "numbered wrongly"),
        (rows_of(row(0, 1.0, 0.0), row(2, 0.0, 1.0)), "numbered wrongly"),
        (rows_of(row(0, 1.0, 0.0), row(1, 0.0, 0.0)), "a vector of length nought"),
        (rows_of(row(0, 1.0), row(1, 1.0, 0.0)), "gives 1, 2 figures, not 2"),
    ],
)
def test_what_a_server_cannot_or_should_not_say_is_explained_without_the_key(
    server: Server, answer: Callable[[dict[str, object]], Answer], said: str
) -> None:
    server.answer = answer
    with pytest.raises(Unavailable, match=said) as caught:
        embedder_of(server, dimensions=2).embed(["one", "two"])
    assert caught.value.remedy
    assert KEY not in "".join(traceback.format_exception(caught.value)) + caught.value.remedy


def test_vectors_of_another_length_are_refused_with_the_setting_that_fits(server: Server) -> None:
    server.answer = lambda body: sound(body, 768)
    with pytest.raises(Unavailable, match="gives 768 figures, not 512") as caught:
        embedder_of(server).embed(["who pays?"])
    assert caught.value.remedy == "Set PROPOSALKIT_EMBEDDING_DIMENSIONS=768."


def test_a_slow_server_is_given_up(server: Server) -> None:
    server.delay = 0.6
    with pytest.raises(Unavailable, match=r"no answer within 0\.2 seconds"):
        embedder_of(server, seconds=0.2).embed(["who pays?"])


def test_a_server_that_is_not_there_is_said() -> None:
    with serving() as gone:
        pass
    with pytest.raises(Unavailable, match="cannot be reached"):
        embedder_of(gone).embed(["who pays?"])


def test_a_server_that_stumbles_once_is_asked_again(server: Server) -> None:
    answers = iter((error(500), sound))
    server.answer = lambda body: next(answers)(body)
    assert embedder_of(server, retries=1).embed(["who pays?"]).shape == (1, 512)


def test_the_key_is_never_printed(server: Server) -> None:
    embedder = embedder_of(server)
    shown = f"{embedder!r} {OpenAISettings(key=KEY)!r} {embedder.fingerprint}"
    assert KEY not in shown
    assert "127.0.0.1" not in shown


def test_fingerprints_tell_model_length_and_server_apart_and_name_no_host() -> None:
    public = OpenAISettings(key=KEY)
    assert public.fingerprint == "openai-text-embedding-3-small-512"
    others = [
        replace(public, dimensions=256),
        replace(public, model="a/b"),
        replace(public, server="https://gateway.example/v1"),
        replace(public, server="https://gateway.example:8443/v1"),
    ]
    prints = {one.fingerprint for one in (public, *others)}
    assert len(prints) == 5
    assert not any("gateway" in one for one in prints)
    assert replace(public, server="https://api.openai.com/v1/").fingerprint == public.fingerprint


def test_settings_come_from_the_environment() -> None:
    found = settings_from(
        {
            "PROPOSALKIT_OPENAI_BASE_URL": "http://localhost:8080/v1",
            "PROPOSALKIT_OPENAI_API_KEY": f" {KEY}\n",
            "PROPOSALKIT_EMBEDDING_MODEL": "nomic-embed-text",
            "PROPOSALKIT_EMBEDDING_DIMENSIONS": "768",
        }
    )
    assert found == OpenAISettings(KEY, "http://localhost:8080/v1", "nomic-embed-text", 768)
    plain = settings_from({"OPENAI_API_KEY": KEY})
    assert (plain.model, plain.dimensions) == ("text-embedding-3-small", 512)


def test_another_server_never_gets_the_key_meant_for_openai() -> None:
    own = "http://localhost:8080/v1"
    with pytest.raises(Unavailable, match="no key") as caught:
        settings_from({"PROPOSALKIT_OPENAI_BASE_URL": own, "OPENAI_API_KEY": KEY})
    assert "PROPOSALKIT_OPENAI_API_KEY" in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("OPENAI_API_KEY", "", "no key"),
        ("OPENAI_API_KEY", "sk-clé", "a character that no key has"),
        ("OPENAI_API_KEY", "two words", "a character that no key has"),
        ("OPENAI_BASE_URL", "localhost:8080", "not a plain web address"),
        ("OPENAI_BASE_URL", "http://me:secret@host/v1", "not a plain web address"),
        ("OPENAI_BASE_URL", "http://[broken/v1", "not a plain web address"),
        ("OPENAI_BASE_URL", "http://host:99999/v1", "not a plain web address"),
        ("PROPOSALKIT_EMBEDDING_DIMENSIONS", "many", '"many", which is no length'),
        ("PROPOSALKIT_EMBEDDING_DIMENSIONS", "0", '"0", which is no length'),
        ("PROPOSALKIT_EMBEDDING_DIMENSIONS", "9000", '"9000", which is no length'),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(Unavailable, match=said) as caught:
        settings_from({"OPENAI_API_KEY": KEY, name: value})
    assert caught.value.remedy
    assert "secret" not in caught.value.message + caught.value.remedy
