import Testing

@testable import GameServer

@Suite(.serialized) struct SlowClientTests {
  @Test("Clients that stop in the middle, or read nothing of what they asked for, hold up nobody.")
  func unreadAnswers() async throws {
    try await Served.sandbox { served in
      let maps = served.path + "/api/v1/namespaces/default/configmaps"
      let slow = try (0..<30).map { _ in try served.connect() }
      for (number, client) in slow.enumerated() {
        switch number % 3 {
        case 0: client.send("GET \(maps)?watch=true HTTP/1.1\r\nHost: test\r\n\r\n")
        case 1: client.send("GET \(served.path)/openapi/v3/api/v1 HTTP/1.1\r\nHost: test\r\n\r\n")
        default: client.send("POST \(maps) HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\nContent-Type: ")
        }
      }
      let text = String(repeating: "x", count: 100_000)
      let client = try served.connect()
      for number in 0..<20 {
        let body = #"{"metadata":{"name":"m\#(number)"},"data":{"text":"\#(text)"}}"#
        let answer = try client.ask(
          "POST", maps, fields: ["Content-Type": "application/json"], body: Array(body.utf8))
        #expect(answer.status == 201)
      }
      #expect(try client.ask("GET", served.path + "/version").status == 200)
      // They were there all the time.
      withExtendedLifetime(slow) {}
    }
  }

  @Test("The answers that a cluster's clients do not read take a bounded amount of memory.")
  func boundedAnswers() {
    let load = Load()
    #expect(load.reserve(bytes: 200 << 20))
    #expect(!load.reserve(bytes: 100 << 20))
    load.release(bytes: 200 << 20)
    #expect(load.reserve(bytes: 100 << 20))
  }
}
