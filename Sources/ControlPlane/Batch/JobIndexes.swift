import KubernetesModel

/// The completion indexes of an Indexed Job's pods.
enum JobIndexes {
  static let annotation = "batch.kubernetes.io/job-completion-index"

  static func index(of pod: Pod) -> Int64? {
    (pod.annotations[annotation] ?? pod.labels[annotation]).flatMap { Int64($0) }
  }

  /// Reads `0-2,5`.
  static func parse(_ text: String) -> Set<Int64> {
    var indexes: Set<Int64> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-").compactMap { Int64($0) }
      guard let first = ends.first, let last = ends.last, first <= last, last - first < 100_000 else { continue }
      indexes.formUnion(first...last)
    }
    return indexes
  }

  /// Writes `0-2,5`; two neighbours stay apart from a range only by their comma, as in `0,1`.
  static func text(_ indexes: Set<Int64>) -> String {
    var ranges: [(first: Int64, last: Int64)] = []
    for index in indexes.sorted() {
      if let end = ranges.indices.last, ranges[end].last == index - 1 {
        ranges[end].last = index
      } else {
        ranges.append((index, index))
      }
    }
    return ranges.map { range in
      range.first == range.last
        ? "\(range.first)" : "\(range.first)\(range.last - range.first == 1 ? "," : "-")\(range.last)"
    }.joined(separator: ",")
  }

  /// Gives a pod its index: in its name, its hostname, its labels and its environment.
  static func assign(_ index: Int64, to pod: inout Pod, job: String) {
    pod.value.set(.string("\(job)-\(index)-"), at: "metadata", "generateName")
    pod.setAnnotation(annotation, String(index))
    pod.setLabel(annotation, String(index))
    pod.value.set(.string("\(job)-\(index)"), at: "spec", "hostname")
    let variable: JSONValue = [
      "name": "JOB_COMPLETION_INDEX",
      "valueFrom": ["fieldRef": ["apiVersion": "v1", "fieldPath": .string("metadata.labels['\(annotation)']")]],
    ]
    for list in ["initContainers", "containers"] {
      guard let containers = pod.spec[list]?.arrayValue else { continue }
      let changed = containers.map { container -> JSONValue in
        var container = container
        var environment = container["env"]?.arrayValue ?? []
        if !environment.contains(where: { $0.name(of: "JOB_COMPLETION_INDEX") }) { environment.append(variable) }
        container["env"] = .array(environment)
        return container
      }
      pod.value.set(.array(changed), at: "spec", list)
    }
  }
}

extension JSONValue {
  /// Whether this element of a list has that name.
  fileprivate func name(of text: String) -> Bool { self["name"]?.stringValue == text }
}
