import KubernetesModel
import LoopbackServing
import SimulationKernel
import Synchronization
import Testing

@testable import AdviceProviders

/// A clock that a test sets.
final class TestClock: Sendable {
  private let time = Mutex(Instant(seconds: 1_000_000))

  var now: Instant { time.withLock { $0 } }

  func pass(_ duration: Duration) { time.withLock { $0 = $0 + duration } }
}

/// Whether a service is well.
private final class Health: Sendable {
  private let state = Mutex(false)

  var isGood: Bool { state.withLock { $0 } }

  func restore() { state.withLock { $0 = true } }
}

@Suite struct CircuitBreakerTests {
  private let start = Instant(seconds: 1000)

  @Test("After three failures in a row nobody asks for a minute, then one may try.")
  func opening() {
    var breaker = CircuitBreaker()
    for _ in 0..<2 { breaker.fail(at: start) }
    #expect(breaker.admit(at: start) == nil)
    breaker.fail(at: start)
    #expect(breaker.admit(at: start) == .seconds(60))
    #expect(breaker.admit(at: start + .seconds(45)) == .seconds(15))
    #expect(breaker.admit(at: start + .seconds(60)) == nil)
    #expect(breaker.admit(at: start + .seconds(61)) == .seconds(59))
  }

  @Test("A trial that succeeds closes it, one that fails opens it again.")
  func trials() {
    var breaker = CircuitBreaker()
    for _ in 0..<3 { breaker.fail(at: start) }
    #expect(breaker.admit(at: start + .seconds(60)) == nil)
    breaker.fail(at: start + .seconds(70))
    #expect(breaker.admit(at: start + .seconds(71)) == .seconds(59))
    #expect(breaker.admit(at: start + .seconds(130)) == nil)
    breaker.succeed()
    #expect(breaker == CircuitBreaker())
  }

  @Test("A trial whose outcome never comes is not waited for for ever.")
  func lostTrial() {
    var breaker = CircuitBreaker()
    for _ in 0..<3 { breaker.fail(at: start) }
    #expect(breaker.admit(at: start + .seconds(60)) == nil)
    #expect(breaker.admit(at: start + .seconds(120)) == nil)
  }

  @Test("A success between failures counts them anew.")
  func interrupted() {
    var breaker = CircuitBreaker()
    for _ in 0..<2 { breaker.fail(at: start) }
    breaker.succeed()
    for _ in 0..<2 { breaker.fail(at: start) }
    #expect(breaker.admit(at: start) == nil)
  }

  @Test("A service that asks to wait is left alone at once, for an hour at most.")
  func askedToWait() {
    var breaker = CircuitBreaker()
    breaker.fail(at: start, wait: .seconds(20))
    #expect(breaker.admit(at: start) == .seconds(20))
    #expect(breaker.admit(at: start + .seconds(20)) == nil)
    breaker.fail(at: start, wait: .seconds(86_400))
    #expect(breaker.admit(at: start) == .seconds(3600))
  }
}

@Suite struct AdviceBudgetTests {
  private let start = Instant(seconds: 1000)

  private func budget(_ change: (inout AdviceBudget.Limits) -> Void) -> AdviceBudget {
    var limits = AdviceBudget.Limits()
    change(&limits)
    return AdviceBudget(limits)
  }

  @Test("A player asks so often within any hour, and others as often.")
  func countPerPlayer() throws {
    var budget = budget { $0.asksPerPlayer = 2 }
    _ = try budget.reserve(10, for: "anna", at: start)
    _ = try budget.reserve(10, for: "anna", at: start + .seconds(600))
    let refusal = #expect(throws: AdviceBudget.Refusal.self) {
      try budget.reserve(10, for: "anna", at: start + .seconds(900))
    }
    #expect(refusal == AdviceBudget.Refusal(isPlayer: true, wait: .seconds(2700)))
    _ = try budget.reserve(10, for: "ben", at: start + .seconds(900))
    _ = try budget.reserve(10, for: "anna", at: start + .seconds(3600))
  }

  @Test("All together ask so often within any hour.")
  func countOfAll() throws {
    var budget = budget { $0.asks = 2 }
    for name in ["anna", "ben"] { _ = try budget.reserve(10, for: name, at: start) }
    let refusal = #expect(throws: AdviceBudget.Refusal.self) { try budget.reserve(10, for: "cleo", at: start) }
    #expect(refusal == AdviceBudget.Refusal(isPlayer: false, wait: .seconds(3600)))
  }

  @Test("Tokens count as they were used, not as they were expected.")
  func tokens() throws {
    var budget = budget { $0.tokensPerPlayer = 1000 }
    let first = try budget.reserve(900, for: "anna", at: start)
    #expect(throws: AdviceBudget.Refusal.self) { try budget.reserve(200, for: "anna", at: start) }
    budget.settle(first, tokens: 100)
    let second = try budget.reserve(200, for: "anna", at: start)
    budget.settle(second, tokens: 900)
    let refusal = #expect(throws: AdviceBudget.Refusal.self) {
      try budget.reserve(50, for: "anna", at: start + .seconds(3000))
    }
    #expect(refusal == AdviceBudget.Refusal(isPlayer: true, wait: .seconds(600)))
  }

  @Test("What was not asked after all takes nothing.")
  func nothingTaken() throws {
    var budget = budget { $0.asks = 1 }
    let reservation = try budget.reserve(10, for: "anna", at: start)
    budget.settle(reservation, tokens: nil)
    budget.settle(reservation, tokens: 7)
    _ = try budget.reserve(10, for: "anna", at: start)
  }

  @Test("Nothing may be asked where the budget is nothing.")
  func none() {
    var budget = budget { $0.asks = 0 }
    let refusal = #expect(throws: AdviceBudget.Refusal.self) { try budget.reserve(1, for: "", at: start) }
    #expect(refusal?.wait == .seconds(3600))
  }
}

@Suite struct ProviderLimitTests {
  @Test("A service that fails again and again is left alone, and tried again later.")
  func resting() throws {
    let health = Health()
    let service = ScriptedService { peer, _ in
      if health.isGood {
        peer.stream(Events.openAI(["Yes?"]))
      } else {
        peer.answer("{}", status: "500 Oh")
      }
    }
    let clock = TestClock()
    let provider = try Provider(service.settings(), now: { clock.now })
    func kind() -> ProviderProblem.Kind? {
      do throws(ProviderProblem) {
        _ = try provider.ask("", "")
        return nil
      } catch {
        return error.kind
      }
    }
    for _ in 0..<3 { #expect(kind() == .failing(status: 500)) }
    #expect(kind() == .resting(seconds: 60))
    #expect(service.asked.count == 3)
    clock.pass(.seconds(60))
    health.restore()
    #expect(kind() == nil)
    #expect(kind() == nil)
  }

  @Test("Who asks to wait is not asked meanwhile.")
  func askedToWait() throws {
    let service = ScriptedService { peer, _ in
      peer.answer("{}", status: "429 Too Many Requests", fields: "Retry-After: 20\r\n")
    }
    let clock = TestClock()
    let provider = try Provider(service.settings(), now: { clock.now })
    let first = #expect(throws: ProviderProblem.self) { try provider.ask("", "") }
    #expect(first?.sentence == "The AI service is busy (429); it asks to wait 20 s.")
    let second = #expect(throws: ProviderProblem.self) { try provider.ask("", "") }
    #expect(second?.kind == .resting(seconds: 20) && service.asked.count == 1)
  }

  @Test("Budgets are each player's own, and failures that cost nothing take nothing from them.")
  func budgets() throws {
    let service = ScriptedService { peer, asked in
      if asked.body["messages"]?[1]?["content"] == "fail" { return peer.answer("{}", status: "500 Oh") }
      peer.stream(Events.openAI(["Yes?"]))
    }
    var settings = try service.settings()
    settings.budget.asksPerPlayer = 1
    let provider = Provider(settings)
    #expect(throws: ProviderProblem.self) { try provider.ask("", "fail", for: "anna") }
    _ = try provider.ask("", "", for: "anna")
    let problem = #expect(throws: ProviderProblem.self) { try provider.ask("", "", for: "anna") }
    guard case .spent(isPlayer: true, _)? = problem?.kind else {
      Issue.record("\(String(describing: problem))")
      return
    }
    _ = try provider.ask("", "", for: "ben")
  }
}
