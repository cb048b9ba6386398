"""Figures as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matching.evaluation.figures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADINGS = {"ndcg@10": "nDCG@10", "mrr": "MRR", "r@100": "R@100"}


def printed(figures: Mapping[str, Any]) -> str:
    """Return the measures of one set beside plain BM25's."""
    of = f"{figures['set']}: " if figures["set"] else ""
    cpu = figures["cpu_ms"]
    lines = [
        f"{of}{figures['listings']:,} listings ({figures['text']}), query: {figures['query']}, "
        f"CPU a query {cpu['p50']:.1f} ms p50, {cpu['p95']:.1f} ms p95",
        f"{'':18}{'n':>5}" + "".join(f"{_HEADINGS[name]:>22}" for name in MEASURES),
    ]
    for subset in ("all", "hard"):
        if subset == "hard" and figures["set"]:
            continue
        row, sure, gains = (figures[subset], figures["intervals"][subset], figures["gains"][subset])
        cells = (f"{row[name]:.3f} [{_span(sure[name])}]" for name in MEASURES)
        lines.append(f"{subset:18}{row['n']:>5}" + "".join(f"{cell:>22}" for cell in cells))
        plain = figures["baseline"][subset]
        cells = (f"{plain[name]:.3f}" + " " * 15 for name in MEASURES)
        lines.append(f"{'  plain BM25':23}" + "".join(f"{cell:>22}" for cell in cells))
        lines.append(f"{'  gain':23}" + "".join(f"{_gain(gains[name]):>22}" for name in MEASURES))
        if "glossary_gains" in figures:
            gains = figures["glossary_gains"][subset]
            cells = (_gain(gains[name]) for name in MEASURES)
            lines.append(
                f"{'  gain by the glossary':23}" + "".join(f"{cell:>22}" for cell in cells)
            )
    return "\n".join(lines)


def printed_sweep(tried: Sequence[Mapping[str, Any]]) -> str:
    """Return what each value of each constant would win over the default, on the hard subset."""
    lines = [f"{'constant':28}" + "".join(f"{_HEADINGS[name]:>22}" for name in MEASURES)]
    for one in tried:
        label = f"{one['constant']}={one['value']}"
        gains = one["gains"]["hard"]
        lines.append(f"{label:28}" + "".join(f"{_gain(gains[name]):>22}" for name in MEASURES))
    return "\n".join(lines)


def _span(interval: Sequence[float]) -> str:
    return ", ".join(f"{bound:.3f}" for bound in interval)


def _gain(gain: Mapping[str, float]) -> str:
    return f"{gain['mean']:+.3f} (p {gain['p']:.4f})"
