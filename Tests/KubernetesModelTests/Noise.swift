import KubernetesModel

/// Seeded nonsense for the parsers.
struct Noise {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next(below bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
  }

  func text(from alphabet: String, length: Int) -> String {
    var noise = self
    let characters = Array(alphabet)
    return String((0..<noise.next(below: length + 1)).map { _ in characters[noise.next(below: characters.count)] })
  }

  func object(depth: Int, keys: [String] = ["a", "b", "c", "d", "e"]) -> JSONValue {
    var noise = self
    return noise.tree(depth, keys, isRoot: true)
  }

  private mutating func tree(_ depth: Int, _ keys: [String], isRoot: Bool = false) -> JSONValue {
    switch isRoot ? 5 : next(below: depth > 0 ? 7 : 4) {
    case 0: return .integer(Int64(next(below: 3)))
    case 1: return .string(["x", "delete", "replace"][next(below: 3)])
    case 2: return .bool(next(below: 2) == 0)
    case 3: return .double(0.5)
    case 4: return .array((0..<next(below: 3)).map { _ in tree(depth - 1, keys) })
    default:
      var object = JSONObject()
      for key in keys where next(below: 2) == 0 { object[key] = tree(depth - 1, keys) }
      return .object(object)
    }
  }

  /// A pod with some containers, volumes, labels and finalizers.
  func pod() -> JSONValue {
    var noise = self
    func some(_ names: [String]) -> [String] {
      var names = names
      if noise.next(below: 2) == 0 { names.reverse() }
      return names.filter { _ in noise.next(below: 3) > 0 }
    }
    var pod: JSONValue = ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"], "spec": [:]]
    let labels = some(["a", "b", "c"]).map { ($0, ["1", "2"][noise.next(below: 2)]) }
    pod.set(JSONValue(Dictionary(uniqueKeysWithValues: labels)), at: "metadata", "labels")
    let finalizers = some(["x", "y", "z"])
    if !finalizers.isEmpty { pod.set(.array(finalizers.map(JSONValue.string)), at: "metadata", "finalizers") }
    let containers: [JSONValue] = some(["one", "two", "three", "four"]).map { name in
      var container: JSONValue = ["name": .string(name), "image": .string("i\(noise.next(below: 3))")]
      container["args"] = .array(some(["-a", "-b"]).map(JSONValue.string))
      let ports = some(["80", "443"]).compactMap { Int64($0) }
      if !ports.isEmpty { container["ports"] = .array(ports.map { ["containerPort": .integer($0)] }) }
      return container
    }
    if !containers.isEmpty { pod.set(.array(containers), at: "spec", "containers") }
    let volumes: [JSONValue] = some(["v", "w"]).map { name in
      noise.next(below: 2) == 0
        ? ["name": .string(name), "emptyDir": [:]] : ["name": .string(name), "hostPath": ["path": "/x"]]
    }
    if !volumes.isEmpty { pod.set(.array(volumes), at: "spec", "volumes") }
    return pod
  }
}
