import SimulationKernel
import Testing

@testable import GameServer

@Suite struct SecurityTests {
  @Test("Secrets differ, and only their digests are alike.")
  func secrets() {
    let made = (0..<100).map { _ in Secrets.make() }
    #expect(Set(made).count == 100)
    #expect(
      made.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy { $0.isLetter || $0.isNumber || "-_".contains($0) } })
    // SHA-256 of "abc", in base64url.
    #expect(Secrets.digest("abc") == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
    #expect(Secrets.digest("abc", for: "csrf") != Secrets.digest("abc"))
    #expect(Secrets.areSame("abc", "abc"))
    #expect(!Secrets.areSame("abc", "abd") && !Secrets.areSame("", "") && !Secrets.areSame("a", "ab"))
  }

  @Test("A password is known again by its hash, another is not, and without a hash none is.")
  func passwords() async throws {
    let hasher = PasswordHasher(cost: PasswordHasher.Cost(logN: 4, blockSize: 8, parallelism: 1))
    let (first, second) = (try await hasher.hash("tr0mbone ☎"), try await hasher.hash("tr0mbone ☎"))
    #expect(first != second)
    #expect(first.hasPrefix("scrypt$4$8$1$"))
    #expect(try await hasher.verify("tr0mbone ☎", against: first))
    #expect(try await !hasher.verify("tr0mbone", against: first))
    #expect(try await !hasher.verify("", against: first))
    for broken in [nil, "", "scrypt$4$8$1$zz$00", "scrypt$99$8$1$00$00", "plain$x", "scrypt$4$8$1$00$"] as [String?] {
      #expect(try await !hasher.verify("", against: broken))
    }
    await #expect(throws: SiteError.self) { try await hasher.hash(String(repeating: "x", count: 1001)) }
  }

  @Test("Passwords are hashed as RFC 7914 says.")
  func knownHash() async throws {
    let hasher = PasswordHasher()
    // Its second example.
    let stored =
      "scrypt$10$8$16$4e61436c$"
      + "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    #expect(try await hasher.verify("password", against: stored))
  }

  @Test("A bucket gives what it holds, fills up again, and a clock that is set back locks nobody out.")
  func buckets() {
    let limits = RateLimits()
    let rate = Rate(burst: 3, every: .seconds(10))
    let start = Instant(microseconds: 1_000_000_000)
    for _ in 0..<3 { #expect(limits.take("a", rate, at: start) == nil) }
    #expect(limits.take("a", rate, at: start) == 10)
    #expect(limits.take("b", rate, at: start) == nil)
    #expect(limits.take("a", rate, at: start + .seconds(9)) == 1)
    #expect(limits.take("a", rate, at: start + .seconds(10)) == nil)
    #expect(limits.take("a", rate, at: start - .seconds(86_400)).map { $0 <= 10 } == true)
  }

  @Test("A crowd of addresses takes a bounded room.")
  func crowd() {
    let limits = RateLimits()
    let rate = Rate(burst: 1, every: .seconds(1))
    for number in 0..<5000 {
      _ = limits.take("address \(number)", rate, at: Instant(microseconds: Int64(number) * 10_000))
    }
    #expect(limits.bucketCount < 2500)
  }

  @Test(
    "All addresses of one network of IPv6 count as one.",
    arguments: [
      ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"),
      ("2001:db8:1:2::6", "2001:db8:1:2"), ("2001:db8::6", "2001:db8:0:0"), ("::1", "0:0:0:0"), ("", ""),
      ("fe80::1%eth0", "fe80:0:0:0"), ("::::", "0:0:0:0"), (":", ""),
    ])
  func addressKeys(address: String, key: String) { #expect(RateLimits.key(ofAddress: address) == key) }

  @Test(
    "A redirect stays on the site.",
    arguments: [
      "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nset-cookie: x=y", "", "evil", "/ä",
    ])
  func redirects(path: String) {
    #expect(LocalPath(path) == nil)
    #expect(SiteResponse.seeOther(path).header("location") == "/")
  }
}
