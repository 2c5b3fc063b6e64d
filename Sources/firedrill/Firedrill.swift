import ArgumentParser

@main struct Firedrill: ParsableCommand {}
