import SimulationKernel
import Testing

@Suite struct InstantTests {
  @Test(
    "a time is read and written as RFC 3339",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-22T15:03:30Z", 1_795_359_810), ("2024-02-29T23:59:59Z", 1_709_251_199),
      ("1969-12-31T23:59:59Z", -1), ("2026-11-22T17:03:30+02:00", 1_795_359_810),
    ])
  func aTimeIsReadAndWrittenAsRFC3339(text: String, seconds: Int64) throws {
    let instant = try #require(Instant(rfc3339: text))
    #expect(instant.seconds == seconds)
    if text.hasSuffix("Z") { #expect(instant.rfc3339 == text) }
  }

  @Test(
    "a text that is no time is refused",
    arguments: [
      "", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-22T15:03:30", "2026-11-22T24:00:00Z",
      "2026-11-22T15:03:30.Z", "2026-11-22T15:03:30+99:00", "not a time at all!!!!",
    ])
  func aTextThatIsNoTimeIsRefused(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test("arithmetic stops at the ends of time")
  func arithmeticStopsAtTheEndsOfTime() {
    #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
    #expect(Instant.distantPast - .seconds(1) == .distantPast)
    #expect(Instant(seconds: .max) == .distantFuture)
    #expect(Instant.distantPast.seconds == -9_223_372_036_855)
    #expect(Instant(microseconds: -1_000_000).seconds == -1)
    #expect(Instant(microseconds: -1_000_001).seconds == -2)
    #expect(Instant.distantPast.rfc3339Micro.hasSuffix("224192Z"))
  }
}
