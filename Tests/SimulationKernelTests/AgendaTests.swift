import SimulationKernel
import Testing

@Suite struct AgendaTests {
  @Test("items come in order of time, and of addition within one instant")
  func itemsComeInOrderOfTimeAndOfAdditionWithinOneInstant() {
    var agenda = Agenda<String>()
    agenda.add("c", at: Instant(seconds: 2))
    agenda.add("a", at: Instant(seconds: 1))
    agenda.add("d", at: Instant(seconds: 2))
    agenda.add("b", at: Instant(seconds: 1))
    var order: [String] = []
    while let due = agenda.popDue(by: Instant(seconds: 5)) { order.append(due.item) }
    #expect(order == ["a", "b", "c", "d"])
  }

  @Test("an item that is not yet due stays")
  func anItemThatIsNotYetDueStays() {
    var agenda = Agenda<Int>()
    agenda.add(1, at: Instant(seconds: 10))
    #expect(agenda.popDue(by: Instant(seconds: 9)) == nil)
    #expect(agenda.count == 1)
  }

  @Test("a copy is not changed by its original", arguments: [UInt64(1), 7, 99])
  func aCopyIsNotChangedByItsOriginal(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "agenda")
    var agenda = Agenda<Int>()
    for number in 0..<200 { agenda.add(number, at: Instant(seconds: Int64(random.below(50)))) }
    let copy = agenda
    var last = Instant.distantPast
    while let due = agenda.popDue(by: .distantFuture) {
      #expect(due.instant >= last)
      last = due.instant
    }
    #expect(copy.count == 200 && agenda.isEmpty)
  }
}
