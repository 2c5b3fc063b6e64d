import Testing

@Suite struct MarkupTests {
  /// Files that may say that markup is safe without having it escaped, and why.
  private let trusting = [
    "Leaderboard/Pages/HTML.swift": "joins what is markup already",
    "Sources/GameServer/Pages/Playing/RunPage.swift": "the report's picture, which escapes by itself",
  ]

  @Test("markup is trusted in known places alone")
  func markupIsTrustedInKnownPlacesAlone() throws {
    let files = try SourceFile.all(under: ["Sources", "Leaderboard"])
    let found = files.filter { file in file.lines.contains { $0.contains("HTML(trusting:") } }.map(\.path)
    #expect(Set(found) == Set(trusting.keys))
  }
}
