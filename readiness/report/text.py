"""The same report as text tables, for the terminal and for screen readers."""

from __future__ import annotations

from readiness.report.lines import bulleted, filled, headed, paired, tabled
from readiness.report.technologies import RequirementView, TechnologyView
from readiness.report.view import LocationView


def write(view: LocationView, width: int = 80) -> str:
    """The report in lines of at most `width` columns."""
    sections = (_title, _technologies, _hard_stops, _needs, _domains, _spots, _questions, _end)
    lines = "\n".join(section(view, width) for section in sections).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _title(view: LocationView, width: int) -> str:
    title, summary, labels = view.title, view.summary, view.labels
    facts = (
        (labels.visited, f"{title.day} ({title.status})"),
        (labels.assessor, title.assessor),
        (labels.visit, title.visit),
        *title.facts,
    )
    figures = [
        (labels.level, f"{summary.level}. {summary.level_means}"),
        (labels.score, f"{summary.score}. {summary.score_means}"),
        (labels.coverage, summary.coverage),
    ]
    if summary.evidence:
        figures.append((labels.evidence, summary.evidence))
    made = [headed(f"{labels.report}: {title.location}", width), paired(facts, width)]
    if title.cautions:
        made += ["", bulleted(title.cautions, width)]
    if title.corrections:
        made += [headed(labels.corrections, width, "-")]
        made += [
            bulleted(
                [
                    f"{c.question} {c.subject}: {c.answer}. {labels.reason}: {c.reason} ({c.taken})"
                    for c in title.corrections
                ],
                width,
            )
        ]
    made += [headed(labels.summary, width), paired(figures, width)]
    for heading, items in ((labels.first, summary.first), (labels.strong, summary.strong)):
        if items:
            made += ["", f"{heading}:", bulleted(items, width)]
    return "\n".join(made)


def _technologies(view: LocationView, width: int) -> str:
    labels = view.labels
    rows = [(t.name, t.use, str(t.mark), t.musts, t.shoulds) for t in view.technologies]
    headers = (labels.technology, labels.use, labels.verdict, labels.musts, labels.shoulds)
    made = [headed(labels.technologies, width), filled(labels.technologies_note, width), ""]
    made.append(tabled(headers, rows, (24, 12, 16, 11, 11), width))
    made += [_technology(view, technology, width) for technology in view.technologies]
    return "\n".join(made)


def _technology(view: LocationView, technology: TechnologyView, width: int) -> str:
    labels = view.labels
    name = f"{technology.mark}: {technology.name} ({technology.use})"
    made = [headed(name, width, "-"), filled(technology.meaning, width)]
    for heading, found, seen, remedy in (
        (labels.missing, technology.failed, labels.seen, labels.remedy),
        (labels.to_find_out, technology.unknown, labels.reason, ""),
        (labels.conditions, technology.conditions, labels.seen, ""),
    ):
        if found:
            told = [_requirement(one, seen, remedy) for one in found]
            made += ["", f"{heading}:", bulleted(told, width)]
    return "\n".join(made)


def _requirement(one: RequirementView, seen: str, remedy: str) -> str:
    told = f"{one.condition} ({one.kind}: {one.prompt})\n{seen}: {one.seen}"
    return f"{told}\n{remedy}: {one.remedy}" if remedy else told


def _hard_stops(view: LocationView, width: int) -> str:
    labels = view.labels
    made = [headed(labels.hard_stops, width)]
    if view.hard_stops.stops:
        rows = [(str(s.mark), s.text, s.seen, s.remedy) for s in view.hard_stops.stops]
        headers = (labels.outcome, labels.hard_stop, labels.seen, labels.remedy)
        made += [tabled(headers, rows, (13, 27, 18, 18), width), ""]
    return "\n".join([*made, filled(view.hard_stops.note, width)])


def _needs(view: LocationView, width: int) -> str:
    labels = view.labels
    made = [headed(labels.needs, width), filled(view.needs.note, width)]
    for group in view.needs.groups:
        made += [headed(group.name, width, "-"), filled(group.meaning, width), ""]
        rows = [
            (
                need.name,
                "\n".join(need.opens) or "–",
                f"{need.cost} ({labels.assumption})",
                f"{need.days}; {need.lead}",
                f"{need.who}; {need.scope}",
            )
            for need in group.needs
        ]
        headers = (labels.measure, labels.opens, labels.cost, labels.effort, labels.who)
        made.append(tabled(headers, rows, (17, 16, 12, 13, 16), width))
        made += ["", filled(f"{labels.together} ({labels.assumption}): {group.total}", width)]
    return "\n".join(made)


def _domains(view: LocationView, width: int) -> str:
    labels = view.labels
    rows = [(d.name, d.score, d.coverage, d.share) for d in view.domains]
    headers = (labels.domain, labels.score, labels.coverage, labels.share)
    table = tabled(headers, rows, (26, 18, 22, 10), width)
    return "\n".join([headed(labels.domains, width), table])


def _spots(view: LocationView, width: int) -> str:
    labels, spots = view.labels, view.spots
    if spots is None:
        return "\n".join([headed(labels.spots, width), labels.spots_none])
    rows = [(f"{r.name} ({r.zone}, {r.floor}/{r.ward})", *r.figures) for r in spots.rows]
    headers = (labels.spot, *spots.columns)
    table = tabled(headers, rows, (20, *(8 for _ in spots.columns)), width)
    told = (*spots.notes, *spots.instruments, *(f"! {warning}" for warning in spots.warnings))
    return "\n".join([headed(labels.spots, width), table, "", bulleted(told, width)])


def _questions(view: LocationView, width: int) -> str:
    labels = view.labels
    made = [headed(labels.questions, width)]
    for domain in view.questions:
        for check in domain.checks:
            made.append(headed(f"{domain.name}: {check.name} – {check.score}", width, "-"))
            rows = []
            for question in check.questions:
                said = [question.seen, question.reason, *question.remarks]
                for one in question.answers:
                    told = f"{one.subject}: {one.value}" if one.subject else one.value
                    said += [told, f"{labels.note}: {one.note}" if one.note else ""]
                said += [*question.instruments, *(f"! {one}" for one in question.warnings)]
                said += [question.evidence, question.taken]
                rows.append(
                    (
                        question.prompt,
                        "\n".join(part for part in said if part),
                        f"{question.mark}\n{question.score}",
                        f"{question.good}\n{labels.source}: {'; '.join(question.sources)}",
                    )
                )
            if rows:
                headers = (labels.question, labels.answer, labels.outcome, labels.good)
                made.append(tabled(headers, rows, (22, 24, 12, 18), width))
            if check.not_asked:
                made += ["", f"{labels.not_asked}:", bulleted(check.not_asked, width)]
    return "\n".join(made)


def _end(view: LocationView, width: int) -> str:
    labels, method = view.labels, view.method
    made = [headed(labels.unknown, width)]
    if view.unknowns:
        rows = [(u.prompt, u.reason, u.who, u.waits or "–") for u in view.unknowns]
        headers = (labels.question, labels.reason, labels.who_can_tell, labels.waits)
        made.append(tabled(headers, rows, (25, 17, 16, 16), width))
    else:
        made.append(labels.unknown_none)
    made += [headed(labels.method, width), bulleted(method.scoring, width), ""]
    made += [paired(method.facts, width), "", filled(method.disclaimer, width)]
    made += [headed(labels.sources, width, "-")]
    sources = [(source.tag, source.title, source.where) for source in method.sources]
    headings = (labels.source, labels.source_title, labels.where)
    return "\n".join([*made, tabled(headings, sources, (6, 42, 28), width)])
