import LoopbackServing
import Synchronization
import Testing

@Suite struct OwnAdviserTests {
  private let program = Program()

  @Test("A game in a pipe asks the player's own AI service, and a replay of it asks nobody.")
  func asksOnce() throws {
    let heads = Mutex(0)
    let server = LoopbackServer { peer in
      guard peer.readHead() != nil else { return }
      heads.withLock { $0 += 1 }
      peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
      peer.write("data: {\"choices\":[{\"delta\":{\"content\":\"What do the pods say?\"}}]}\n\n")
      peer.write("data: [DONE]\n\n")
      _ = peer.read(1 << 20)
    }
    let service = ["FIREDRILL_AI_URL": "http://127.0.0.1:\(server.port)", "FIREDRILL_AI_MODEL": "wise-7b"]
    let lines = "kubectl get pods\nhint what now?\nhint yes\nexplain pods\nquit\n"
    let played = try program.run(["play", "bakery-orders"], input: lines, changing: service)
    #expect(played.status == 0, "\(played)")
    #expect(played.output.contains("An answer that says") && played.output.contains("What do the pods say?\n(-"))
    #expect(played.output.contains("What do the pods say?\n(free)"))
    #expect(heads.withLock { $0 } == 2)
    let replayed = try program.run(["replay", "1"], changing: service)
    #expect(replayed.output.contains("What do the pods say?\n(-") && heads.withLock { $0 } == 2, "\(replayed)")
    let log = try program.run(["hints", "log", "1"])
    #expect(log.status == 0 && log.output.contains("what now?") && log.output.contains("wise-7b"), "\(log)")
  }
}
