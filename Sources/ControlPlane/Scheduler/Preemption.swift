import KubernetesModel

/// Whether pods of lower priority could make room for a pod that found no node.
struct Preemption {
  let placement: Placement
  let rejections: [Placement.Rejection]

  struct Plan {
    let node: String
    let victims: [Pod]
  }

  enum Outcome {
    case plan(Plan)
    /// Why not, as the scheduler says it behind `preemption: `.
    case refused(String)
  }

  /// `rejections` are those of `placement.nodes`, in the same order.
  func outcome() -> Outcome {
    if placement.pod.text("spec", "preemptionPolicy") == "Never" {
      return .refused("not eligible due to preemptionPolicy=Never.")
    }
    var reasons: [String] = []
    var plans: [Plan] = []
    for (state, rejection) in zip(placement.nodes, rejections) {
      if rejection.isFinal {
        reasons.append("Preemption is not helpful for scheduling")
        continue
      }
      switch victims(on: state) {
      case .plan(let plan): plans.append(plan)
      case .refused(let why): reasons.append(why)
      }
    }
    guard let best = plans.min(by: isGentler) else {
      return .refused(FitReport.sentence(nodes: placement.nodes.count, reasons: reasons))
    }
    return .plan(best)
  }

  /// The fewest pods of lower priority, the least important ones, whose absence lets the pod fit.
  private func victims(on state: NodeState) -> Outcome {
    let lower = state.pods.filter { $0.priority < placement.demand.priority }
    guard !lower.isEmpty else { return .refused("No preemption victims found for incoming pod") }
    var gone = Set(lower.map(\.uid))
    if let rejection = rejection(on: state, without: gone) {
      return .refused(rejection.reasons.joined(separator: ", "))
    }
    let important = lower.map { (candidate: $0, created: $0.pod.created) }
      .sorted { ($0.candidate.priority, $1.created) > ($1.candidate.priority, $0.created) }.map(\.candidate)
    for candidate in important {
      gone.remove(candidate.uid)
      if rejection(on: state, without: gone) != nil { gone.insert(candidate.uid) }
    }
    return .plan(Plan(node: state.node.name, victims: important.filter { gone.contains($0.uid) }.map(\.pod)))
  }

  private func rejection(on state: NodeState, without gone: Set<String>) -> Placement.Rejection? {
    let rest = state.removing(gone)
    let nodes = placement.nodes.map { $0.node.name == state.node.name ? rest : $0 }
    return placement.rejection(by: rest, among: nodes)
  }

  /// Prefers the plan whose most important victim matters least, then lower priorities in all, then fewer victims.
  private func isGentler(_ left: Plan, _ right: Plan) -> Bool {
    func cost(_ plan: Plan) -> (Int64, Int64, Int, String) {
      let priorities = plan.victims.map(\.priority)
      let sum = priorities.reduce(Int64(0)) { $0.addingReportingOverflow($1).partialValue }
      return (priorities.max() ?? .min, sum, plan.victims.count, plan.node)
    }
    return cost(left) < cost(right)
  }
}
