"""What the scripts share: counting what was checked, and waiting."""

import time

count = 0


def check(claim, *details):
    """Holds a claim; the details say what was there instead."""
    global count
    count += 1
    assert claim, details


def until(condition, what, seconds=20):
    """Waits until a condition returns something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        time.sleep(0.05)


def run(*steps):
    """Runs the steps in order and prints one line, with what they have to report."""
    reports = [report for report in [step() for step in steps] if report]
    print("; ".join([f"{count} checks"] + reports))
