import Testing

@testable import Kubectl

struct ResourceArgumentTests {
  private func read(_ words: [String]) throws -> ResourceArguments {
    try ResourceArguments(words) { (word) throws(KubectlError) in word == "all" ? ["pods", "services"] : nil }
  }

  @Test("types and names stand apart or together")
  func typesAndNamesStandApartOrTogether() throws {
    #expect(try read(["pods", "a", "b"]).names == ["a", "b"])
    #expect(try read(["pods,svc,pods"]).types == ["pods", "svc"])
    #expect(try read(["all"]).types == ["pods", "services"])
    let pairs = try read(["pods,svc", "a"]).pairs
    #expect(pairs.map { "\($0.type)/\($0.name)" } == ["pods/a", "svc/a"])
    #expect(try read(["pod/a", "svc/b"]).pairs.count == 2)
  }

  @Test("pairs that are none are refused", arguments: [["pod/"], ["/a"], ["a/b/c"], ["pod/a", "b"], ["a,b/c"]])
  func pairsThatAreNoneAreRefused(words: [String]) {
    #expect(throws: KubectlError.self) { try read(words) }
  }

  @Test("no argument makes the reader stumble")
  func noArgumentMakesTheReaderStumble() {
    let pieces = ["/", ",", "pods", "a", ".", "", "all", "%", "..", "é"]
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<3000 {
      let words = (0..<next(4)).map { _ in (0...next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
      let read = try? self.read(words)
      #expect((read?.pairs.isEmpty ?? true) || (read?.types.isEmpty ?? true))
    }
  }
}
