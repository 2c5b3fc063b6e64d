import APIServer
import Drills
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct JournalTests {
  private let journal = Journal(
    header: JournalHeader(
      scenario: "small", seed: .max, startedAt: Instant(seconds: 5), calledAt: Instant(seconds: 100)),
    entries: [
      JournalEntry(instant: Instant(seconds: 101), kind: .line, text: "kubectl get pods | grep \"a\\b\" \u{1B}[31m é"),
      JournalEntry(instant: Instant(seconds: 101), kind: .line, text: "ls", isInTerminal: true),
      JournalEntry(instant: Instant(seconds: 101), kind: .typed, text: "exit\n"),
      JournalEntry(instant: Instant(seconds: 102), kind: .endOfInput),
      JournalEntry(instant: Instant(microseconds: 103_000_001), kind: .interrupt),
      JournalEntry(instant: Instant(seconds: 104), kind: .edited, text: "a: 1\n"),
      JournalEntry(
        instant: Instant(seconds: 105), kind: .request,
        request: JournaledRequest(
          APIRequest(
            .post, "/api/v1/namespaces/a b/pods", query: [("dryRun", "All"), ("x", "")], accept: "*/*",
            contentType: "application/vnd.kubernetes.protobuf", body: .bytes([0x6B, 0x38, 0x73, 0, 0xFF]),
            user: UserInfo(name: "me", uid: "1", groups: ["a"]), userAgent: "kubectl/v1.33.1",
            impersonated: UserInfo(name: "you")), command: "kubectl create", session: "5-6")),
      JournalEntry(instant: Instant(seconds: 106), kind: .input, text: "ls\n", stream: 1),
      JournalEntry(instant: Instant(seconds: 101), kind: .rewound, text: "1"),
    ])

  @Test("a journal reads back as it was written")
  func aJournalReadsBackAsItWasWritten() throws {
    #expect(try Journal(lines: journal.lines) == journal)
    #expect(journal.lines.allSatisfy { !$0.contains("\n") })
  }

  @Test(
    "a damaged header is refused with its reason",
    arguments: [
      ([], JournalError.empty),
      (["{}"], .damaged(line: 1, reason: "it does not begin a journal")),
      (["{\"journal\":6}"], .unknownVersion(6)), (["{\"journal\":0}"], .unknownVersion(0)),
      (["{\"journal\":1}"], .damaged(line: 1, reason: "the header lacks scenario, seed, startedAt or calledAt")),
    ] as [([String], JournalError)])
  func aDamagedHeaderIsRefusedWithItsReason(lines: [String], error: JournalError) {
    #expect(throws: error) { try Journal(lines: lines) }
  }

  @Test(
    "a damaged entry is refused with its line",
    arguments: [
      ("{\"at\":101000000}", "its kind is not known"), ("{\"kind\":\"line\"}", "it has no instant"),
      ("{\"at\":101000000,\"kind\":\"request\"}", "it is no request"),
      ("{\"at\":101000000,\"kind\":\"rewound\",\"text\":\"-1\"}", "it does not say how far it goes back"),
      ("{\"at\":1,\"kind\":\"line\"}", "it goes back in time"), ("{", "unexpected end of JSON input"),
    ])
  func aDamagedEntryIsRefusedWithItsLine(line: String, reason: String) {
    #expect(throws: JournalError.damaged(line: 2, reason: reason)) {
      try Journal(lines: [journal.header.line, line])
    }
  }

  @Test("no damage to a journal ends the process")
  func noDamageToAJournalEndsTheProcess() {
    let text = Array(journal.lines.joined(separator: "\n").utf8)
    var random = RandomStream(seed: 7, name: "journal")
    var readable = 0
    for _ in 0..<2000 {
      var damaged = text
      for _ in 0...random.below(3) { damaged[random.below(damaged.count)] = UInt8(truncatingIfNeeded: random.next()) }
      let lines = String(decoding: damaged.prefix(random.below(text.count + 1)), as: UTF8.self).split(separator: "\n")
      if (try? Journal(lines: lines.map(String.init))) != nil { readable += 1 }
    }
    #expect(readable < 2000)
  }
}

@Suite struct SanitizerTests {
  @Test(
    "what could move a cursor becomes visible",
    arguments: [
      ("plain\ttext\n", "plain\ttext\n"), ("\u{1B}[31mred", "^[[31mred"), ("a\rb", "a\\rb"), ("\u{7F}", "^?"),
      ("\u{9B}2J", "\\u009b2J"), ("é漢", "é漢"), ("\u{202E}abc", "\\u202eabc"), ("\u{0}\u{7}", "^@^G"),
    ])
  func whatCouldMoveACursorBecomesVisible(text: String, visible: String) {
    var sanitizer = Sanitizer()
    let bytes = sanitizer.visible(Array(text.utf8)) + sanitizer.end()
    #expect(String(decoding: bytes, as: UTF8.self) == visible)
  }

  @Test("a character that comes in pieces stays whole")
  func aCharacterThatComesInPiecesStaysWhole() {
    var sanitizer = Sanitizer()
    var bytes: [UInt8] = []
    for byte in "añ漢😀\u{1B}b".utf8 { bytes += sanitizer.visible([byte]) }
    bytes += sanitizer.end()
    #expect(String(decoding: bytes, as: UTF8.self) == "añ漢😀^[b")
  }
}
