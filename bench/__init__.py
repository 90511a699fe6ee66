"""Speed, measured: Wegwijs beside a hand-written floor and datasette, on the same data and in the same run."""
