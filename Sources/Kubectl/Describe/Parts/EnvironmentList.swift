import KubernetesModel

extension Description {
  mutating func environment(of container: JSONValue, pod: JSONValue?) {
    let sources = container.list("envFrom")
    if !sources.isEmpty {
      line(2, "Environment Variables from:")
      for source in sources { environmentSource(source) }
    }
    let variables = container.list("env")
    line(2, "Environment:" + (variables.isEmpty ? "\t<none>" : ""))
    for variable in variables { environmentVariable(variable, of: container, pod: pod) }
  }

  private mutating func environmentSource(_ source: JSONValue) {
    let isMap = source.has("configMapRef")
    let reference = source[isMap ? "configMapRef" : "secretRef"] ?? .null
    let from = isMap ? "ConfigMap" : source.has("secretRef") ? "Secret" : ""
    let prefix = source.text("prefix")
    line(
      3,
      "\(reference.text("name"))\t\(from)\(prefix.isEmpty ? "" : " with prefix '\(prefix)'")\tOptional: \(reference.flag("optional"))"
    )
  }

  private mutating func environmentVariable(_ variable: JSONValue, of container: JSONValue, pod: JSONValue?) {
    let name = variable.text("name")
    guard let source = variable["valueFrom"], !source.isNull else {
      let parts = variable.text("value").split(separator: "\n", omittingEmptySubsequences: false)
      line(3, "\(name):\t\(parts.first ?? "")")
      for part in parts.dropFirst() { line(3, "\t\(part)") }
      return
    }
    if let field = source["fieldRef"], !field.isNull {
      let value = pod.map { FieldPath.value(of: field.text("fieldPath"), in: $0) } ?? ""
      line(3, "\(name):\t\(value) (\(field.text("apiVersion")):\(field.text("fieldPath")))")
    } else if let field = source["resourceFieldRef"], !field.isNull {
      line(3, "\(name):\t\(FieldPath.resource(field, of: container)) (\(field.text("resource")))")
    } else if let key = source["secretKeyRef"], !key.isNull {
      line(
        3,
        "\(name):\t<set to the key '\(key.text("key"))' in secret '\(key.text("name"))'>\tOptional: \(key.flag("optional"))"
      )
    } else if let key = source["configMapKeyRef"], !key.isNull {
      line(
        3,
        "\(name):\t<set to the key '\(key.text("key"))' of config map '\(key.text("name"))'>\tOptional: \(key.flag("optional"))"
      )
    }
  }
}

/// What the downward API takes from a pod, as far as kubectl can tell.
enum FieldPath {
  static func value(of path: String, in pod: JSONValue) -> String {
    for (map, values) in [("metadata.annotations", pod.annotations), ("metadata.labels", pod.labels)] {
      if path == map {
        return values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.goQuoted)" }.joined(separator: "\n")
      }
    }
    switch path {
    case "metadata.name": return pod.name
    case "metadata.namespace": return pod.namespace
    case "metadata.uid": return pod.uid
    default: return ""
    }
  }

  /// A container's own limit or request, in units of the divisor, rounded up.
  static func resource(_ field: JSONValue, of container: JSONValue) -> String {
    let parts = field.text("resource").split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["limits", "requests"].contains(parts[0]) else { return "" }
    let amount = Quantity(container.at("resources", parts[0], parts[1])) ?? .zero
    var divisor = Quantity(field["divisor"]) ?? Quantity(1)
    if divisor.isZero { divisor = Quantity(1) }
    let isProcessor = parts[1] == "cpu"
    let unit = max(1, isProcessor ? divisor.milliValue : divisor.value)
    let total = isProcessor ? amount.milliValue : amount.value
    let (quotient, rest) = total.quotientAndRemainder(dividingBy: unit)
    let value = rest > 0 ? quotient + 1 : quotient
    let isWhole = parts[0] == "limits" && ["cpu", "memory"].contains(parts[1])
    return value == 0 && isWhole ? "node allocatable" : String(value)
  }
}
