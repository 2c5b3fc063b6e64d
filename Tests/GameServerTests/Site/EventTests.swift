import KubernetesModel
import Testing

@testable import GameServer

@Suite struct EventTests {
  private func names(_ feed: EventFeed) async -> [String] {
    guard case .events(let events) = await feed.next() else { return [] }
    return events.map(\.name)
  }

  @Test("A reader gets what is kept, then what comes, and only of its topics.")
  func following() async {
    let bus = EventBus(epoch: "e")
    bus.publish("one", [:], to: .run(1))
    bus.publish("other", [:], to: .run(2))
    bus.publish("two", [:], to: .seat(run: 1, 1))
    let feed = bus.follow([.run(1), .seat(run: 1, 1)], after: nil)
    #expect(await names(feed) == ["one", "two"])
    bus.publish("three", [:], to: .run(1))
    bus.publish("other", [:], to: .seat(run: 1, 2))
    #expect(await names(feed) == ["three"])
    feed.end()
    #expect(await feed.next() == .ended)
    #expect(bus.readerCount == 0)
  }

  @Test("Who comes back goes on behind what they have seen, or is told to look at the whole again.")
  func comingBack() async {
    let bus = EventBus(epoch: "e")
    for name in ["a", "b", "c"] { bus.publish(name, [:], to: .board) }
    #expect(await names(bus.follow([.board], after: "e-2")) == ["c"])
    #expect(await names(bus.follow([.board], after: "other-2")) == ["reset", "a", "b", "c"])
    for _ in 0..<40 { bus.publish("big", .string(String(repeating: "x", count: 1000)), to: .board) }
    #expect(await names(bus.follow([.board], after: "e-2")).first == "reset")
  }

  @Test("Of events that replace each other the last is kept.")
  func replacing() async {
    let bus = EventBus(epoch: "e")
    for _ in 0..<3 { bus.publish("view", [:], to: .run(1), replacing: true) }
    bus.publish("line", [:], to: .run(1))
    #expect(await names(bus.follow([.run(1)], after: nil)) == ["view", "line"])
  }

  @Test("Who does not read is sent away, and nobody waits for them.")
  func slowReader() async {
    let bus = EventBus(epoch: "e")
    let slow = bus.follow([.board], after: nil)
    for _ in 0..<2000 { bus.publish("big", .string(String(repeating: "x", count: 1000)), to: .board) }
    #expect(slow.hasEnded)
    #expect(await slow.next() == .ended)
    #expect(bus.readerCount == 0)
  }

  @Test("The end of a topic ends its readers, after its last event.")
  func ending() async {
    let bus = EventBus(epoch: "e")
    let feed = bus.follow([.run(1)], after: nil)
    bus.publish("over", [:], to: .run(1))
    bus.forget(.run(1))
    #expect(await names(feed) == ["over"])
    #expect(await feed.next() == .ended)
  }

  @Test("Nothing that an event holds can be taken for another event.")
  func encoding() {
    let event = ServerEvent("output", ["data": "a\n\ndata: b\r\nevent: x"], id: "e-1")
    let text = String(decoding: event.encoded, as: UTF8.self)
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.hasPrefix("id: e-1\nevent: output\ndata: {") && text.hasSuffix("}\n\n"))
  }
}
