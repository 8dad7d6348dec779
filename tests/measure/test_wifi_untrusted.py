"""Whatever a system answers, a parser gives a link of sound facts and never raises."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.measure.radio.link import WifiLink
from readiness.measure.wifi_linux import parse_iw_link, parse_nmcli
from readiness.measure.wifi_macos import parse_profiler
from readiness.measure.wifi_windows import parse_connection, parse_netsh, parse_quality
from tests.measure.wifi_samples import FOLDER, check_sound, connection, quality

Parser = Callable[[str], WifiLink]
PARSERS: dict[str, Parser] = {
    "netsh": parse_netsh, "profiler": parse_profiler, "iw": parse_iw_link, "nmcli": parse_nmcli,
}  # fmt: skip
SAMPLES = [(file.name.split("_")[0].split(".")[0], file) for file in sorted(FOLDER.iterdir())]

anything = st.text(st.characters(), max_size=300)  # lone halves of characters included
numbers = st.sampled_from(
    ["0", "-0", "9" * 400, "-" + "9" * 30, "1e999", "nan", "٣", "²", "1_0", "100.00001", "%", "∞"]
)


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@given(text=anything)
def test_any_text_is_a_link_or_a_reason(parse: Parser, text: str) -> None:
    check_sound(parse(text))


@pytest.mark.parametrize(("kind", "file"), SAMPLES, ids=lambda value: getattr(value, "name", ""))
@settings(max_examples=60)
@given(data=st.data())
def test_any_change_to_a_real_answer_is_a_link_or_a_reason(
    kind: str, file: object, data: st.DataObject
) -> None:
    text = (FOLDER / getattr(file, "name", "")).read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 40))
        text = text[:start] + data.draw(anything | numbers) + text[start + length :]
    check_sound(PARSERS[kind](text))


@given(data=st.binary(max_size=1200))
def test_any_bytes_are_a_link_or_a_reason(data: bytes) -> None:
    check_sound(parse_quality(data))
    check_sound(parse_connection(data))


@given(data=st.data())
def test_any_change_to_the_bytes_is_a_link_or_a_reason(data: st.DataObject) -> None:
    for whole, parse in (
        (quality((5180, 80, -63), (2437, 20, -70)), parse_quality), (connection(), parse_connection)
    ):  # fmt: skip
        changed = bytearray(whole)
        for _ in range(data.draw(st.integers(1, 8))):
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
        check_sound(parse(bytes(changed[: data.draw(st.integers(0, len(changed)))])))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=8,
)


@given(network=st.dictionaries(
    st.sampled_from([
        "_name", "spairport_network_channel", "spairport_network_phymode",
        "spairport_network_rate", "spairport_security_mode", "spairport_signal_noise",
        "spairport_network_bssid",
    ]),
    json_values | numbers,
), status=json_values)  # fmt: skip
def test_any_type_in_the_profilers_json_is_a_link_or_a_reason(
    network: dict[str, object], status: object
) -> None:
    adapter = {"_name": "en0", "spairport_current_network_information": network}
    for entry in (adapter, adapter | {"spairport_status_information": status}):
        whole = {"SPAirPortDataType": [{"spairport_airport_interfaces": [entry]}]}
        check_sound(parse_profiler(json.dumps(whole)))


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
@pytest.mark.timeout(20)
def test_a_flood_is_read_in_a_moment(parse: Parser) -> None:
    for piece in (
        "a",
        " ",
        ":",
        "\\",
        "\n",
        " : \n",
        "\x00",
        "Connected to x\n",
        "*:\\:",
        "[",
        '{"a":',
    ):
        check_sound(parse(piece * (2_000_000 // len(piece))))
