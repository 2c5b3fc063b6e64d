import KubernetesModel

/// The difference between two claim specifications as Kubernetes shows it: a unified diff of the internal type's JSON, in
/// the order and under the names of its fields.
enum ClaimDifference {
  static func text(_ old: JSONValue, _ new: JSONValue) -> String {
    UnifiedDiff.text(lines(old), lines(new))
  }

  private static func lines(_ spec: JSONValue) -> [String] {
    var lines = ["{"]
    func add(_ name: String, _ value: JSONValue?, isLast: Bool = false) {
      let text = JSONWriter.string(value ?? .null, indent: 1, escapesHTML: false)
      let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (index, part) in parts.enumerated() {
        let start = index == 0 ? " \"\(name)\": " : " "
        lines.append(start + part + (index == parts.count - 1 && !isLast ? "," : ""))
      }
    }
    add("AccessModes", spec["accessModes"])
    add("Selector", spec["selector"])
    lines.append(" \"Resources\": {")
    let resources = [("Limits", "limits"), ("Requests", "requests")]
    for (index, (name, key)) in resources.enumerated() {
      let text = JSONWriter.string(spec.at("resources", key) ?? .null, indent: 1, escapesHTML: false)
      let parts = text.split(separator: "\n").map(String.init)
      for (place, part) in parts.enumerated() {
        let start = place == 0 ? "  \"\(name)\": " : "  "
        lines.append(start + part + (place == parts.count - 1 && index == 0 ? "," : ""))
      }
    }
    lines.append(" },")
    add("VolumeName", spec["volumeName"] ?? "")
    add("StorageClassName", spec["storageClassName"])
    add("VolumeMode", spec["volumeMode"])
    add("DataSource", spec["dataSource"])
    add("DataSourceRef", spec["dataSourceRef"])
    add("VolumeAttributesClassName", spec["volumeAttributesClassName"], isLast: true)
    return lines + ["}"]
  }
}

/// One hunk of a unified diff with three lines of context, around everything that differs.
enum UnifiedDiff {
  static func text(_ old: [String], _ new: [String]) -> String {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var end = 0
    while end < old.count - start, end < new.count - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
      end += 1
    }
    let before = max(0, start - 3)
    let after = max(0, end - 3)
    let head = "@@ -\(before + 1),\(old.count - after - before) +\(before + 1),\(new.count - after - before) @@"
    var lines = [head]
    lines += old[before..<start].map { " " + $0 }
    lines += old[start..<(old.count - end)].map { "-" + $0 }
    lines += new[start..<(new.count - end)].map { "+" + $0 }
    lines += old[(old.count - end)..<(old.count - after)].map { " " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }
}
