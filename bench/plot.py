"""Draw the outcome: `bench/.venv/bin/python bench/plot.py MAP`; reads uitkomst.json there and writes latentie.svg."""

from __future__ import annotations

import json
import statistics
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt

KLEUREN = {"wegwijs": "#0b5c5a", "vloer": "#9aa5ad", "datasette": "#c9822b"}
NAMEN = {"wegwijs": "Wegwijs", "vloer": "floor (one statement, no html)", "datasette": "datasette (four facets)"}


def main(map_: Path) -> None:
    """Draw a panel for each size and database: p95 of each kind of question, on a logarithmic axis."""
    uitkomst = json.loads((map_ / "uitkomst.json").read_text(encoding="utf-8"))
    p95 = {
        (m["database"], m["omvang"], m["systeem"], m["vraag"]): statistics.median(r["p95"] for r in m["ronden"])
        for m in uitkomst["metingen"]
    }
    panelen = sorted({sleutel[:2] for sleutel in p95}, key=lambda paneel: (paneel[1], paneel[0]))
    vragen = list(dict.fromkeys(sleutel[3] for sleutel in p95))
    mpl.rcParams.update({"svg.hashsalt": "wegwijs", "font.size": 9, "svg.fonttype": "none"})
    breed = min(len(panelen), 2)
    hoog = -(-len(panelen) // breed)
    figuur, assen = plt.subplots(
        hoog, breed, figsize=(5.6 * breed, 0.42 * len(vragen) * hoog + 1.4), squeeze=False, sharex=True
    )
    for as_, (database, omvang) in zip(assen.flat, panelen, strict=False):
        for nummer, systeem in enumerate(KLEUREN):
            punten = [
                (plek + (nummer - 1) * 0.26, p95[database, omvang, systeem, vraag])
                for plek, vraag in enumerate(vragen)
                if (database, omvang, systeem, vraag) in p95
            ]
            if punten:
                as_.barh(
                    [plek for plek, _ in punten],
                    [ms for _, ms in punten],
                    0.24,
                    color=KLEUREN[systeem],
                    label=NAMEN[systeem],
                )
        as_.set_title(f"{database}, {omvang:,} offers", loc="left")
        as_.set_xscale("log")
        as_.set_xlim(1, 1.3 * max(p95.values()))
        as_.xaxis.set_major_formatter("{x:g}")
        as_.xaxis.set_tick_params(labelbottom=True)
        as_.set_yticks(range(len(vragen)), vragen)
        as_.invert_yaxis()
        as_.grid(axis="x", which="both", alpha=0.25)
        as_.set_axisbelow(True)
        for rand in ("top", "right"):
            as_.spines[rand].set_visible(False)
        as_.set_xlabel("p95, milliseconds")
    for as_ in list(assen.flat)[len(panelen) :]:
        as_.set_visible(False)
    # One legend for all panels: not every system is in each of them.
    per_naam = {naam: greep for as_ in assen.flat for greep, naam in zip(*as_.get_legend_handles_labels(), strict=True)}
    figuur.legend(per_naam.values(), per_naam.keys(), loc="upper center", ncols=3, frameon=False)
    figuur.tight_layout(rect=(0, 0, 1, 0.97 if hoog > 1 else 0.93))
    figuur.savefig(map_ / "latentie.svg", metadata={"Date": None, "Creator": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
