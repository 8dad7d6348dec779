"""What is tried: measures in and out, prices, VAT, weights."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.tui.plan_desk import at_the_plan


async def test_a_measure_is_left_out_and_taken_in_by_keys(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("o")
        assert desk.line("title").endswith(" · out: 1")
        assert desk.line("opens") == "Opens 47: 28 unsafe or in use, 9 wanted, 10 extra"
        assert desk.told[1] == "Why not: It was fixed out: it isn't bought whatever it would open."
        await desk.press("i")
        assert desk.line("title").endswith(" · in: 1")
        assert "✓+ Add or replace access points Hofje Theepot € 3,600 1" in desk.rows
        await desk.press("x")
        assert desk.line("title").endswith("(fictional)")
        assert desk.line("opens") == "Opens 48: 29 unsafe or in use, 9 wanted, 10 extra"


async def test_a_price_of_ones_own_and_a_weight_change_the_plan(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("p", *["backspace"] * 12)
        await desk.type("1000-3000")
        assert desk.line("title").endswith(" · prices: 1")
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 2,000* 1"
        assert "Price: € 2,000 (€ 1,000 to € 3,000) once (own price)" in desk.told
        await desk.pilot.press("w", "enter", "backspace")
        await desk.type("0")
        assert desk.line("title").endswith(" · prices: 1 · weights: 1")
        await desk.press("x")
        assert desk.rows[0] == "✓ Add or replace access points Hofje Theepot € 3,600 1"


async def test_looking_at_price_vat_and_weight_makes_none_ones_own(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        before = desk.rows
        await desk.press("p", "enter", "v", "enter", "w", "enter", "enter")
        assert desk.screen.shown is not None
        assert not desk.screen.shown.trial.tried
        assert desk.rows == before


async def test_the_weight_that_is_offered_to_change_is_that_of_the_technology(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.pilot.press("w", "down", "enter")
        await desk.type("2.5")
        await desk.pilot.press("w")
        assert desk.pilot.app.screen.query_one(Input).value == "1"
        await desk.pilot.press("down")
        assert desk.pilot.app.screen.query_one(Input).value == "2.5"
        await desk.press("enter", "enter")
        assert desk.screen.shown is not None
        assert list(map(str, desk.screen.shown.trial.weights.values())) == ["2.5"]


async def test_own_peoples_time_is_told_beside_the_price_and_has_no_vat(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        for _ in range(60):
            if desk.told[0].startswith("Write and practise the outage"):
                break
            await desk.pilot.press("down")
        assert "Price: € 3,590 (€ 2,060 to € 5,120) once (assumption)" in desk.told
        time = (
            "Of which own time: € 2,340 (€ 1,560 to € 3,120): own people outside ICT, at € 65 an "
            "hour (assumption), without VAT"
        )
        assert time in desk.told
        await desk.pilot.press("v", "backspace")
        await desk.type("21")
        assert time in desk.told
        # The price that is offered to change is all of it, without VAT.
        await desk.pilot.press("p")
        assert desk.pilot.app.screen.query_one(Input).value == "2060-5120"
        await desk.pilot.press(*["backspace"] * 12)
        await desk.type("2500")
        assert "Price: € 3,025 once (own price)" in desk.told
        assert not any(one.startswith("Of which own time") for one in desk.told)


async def test_vat_is_set_by_a_key_and_stands_in_every_price(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        assert "without VAT" in desk.line("spent")
        await desk.pilot.press("v", "backspace")
        await desk.type("21")
        assert "with 21 % VAT" in desk.line("spent")
        row = next(one for one in desk.rows if "access points Hofje Theepot" in one)
        assert "€ 4,356" in row
        await desk.pilot.press("v", *["backspace"] * 3, *"250", "enter")
        assert "'250' is no VAT; type a percentage from 0 to 100, such as 21." in "".join(
            desk.lines()
        )
        await desk.pilot.press("escape")
        await desk.press("x")
        assert "without VAT" in desk.line("spent")


async def test_what_high_prices_cannot_pay_is_said_where_it_is_fixed_in(demo: Path) -> None:
    async with at_the_plan(demo) as desk:
        await desk.press("i")
        assert desk.line("state") == "No better plan exists within this budget: that is proven."
        # 3,600 in the middle of 2,400 to 4,800.
        await desk.type("4000")
        assert desk.line("state").endswith(
            "If all prices turn out high, Add or replace access points (Hofje Theepot), which is "
            "bought in any case, can't be paid."
        )
