import KubernetesModel
import SimulationKernel

struct LimitRangeDescriber: ObjectDescriber {
  func related(to object: JSONValue, _ source: RelatedSource) throws(KubectlError) -> Related { Related() }

  func describe(_ range: JSONValue, _ related: Related, now: Instant) -> String {
    var out = Description(now: now)
    out.line(0, "Name:\t\(range.name)")
    out.line(0, "Namespace:\t\(range.namespace)")
    out.line(0, "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio")
    out.line(0, "----\t--------\t---\t---\t---------------\t-------------\t-----------------------")
    LimitText.rows(of: range, prefix: "", &out)
    return out.text()
  }
}

enum LimitText {
  /// A row for every type and resource; `-` where nothing is set.
  static func rows(of range: JSONValue, prefix: String, _ out: inout Description) {
    let columns = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"]
    for item in range.list("spec", "limits") {
      // kubectl collects the names in a Go map, which mostly gives them back as they came: of the maximum first.
      let collected = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"].flatMap { item.keys($0) }
      for name in ResourceArguments.unique(collected) {
        let values = columns.map { item.has($0, name) ? item.quantity($0, name) : "-" }
        out.line(0, "\(prefix)\(item.text("type"))\t\(name)\t\(values.joined(separator: "\t"))")
      }
    }
  }
}
