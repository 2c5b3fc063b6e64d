import Testing

@testable import firedrill

@Suite struct JoinAddressTests {
  @Test(
    "A link says which server it is of, and what it leads to.",
    arguments: [
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080", JoinAddress.Target.server),
      (" HTTPS://Drill.Example.org/ ", "https://drill.example.org", .server),
      ("https://example.org/links/AbC_1", "https://example.org", .link("AbC_1")),
      ("https://example.org/drill/invites/x-Y?from=mail#top", "https://example.org/drill", .invite("x-Y")),
      ("https://example.org/runs/12", "https://example.org", .run(12)),
      ("https://example.org/runs/12/replay", "https://example.org", .run(12)),
      ("https://example.org/runs/none", "https://example.org/runs/none", .server),
      ("https://example.org/competitions/night-1", "https://example.org", .competition("night-1")),
      ("https://[::1]:8/scenarios/ferry", "https://[::1]:8", .scenario("ferry")),
    ])
  func links(text: String, server: String, target: JoinAddress.Target) throws {
    let address = try JoinAddress(text)
    #expect(address.server == server && address.target == target)
  }

  @Test(
    "What is no link is refused.",
    arguments: ["", "example.org", "ftp://example.org", "https://", "https://me:secret@example.org", "://"])
  func wrong(text: String) { #expect(throws: Failure.self) { try JoinAddress(text) } }
}
