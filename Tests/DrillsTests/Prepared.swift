import Scenarios
import SimulationKernel

/// The scenarios that most suites play: prepared once for all of them, since that takes longer than most tests.
enum Prepared {
  static let call = Instant(seconds: 1_773_457_920)
  static let shop = prepared("bakery-orders")
  static let ferry = prepared("ferry-bookings")

  private static func prepared(_ id: String) -> PreparedScenario? {
    let source = try? ShippedScenarioTests.library.source(id)
    return (try? source?.scenario(seed: 0)).flatMap { try? PreparedScenario($0, seed: 0, calledAt: call) }
  }
}
