import APIServer
import KubernetesModel
import SimulationKernel

extension Fingerprint {
  /// Which object changed, how, to what.
  mutating func combine(_ change: Change) {
    let object = change.object
    combine(change.resourceVersion)
    combine(change.kind == .deleted ? UInt8(1) : 0)
    combine(object.resource.resource)
    combine(object.namespace)
    combine(object.name)
    for member in object.value.objectValue?.members ?? [] where member.key != "apiVersion" && member.key != "kind" {
      combine(member.key)
      combine(member.value, previous: change.previous?.value[member.key])
    }
  }

  /// What changed of a value: parts that are as they were count by their keys alone.
  private mutating func combine(_ value: JSONValue, previous: JSONValue?) {
    switch value {
    case .null: combine(UInt8(0))
    case .bool(let flag): combine(flag ? UInt8(2) : 1)
    case .integer(let number): combine(UInt64(bitPattern: number))
    case .double(let number): combine(number.bitPattern)
    case .string(let text): combine(text)
    case .array(let elements):
      combine(UInt64(elements.count))
      for element in elements { combine(element, previous: nil) }
    case .object(let object):
      for member in object.members {
        if let before = previous?[member.key], before == member.value { continue }
        combine(member.key)
        combine(member.value, previous: previous?[member.key])
      }
    }
  }
}
