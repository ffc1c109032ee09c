"""Indicators evaluated anew, by numpy, scipy and statsmodels: reads a grid and visits, writes figures.

Nothing of Carnet is read but the definitions of the grid and the facts.
"""

import json
import sys
from fractions import Fraction

import numpy
import statsmodels.api
from scipy import stats

UNTOLD = "untold"
OUTSIDE = "outside"


def value_of(answers, item):
    fact = answers.get(item)
    if fact is None or isinstance(fact, str) and fact in ("not_observed", "not_applicable", "not_relevant"):
        return None
    if fact == "acknowledged":
        return "acknowledged"
    ((kind, value),) = fact.items()
    if kind == "yes_no":
        return "oui" if value else "non"
    return value


def tell(condition, answers):
    ((name, said),) = condition.items()
    if name in ("all", "any"):
        decisive = name == "any"
        told = [tell(part, answers) for part in said]
        if decisive in told:
            return decisive
        return None if None in told else not decisive
    if name == "not":
        told = tell(said, answers)
        return None if told is None else not told
    value = value_of(answers, said["item"])
    if name == "answered":
        return value is not None
    if value is None:
        return None
    if name == "is":
        chosen = value if isinstance(value, list) else [value]
        return any(code in said["any_of"] for code in chosen)
    return value >= said["value"] if name == "at_least" else value <= said["value"]


def holds(condition, codes):
    ((name, said),) = condition.items()
    if name == "all":
        return all(holds(part, codes) for part in said)
    if name == "any":
        return any(holds(part, codes) for part in said)
    if name == "not":
        return not holds(said, codes)
    return any(code in said["any_of"] for code in codes.get(said["track"], []))


def keeps(filter_, visit, place, lessons):
    def listed(name, own):
        return not filter_.get(name) or own in filter_[name]

    levels = {level for lesson in lessons for level in lesson["levels"]}
    disciplines = {lesson["discipline"] for lesson in lessons}
    return (
        listed("degrees", place["degree"])
        and listed("kinds", visit["kind"])
        and listed("education_prioritaire", place["education_prioritaire"])
        and listed("school_years", visit["school_year"])
        and (not filter_.get("levels") or levels & set(filter_["levels"]))
        and (not filter_.get("disciplines") or disciplines & set(filter_["disciplines"]))
    )


def quantity(said, answers):
    ((name, of),) = said.items()
    if name == "sum_of":
        return value_of(answers, of)
    told = tell(of, answers)
    return None if told is None else int(told)


def said(measure, unit, modality):
    """What a unit adds above and below the line."""
    answers, kind = unit["answers"], measure["type"]
    among = measure.get("among")
    if kind == "share_of_time":
        looked_at = [s for s in unit["samples"] if among is None or holds(among, s["codes"])]
        below = sum(s["count"] for s in looked_at)
        above = sum(s["count"] for s in looked_at if holds(measure["holds"], s["codes"]))
        return (above, below) if below else UNTOLD
    if kind == "count":
        number = quantity(measure["quantity"], answers)
        return UNTOLD if number is None else (number, 1)
    if kind == "ratio":
        above, below = quantity(measure["numerator"], answers), quantity(measure["denominator"], answers)
        return UNTOLD if above is None or below is None else (above, below)
    if among is not None:
        is_among = tell(among, answers)
        if is_among is not True:
            return UNTOLD if is_among is None else OUTSIDE
    if kind == "proportion":
        told = tell(measure["holds"], answers)
        return UNTOLD if told is None else (int(told), 1)
    value = value_of(answers, measure["item"])
    if value is None:
        return UNTOLD
    if kind == "mean_level":
        return (value, 1)
    chosen = value if isinstance(value, list) else [value]
    return (int(modality in [str(code) for code in chosen]), 1)


def units_of(visits, unit):
    """Units with their subjects and schools; co-observers of a lesson share its name."""
    leads_to = list(range(len(visits)))

    def end(one):
        while leads_to[one] != one:
            one = leads_to[one]
        return one

    first = {}
    for rank, visit in enumerate(visits):
        for seance in visit["seances"]:
            other = first.setdefault(seance["lesson"], rank)
            one, other = sorted((end(rank), end(other)))
            leads_to[other] = one
    for rank, visit in enumerate(visits):
        if unit == "visit":
            yield {**visit, "visit": rank, "shared": end(rank), "lessons": visit["seances"], "samples": []}
        else:
            for seance in visit["seances"]:
                yield {**seance, "visit": rank, "shared": seance["lesson"], "lessons": [seance],
                       "kind": visit["kind"], "school_year": visit["school_year"],
                       "teachers": visit["teachers"]}


def cells_of(units, partition):
    cells = {}
    for unit in units:
        cells.setdefault(partition(unit), []).append(unit)
    return cells


def interval_of_mean(values, weights, clusters):
    groups = len(set(clusters))
    if groups < 5:
        return None
    fitted = statsmodels.api.WLS(values, numpy.ones(len(values)), weights=weights).fit(
        cov_type="cluster",
        cov_kwds={"groups": numpy.unique(clusters, return_inverse=True)[1], "use_correction": True},
    )
    # statsmodels multiplies by (N - 1) / (N - K) too, which is 1 here.
    return groups, float(fitted.cov_params()[0][0])


def figure(indicator, units, modality, levels):
    measure = indicator["measure"]
    kind = measure["type"]
    told, sets, excluded = [], {}, 0
    for unit in units:
        adds = said(measure, unit, modality)
        if adds != OUTSIDE and not unit["subjects"]:
            adds = UNTOLD
        if adds != OUTSIDE:
            sets.setdefault(unit["shared"], []).append((unit, adds))
    for members in sets.values():
        telling = [(unit, adds) for unit, adds in members if adds != UNTOLD]
        excluded += not telling
        told += [(unit, adds, Fraction(1, len(telling))) for unit, adds in telling]
    seen = len({unit["shared"] for unit, _, _ in told})
    visits = len({unit["visit"] for unit, _, _ in told})
    is_total = kind in ("ratio", "count")
    rows = []
    for unit, (above, below), weight in told:
        for subject in unit["subjects"]:
            part = weight / len(unit["subjects"]) if is_total else weight
            rows.append((subject, unit["place"]["uai"], above * part, below * part, part))
    subjects = sorted({row[0] for row in rows})
    schools = sorted({row[1] for row in rows})
    answer = {"visits": visits, "units": seen, "excluded": excluded, "subjects": len(subjects),
              "schools": len(schools), "value": None, "interval": None}
    if not rows:
        return answer
    clusters = [row[1] if len(schools) > 1 else row[0] for row in rows]
    if kind == "count":
        answer["value"] = float(sum(row[2] for row in rows))
        return answer
    if is_total:
        above, below = (float(sum(row[column] for row in rows)) for column in (2, 3))
        if not below:
            return answer
        per = measure.get("per", 1)
        answer["value"] = per * above / below
        parts = {}
        for row, cluster in zip(rows, clusters):
            parts[cluster] = parts.get(cluster, 0.0) + (float(row[2]) - above / below * float(row[3]))
        groups = len(parts)
        if groups >= 5:
            spread = numpy.array(list(parts.values())) * per / below
            variance = groups / (groups - 1) * float(numpy.sum(spread**2))
            half = stats.t.ppf(0.975, groups - 1) * variance**0.5
            answer["interval"] = [max(answer["value"] - half, 0.0), answer["value"] + half]
        return answer
    below_of = {}
    for row in rows:
        below_of[row[0]] = below_of.get(row[0], 0) + row[3]
    values = numpy.array([float(row[2] / row[3]) for row in rows])
    weights = numpy.array([float(row[3] / below_of[row[0]] / len(subjects)) for row in rows])
    mean = float(numpy.average(values, weights=weights))
    answer["value"] = mean
    found = interval_of_mean(values, weights, clusters)
    if found is None:
        return answer
    groups, variance = found
    quantile = float(stats.t.ppf(0.975, groups - 1))
    if kind == "mean_level":
        half = quantile * variance**0.5
        answer["interval"] = [max(mean - half, min(levels)), min(mean + half, max(levels))]
        return answer
    size = len(subjects)
    if variance > 1e-24:
        size = min(mean * (1 - mean) / variance, size)
    middle = (mean + quantile**2 / (2 * size)) / (1 + quantile**2 / size)
    half = quantile / (1 + quantile**2 / size) * (mean * (1 - mean) / size + quantile**2 / (4 * size**2)) ** 0.5
    answer["interval"] = [max(middle - half, 0.0), min(middle + half, 1.0)]
    return answer


def items(nodes):
    for node in nodes:
        if node["node"] == "item":
            yield node
        else:
            yield from items(node["content"])


def codes_of(grid, item):
    answer = item["answer"]
    if answer["type"] == "level":
        (scale,) = (one for one in grid["scales"] if one["code"] == answer["scale"])
        return [str(level["value"]) for level in scale["levels"]]
    if answer["type"] == "yes_no":
        return ["non", "oui"]
    choices = answer["choices"]
    if isinstance(choices, dict):
        (listed,) = (one for one in grid["choice_lists"] if one["code"] == choices["list"])
        choices = listed["choices"]
    codes = [choice["code"] for choice in choices]
    if answer.get("or_other") and "autre" not in codes:
        codes.append("autre")
    return codes


PARTITIONS = {
    "all": lambda unit: "all",
    "school_year": lambda unit: unit["place"]["uai"] + " " + unit["school_year"],
}


def main():
    given = json.load(sys.stdin)
    grid, visits = given["grid"], given["visits"]
    known = {item["code"]: item for item in items(grid["content"])}
    found = {}
    for indicator in grid["indicators"]:
        units = [u for u in units_of(visits, indicator["unit"])
                 if keeps(indicator.get("filter", {}), u, u["place"], u["lessons"])]
        for unit in units:
            of_school = grid["subject"] == "school"
            unit["subjects"] = [unit["place"]["uai"]] if of_school else sorted(set(unit["teachers"]))
        measure, modalities, levels = indicator["measure"], [None], None
        if measure["type"] == "distribution":
            modalities = codes_of(grid, known[measure["item"]])
        if measure["type"] == "mean_level":
            levels = [int(code) for code in codes_of(grid, known[measure["item"]])]
        for name, partition in PARTITIONS.items():
            for cell, own in cells_of(units, partition).items():
                figures = [figure(indicator, own, modality, levels) for modality in modalities]
                found[f"{indicator['code']} / {name} / {cell}"] = figures
    json.dump(found, sys.stdout)


main()
