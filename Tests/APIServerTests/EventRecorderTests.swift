import APIServer
import KubernetesModel
import SimulationKernel
import Testing

@Suite struct EventRecorderTests {
  let now = Instant(seconds: 1_795_363_717)
  let source = EventSource("kubelet", host: "node-1")
  let pod: JSONValue = [
    "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "a", "namespace": "default", "uid": "u"],
  ]

  @Test("the same event again raises its count")
  func theSameEventAgainRaisesItsCount() {
    var server = APIServer(seed: 1, at: now)
    for second in 0..<3 {
      server.recordEvent(
        about: pod, .warning, reason: "BackOff", message: "again", from: source, at: now + .seconds(second))
    }
    let events = server.list(.events)
    #expect(events.map { $0.value["count"]?.intValue } == [3])
    #expect(events.first?.name.hasPrefix("a.") == true)
    #expect(events.first?.name.utf8.count == 18)
  }

  @Test("a source may send 25 events about an object, and then one every five minutes")
  func aSourceMaySend25EventsAboutAnObjectAndThenOneEveryFiveMinutes() {
    var server = APIServer(seed: 1, at: now)
    for number in 0..<40 {
      server.recordEvent(about: pod, reason: "Reason\(number)", message: "m", from: source, at: now)
    }
    #expect(server.list(.events).count == 25)
    server.recordEvent(about: pod, reason: "Later", message: "m", from: source, at: now + .seconds(301))
    #expect(server.list(.events).count == 26)
  }

  @Test("many messages for one reason are combined")
  func manyMessagesForOneReasonAreCombined() {
    var server = APIServer(seed: 1, at: now)
    for number in 0..<12 {
      server.recordEvent(about: pod, reason: "Reason", message: "m\(number)", from: source, at: now)
    }
    let combined = server.list(.events).filter {
      $0.value["message"]?.stringValue?.hasPrefix("(combined from similar events): ") == true
    }
    #expect(combined.map { $0.value["count"]?.intValue } == [3])
  }

  @Test("events are gone after an hour")
  func eventsAreGoneAfterAnHour() {
    var server = APIServer(seed: 1, at: now)
    server.recordEvent(about: pod, reason: "Reason", message: "m", from: source, at: now)
    let list = APIRequest(.get, "/api/v1/namespaces/default/events")
    guard case .value(let before) = server.handle(list, at: now + .seconds(3599)).body,
      case .value(let after) = server.handle(list, at: now + .seconds(3601)).body
    else {
      Issue.record("no list")
      return
    }
    #expect(before["items"]?.arrayValue?.count == 1)
    #expect(after["items"]?.arrayValue?.isEmpty == true)
  }
}
