"""The command spc on every series of tests/data/spc: the same as NHSRplotthedots, from file to JSON.

usage: spc_test.py PROGRAM DATA
"""

import csv
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = DATA = None

CAUSES = {
    "Common Cause": "common",
    "Above UCL": "above_upper",
    "Below LCL": "below_lower",
    "7 Point Trend (Increasing)": "trend_up",
    "7 Point Trend (Decreasing)": "trend_down",
    "2 in 3 Above CL": "two_of_three_above",
    "2 in 3 Below CL": "two_of_three_below",
    "7 Points Above CL": "shift_above",
    "7 Points Below CL": "shift_below",
}
ASSURANCES = {"consistent_pass": "consistently_passes", "consistent_fail": "consistently_fails", "inconsistent": "hit_and_miss", "NA": None}


def rows_of(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def arguments_for(options):
    arguments = []
    if "fix_after_n_points=12" in options:
        arguments += ["--fix-after", "12"]
    if "screen_outliers=FALSE" in options:
        arguments += ["--no-screen"]
    return arguments


def direction_of(options):
    return options.split("improvement=")[1].split(";")[0].split(" ")[0]


def charted(points, options):
    """The program's answer for one series, given with its rows the wrong way round."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "series.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["series", "x", "y", "target", "direction", "rebase"])
            group = points[0]["rebase_group"]
            rows = []
            for point in points:
                rebase = int(point["rebase_group"] != group)
                group = point["rebase_group"]
                target = "" if point["target"] == "NA" else point["target"]
                rows.append([point["series"], point["x"], point["y"], target, direction_of(options), rebase])
            out.writerows(reversed(rows))
        call = [PROGRAM, "spc", str(path), "--json", *arguments_for(options)]
        return json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)[0]


class SpcCommand(unittest.TestCase):
    def test_every_series_is_judged_as_nhsrplotthedots_judges_it(self):
        summaries = rows_of("summary.csv")
        points = rows_of("points.csv")
        self.assertEqual(len(summaries), 37)
        for summary in summaries:
            with self.subTest(series=summary["series"]):
                theirs = [point for point in points if point["series"] == summary["series"]]
                ours = charted(theirs, summary["options"])
                self.check(ours, theirs, summary)

    def check(self, ours, theirs, summary):
        self.assertEqual([point["x"] for point in ours["points"]], [point["x"] for point in theirs])
        for point, expected in zip(ours["points"], theirs):
            for name, column in (("mean", "mean_col"), ("lower", "lpl"), ("upper", "upl")):
                self.assertAlmostEqual(point[name], float(expected[column]), delta=1e-9)
            self.assertEqual(point["special_cause"], CAUSES[expected["special_cause_type"]])
            self.assertEqual(point["outside"], expected["outside_limits"] == "TRUE")
        variation = summary["last_point_type"].replace("special_cause_", "").replace("common_cause", "common")
        self.assertEqual(ours["variation"], variation)
        self.assertEqual(ours["assurance"], ASSURANCES[summary["assurance"]])
        self.assertEqual(ours["trial_limits"], theirs[-1]["short_group_warning"] == "TRUE")


if __name__ == "__main__":
    PROGRAM, DATA = sys.argv[1], Path(sys.argv[2])
    unittest.main(argv=sys.argv[:1])
