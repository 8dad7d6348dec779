"""What the fictional locations are like: each strong somewhere and weak somewhere else.

Every figure is made up. A quality of 0 is the weakest answer that a question knows, 1 the
strongest. It is looked up for the question, then for its check, then for its domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.model.catalogue import LocationKind

Qualities = Mapping[str, float]


@dataclass(frozen=True)
class Portrait:
    """One kind of location.

    `wifi` is the quality of the radio in each ward, the last one repeated; under 0.1 there
    is no network. `later` is what had changed at the second visit, repaired or worse.
    `unasked` is the share of questions nobody got round to. `then_in_use` came into use
    between the visits. `closed`: whether the last visit was closed. `remarks` are notes by
    question.
    """

    id: str
    usual: float
    qualities: Qualities
    wifi: tuple[float, ...]
    later: Qualities
    later_wifi: tuple[float, ...]
    in_use: tuple[str, ...] = ("mobile-record",)
    wanted: tuple[str, ...] = ()
    then_in_use: tuple[str, ...] = ()
    kind: LocationKind = "residential"
    floors: int = 2
    wards: tuple[str, ...] = ("Noord", "Zuid")
    rooms_a_ward: int = 14
    unasked: float = 0.0
    unknown: float = 0.02
    extended: bool = False
    closed: bool = True
    remarks: Mapping[str, str] = field(default_factory=dict)


PORTRAITS: tuple[Portrait, ...] = (
    Portrait(
        id="far-wing",
        usual=0.72,
        qualities={"helpdesk": 0.6, "network.zone-reach": 0.5, "network.access-point-age": 0.45},
        wifi=(0.9, 0.85, 0.05),
        later={"helpdesk.pick-up-time": 0.3, "network.zone-reach": 0.75},
        later_wifi=(0.9, 0.85, 0.55),
        in_use=("mobile-record", "medication-record"),
        wanted=("bed-sensor", "video-care"),
        floors=1,
        wards=("Noord", "Midden", "Achterhuis"),
        remarks={"network.zone-reach": "Achter de branddeur van het Achterhuis valt alles weg."},
    ),
    Portrait(
        id="no-night-number",
        usual=0.75,
        qualities={
            "network": 0.9,
            "helpdesk": 0.35,
            "helpdesk.night-number-known": 0.0,
            "helpdesk.hours": 0.3,
        },
        wifi=(0.95,),
        later={"helpdesk.night-number-known": 0.65, "people.onboarding": 0.35},
        later_wifi=(0.93,),
        in_use=("mobile-record", "medicine-dispenser"),
        wanted=("outdoor-tracker", "bed-sensor"),
        remarks={"helpdesk.night-number-known": "Op de nachtpost hing een kaartje uit 2009."},
    ),
    Portrait(
        id="many-apps",
        usual=0.68,
        qualities={"applications": 0.15, "coupling.double-entry": 0.3, "people.skills": 0.5},
        wifi=(0.88, 0.8),
        later={"applications.login": 0.55, "applications.count": 0.3, "helpdesk.backlog": 0.2},
        later_wifi=(0.88, 0.8),
        in_use=("mobile-record",),
        wanted=("speech-reporting", "smart-continence"),
        kind="both",
        remarks={"applications.count": "Voor het bestellen van toetjes is er een aparte app."},
    ),
    Portrait(
        id="few-devices",
        usual=0.7,
        qualities={"devices": 0.2, "devices.per-carer": 0.15, "devices.temp-ready": 0.5},
        wifi=(0.86,),
        later={"devices.per-carer": 0.7, "devices.working-share": 0.75, "steering": 0.55},
        later_wifi=(0.84,),
        in_use=("mobile-record",),
        wanted=("medication-record", "speech-reporting"),
        floors=3,
        wards=("Links", "Rechts"),
        rooms_a_ward=8,
    ),
    Portrait(
        id="lost-alarms",
        usual=0.66,
        qualities={"coupling.alerts": 0.2, "coupling.alarm-test": 0.1, "network.roaming-gap": 0.4},
        wifi=(0.8, 0.6),
        later={"coupling.alarm-test": 0.75, "coupling.alarm-escalation": 0.8, "devices": 0.45},
        later_wifi=(0.85, 0.75),
        in_use=("mobile-record", "nurse-call", "indoor-circles"),
        wanted=("monitoring",),
        remarks={"coupling.alarm-test": "Drie alarmen bleven hangen in de lift."},
    ),
    Portrait(
        id="strong",
        usual=0.95,
        qualities={"applications": 0.85, "steering.concrete-goals": 0.6},
        wifi=(0.97,),
        later={"helpdesk.mark": 0.9, "applications.count": 0.8},
        later_wifi=(0.98,),
        in_use=("mobile-record", "medication-record", "nurse-call", "bed-sensor"),
        wanted=("video-care", "hip-airbag"),
        then_in_use=("video-care",),
        unknown=0.0,
        extended=True,
        remarks={"people.onboarding": "De digicoach bakt een taart voor wie is ingewerkt."},
    ),
    Portrait(
        id="hardly-visited",
        usual=0.6,
        qualities={"helpdesk": 0.7},
        wifi=(0.75,),
        later={"network.line-capacity": 0.4},
        later_wifi=(0.7,),
        wanted=("social-robot",),
        unasked=0.6,
        unknown=0.12,
        closed=False,
    ),
    Portrait(
        id="home-care",
        usual=0.62,
        qualities={"network.mobile-reception": 0.45, "devices.per-carer": 0.9, "people": 0.75},
        wifi=(0.85,),
        later={"steering.owner": 1.0, "helpdesk.first-contact-resolution": 0.35},
        later_wifi=(0.85,),
        in_use=("mobile-record", "medicine-dispenser"),
        wanted=("video-care", "outdoor-tracker", "hip-airbag"),
        kind="home-care",
        wards=("Kantoor",),
    ),
    Portrait(
        id="typed-over",
        usual=0.7,
        qualities={"coupling": 0.15, "coupling.matrix": 0.1, "applications.recording-place": 0.2},
        wifi=(0.9, 0.82),
        later={"coupling.medication-chain": 0.75, "coupling.matrix": 0.4, "people.digicoach": 0.4},
        later_wifi=(0.9, 0.82),
        in_use=("mobile-record",),
        wanted=("nursing-handover", "ai-assistance", "medication-record"),
        remarks={"coupling.double-entry": "Gewichten gaan van een servet naar drie systemen."},
    ),
    Portrait(
        id="nobody-owns-it",
        usual=0.74,
        qualities={"steering": 0.15, "steering.owner": 0.0, "people.critics-involved": 0.25},
        wifi=(0.87,),
        later={"steering.owner": 0.6, "steering.parallel-projects": 0.1, "steering.budget": 0.6},
        later_wifi=(0.86,),
        in_use=("mobile-record", "social-robot"),
        wanted=("smart-glasses", "hip-airbag"),
        kind="both",
        remarks={"steering.parallel-projects": "Aan de muur hingen zes verschillende startdata."},
    ),
    Portrait(
        id="old-network",
        usual=0.78,
        qualities={
            "network": 0.2,
            "network.line-capacity": 0.1,
            "network.access-point-age": 0.05,
            "people": 0.92,
        },
        wifi=(0.5, 0.35, 0.6),
        later={"network.line-capacity": 0.85, "network.line-failover": 0.7, "people.skills": 0.6},
        later_wifi=(0.55, 0.45, 0.6),
        in_use=("mobile-record",),
        wanted=("smart-continence", "video-care"),
        floors=2,
        wards=("Oost", "West", "Tuin"),
        rooms_a_ward=9,
    ),
    Portrait(
        id="without-a-plan-b",
        usual=0.7,
        qualities={"safety": 0.1, "safety.outage-procedure": 0.0, "safety.accounts": 0.3},
        wifi=(0.88, 0.9),
        later={"safety.outage-procedure": 0.65, "safety.offline-overview": 0.75, "network": 0.55},
        later_wifi=(0.88, 0.8),
        in_use=("mobile-record", "nursing-handover"),
        wanted=("medication-record", "ai-assistance"),
        remarks={"safety.outage-procedure": "Bij stroomuitval wordt er gezongen."},
    ),
)  # fmt: skip


def quality(portrait: Portrait, later: bool, question: str, check: str, domain: str) -> float:
    """How good the answer to a question is; what changed later goes before what was."""
    sources = (portrait.later, portrait.qualities) if later else (portrait.qualities,)
    for key in (question, check, domain):
        for known in sources:
            if key in known:
                return known[key]
    return portrait.usual
