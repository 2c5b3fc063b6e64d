import Cluster
import SimulationKernel

/// The way of a scenario's cluster from nothing to the call: it starts, lives for a while, breaks, and stays broken.
struct Preparation {
  /// Just before the first fault; nil where the manifests are refused.
  private(set) var healthy: Cluster?
  /// When the player is called; nil where it does not come to that.
  private(set) var called: Cluster?
  /// What the API server refuses, and faults that find nothing.
  private(set) var problems: [ScenarioProblem]

  /// - Parameters:
  ///   - isBrief: whether times in which nothing new happens, mostly, are cut short: good for a first look.
  ///   - note: is shown the cluster before the first fault, after each of them, and at the call.
  init(
    _ scenario: Scenario, seed: UInt64, calledAt: Instant, isBrief: Bool = false, note: (Cluster) -> Void = { _ in }
  ) {
    let plan = Plan(scenario, isBrief: isBrief)
    let broken = calledAt - plan.warmUp
    var builder = ScenarioBuilder(scenario: scenario, seed: seed, at: broken - plan.settle)
    problems = builder.applyBase()
    // Faults find their objects only in a state that came into being.
    guard problems.isEmpty else { return }
    builder.cluster.advance(to: broken)
    healthy = builder.cluster
    note(builder.cluster)
    for (fault, after) in plan.faults {
      builder.cluster.advance(to: broken + after)
      do throws(Refusal) { try builder.perform(fault) } catch { problems += error.problems }
      note(builder.cluster)
    }
    guard problems.isEmpty else { return }
    builder.cluster.advance(to: calledAt)
    // Once for all runs.
    builder.cluster.expireEvents()
    note(builder.cluster)
    called = builder.cluster
  }

  /// What happens when.
  private struct Plan {
    /// Within these pods start, rollouts end and controllers have made what they make.
    private static let longestSettle = Duration.seconds(60)
    private static let longestPause = Duration.seconds(30)

    var settle: Duration
    var warmUp: Duration
    /// In order, each with its time since the first.
    var faults: [(fault: Fault, after: Duration)] = []

    init(_ scenario: Scenario, isBrief: Bool) {
      settle = isBrief ? min(scenario.settle, Self.longestSettle) : scenario.settle
      var last = (planned: Duration.zero, real: Duration.zero)
      func moment(_ planned: Duration) -> Duration {
        isBrief ? last.real + min(planned - last.planned, Self.longestPause) : planned
      }
      for fault in scenario.faults.sorted(by: { $0.after < $1.after }) {
        last = (fault.after, moment(fault.after))
        faults.append((fault, last.real))
      }
      warmUp = moment(scenario.warmUp)
    }
  }
}
