/// How the scheduler says why a pod has no node.
enum FitReport {
  /// `0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.`, the counted reasons in the order of
  /// their texts.
  static func sentence(nodes: Int, reasons: [String]) -> String {
    var counts: [String: Int] = [:]
    for reason in reasons { counts[reason, default: 0] += 1 }
    let texts = counts.map { "\($0.value) \($0.key)" }.sorted()
    let head = "0/\(nodes) nodes are available:"
    return texts.isEmpty ? head : head + " " + texts.joined(separator: ", ") + "."
  }

  /// Where no node was looked at because of the pod itself.
  static func sentence(nodes: Int, obstacle: String) -> String {
    "0/\(nodes) nodes are available: \(obstacle). not found"
  }
}
