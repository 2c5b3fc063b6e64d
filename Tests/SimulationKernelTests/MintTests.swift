import SimulationKernel
import Testing

@Suite struct MintTests {
  @Test("the same seed makes the same identifiers, another seed makes others")
  func theSameSeedMakesTheSameIdentifiersAnotherSeedMakesOthers() {
    var one = Mint(seed: 7)
    var same = Mint(seed: 7)
    var other = Mint(seed: 8)
    let uid = one.uid()
    #expect(uid == same.uid())
    #expect(uid != other.uid())
    #expect(one.uid() != uid)
  }

  @Test("a uid has the form of a version 4 UUID")
  func aUidHasTheFormOfAVersion4UUID() throws {
    var mint = Mint(seed: 1)
    for _ in 0..<100 {
      let parts = mint.uid().split(separator: "-")
      #expect(parts.map(\.count) == [8, 4, 4, 4, 12])
      #expect(parts[2].first == "4")
      #expect("89ab".contains(try #require(parts[3].first)))
    }
  }

  @Test("generated names cannot spell words")
  func generatedNamesCannotSpellWords() {
    var mint = Mint(seed: 1)
    for _ in 0..<100 {
      let suffix = mint.nameSuffix()
      #expect(suffix.utf8.count == 5)
      #expect(suffix.allSatisfy { !"aeiou013".contains($0) })
    }
  }
}

@Suite struct RandomStreamTests {
  @Test("streams of one seed with different names are independent")
  func streamsOfOneSeedWithDifferentNamesAreIndependent() {
    var scheduler = RandomStream(seed: 1, name: "scheduler")
    var network = RandomStream(seed: 1, name: "network")
    #expect(scheduler.next() != network.next())
  }

  @Test("durations lie between their bounds")
  func durationsLieBetweenTheirBounds() {
    var random = RandomStream(seed: 3, name: "test")
    for _ in 0..<1000 {
      let duration = random.duration(from: .milliseconds(10), to: .milliseconds(12))
      #expect((.milliseconds(10))...(.milliseconds(12)) ~= duration)
    }
    #expect(random.duration(from: .seconds(2), to: .seconds(1)) == .seconds(2))
    #expect(random.duration(from: .zero, to: .seconds(Int64.max)) > .zero)
    #expect(random.duration(from: .seconds(Int64.min), to: .seconds(Int64.max)) < .seconds(Int64.max))
  }

  @Test("no bound means zero")
  func noBoundMeansZero() {
    var random = RandomStream(seed: 3, name: "test")
    #expect(random.below(0) == 0 && random.below(-5) == 0)
  }
}

@Suite struct FingerprintTests {
  @Test("where one text ends and the next begins counts")
  func whereOneTextEndsAndTheNextBeginsCounts() {
    var one = Fingerprint()
    one.combine("ab")
    one.combine("c")
    var other = Fingerprint()
    other.combine("a")
    other.combine("bc")
    #expect(one != other)
    #expect(one.description.utf8.count == 16)
  }
}
