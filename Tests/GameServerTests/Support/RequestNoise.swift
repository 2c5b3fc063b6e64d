import KubernetesModel
import SimulationKernel

/// A request as bytes, and what it was made of.
struct NoisyRequest {
  var method = "GET"
  var target = "/"
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []
  var version = "1.1"
  /// Whether the body is sent in chunks.
  var isChunked = false

  var bytes: [UInt8] {
    var head = "\(method) \(target) HTTP/\(version)\r\nHost: test\r\n"
    for field in fields { head += "\(field.name): \(field.value)\r\n" }
    if isChunked { return Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8) + chunks }
    if !body.isEmpty { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }

  private var chunks: [UInt8] {
    var bytes: [UInt8] = []
    var rest = body[...]
    while !rest.isEmpty {
      let chunk = rest.prefix(1000)
      bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
      rest = rest.dropFirst(chunk.count)
    }
    return bytes + Array("0\r\n\r\n".utf8)
  }
}

/// Seeded requests, most of them wrong somewhere.
struct RequestNoise {
  private var random: RandomStream
  private let prefix: String

  init(seed: UInt64, prefix: String) {
    random = RandomStream(seed: seed, name: "requests")
    self.prefix = prefix
  }

  mutating func below(_ bound: Int) -> Int { random.below(bound) }

  /// One of several.
  private mutating func one<Element>(of elements: [Element], or other: Element) -> Element {
    elements.isEmpty ? other : elements[random.below(elements.count)]
  }

  private mutating func happens(_ percent: Int) -> Bool { random.below(100) < percent }

  mutating func next() -> NoisyRequest {
    let sample = one(of: RequestSamples.all, or: .get("/version"))
    var request = NoisyRequest(method: sample.method, target: prefix + target(sample.path))
    if happens(10) {
      request.method = one(of: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "PROPFIND"], or: "GET")
    }
    if let body = sample.body {
      request.body = bytes(of: body, sample.type)
      let type = happens(8) ? one(of: RequestSamples.contentTypes, or: "") : sample.type
      if !type.isEmpty { request.fields.append(("Content-Type", type)) }
    }
    if happens(30) { request.fields.append(("Accept", one(of: RequestSamples.accepts, or: "*/*"))) }
    if happens(5) { request.fields.append(("Authorization", "Bearer " + one(of: RequestSamples.odd, or: "x"))) }
    if happens(5) { request.fields.append(("Accept-Encoding", "gzip")) }
    if happens(3) { request.fields.append(("Expect", "100-continue")) }
    if happens(5) { request.fields.append(("Connection", one(of: RequestSamples.connections, or: ""))) }
    if happens(3) { request.version = "1.0" } else { request.isChunked = !request.body.isEmpty && happens(10) }
    if happens(3) { request.fields.append(("Upgrade", one(of: RequestSamples.upgrades, or: ""))) }
    return request
  }

  /// A request that asks to take the connection over, with all that belongs to it or nearly so.
  mutating func nextUpgrade() -> NoisyRequest {
    let targets = [
      StreamingPods.exec("ls"), StreamingPods.exec("cat", options: "stdin=true&stdout=true"),
      StreamingPods.attach("main"), StreamingPods.portForward(), StreamingPods.portForward(options: "ports=80"),
      StreamingPods.exec("ls").replacing("tools", with: "none"), "/version",
    ]
    let path = one(of: targets, or: "")
    var request = NoisyRequest(target: prefix + (happens(10) ? target(path) : path))
    if happens(20) { request.method = one(of: ["POST", "PUT", "HEAD", "CONNECT"], or: "POST") }
    request.fields.append(("Upgrade", one(of: Array(RequestSamples.upgrades.prefix(happens(80) ? 2 : 7)), or: "")))
    if happens(70) { request.fields.append(("Connection", one(of: RequestSamples.connections, or: ""))) }
    request.fields += RequestSamples.upgradeFields.filter { _ in happens(80) }.map { (name: $0.0, value: $0.1) }
    if happens(5) { request.body = Array("x".utf8) }
    return request
  }

  // MARK: Paths and queries

  private mutating func target(_ path: String) -> String {
    var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    while happens(15), segments.count > 1 {
      let place = 1 + random.below(segments.count - 1)
      switch random.below(3) {
      case 0: segments[place] = escaped(one(of: RequestSamples.segments + RequestSamples.odd, or: ""))
      case 1: segments.insert(escaped(one(of: RequestSamples.segments, or: "")), at: place)
      default: segments.remove(at: place)
      }
    }
    var target = segments.joined(separator: "/")
    var fields: [String] = []
    while happens(45), fields.count < 6 {
      let values = RequestSamples.queryValues + RequestSamples.odd
      fields.append(one(of: RequestSamples.queryNames, or: "limit") + "=" + escaped(one(of: values, or: "")))
    }
    // No answer is waited for without end.
    if fields.contains(where: { $0.hasPrefix("watch=") || $0.hasPrefix("follow=") }) {
      fields.append("timeoutSeconds=0")
    }
    if !fields.isEmpty { target += "?" + fields.joined(separator: "&") }
    return target
  }

  /// Mostly with escapes where a target needs them, else as it is, but for what would end the line.
  private mutating func escaped(_ text: String) -> String {
    if happens(5) { return one(of: ["%zz", "%", "%ff%fe", "%00", "%2F", "..%2f.."], or: "%") }
    return text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }

  // MARK: Bodies

  private mutating func bytes(of body: JSONValue, _ type: String) -> [UInt8] {
    var body = body
    while happens(60) { body = changed(body, depth: 0) }
    var bytes: [UInt8]
    if type.contains("protobuf") {
      bytes = ProtobufEnvelope.encode(body) ?? JSONWriter.bytes(body)
    } else {
      bytes = JSONWriter.bytes(body)
    }
    while happens(20) { damage(&bytes) }
    return bytes
  }

  /// A document with another value somewhere in it.
  private mutating func changed(_ value: JSONValue, depth: Int) -> JSONValue {
    if depth > 0, happens(20) { return oddValue() }
    switch value {
    case .object(var object):
      let keys = object.keys
      let key = happens(8) ? one(of: RequestSamples.odd, or: "x") : one(of: keys, or: "x")
      if happens(10) {
        object[key] = nil
      } else {
        object[key] = changed(object[key] ?? .null, depth: depth + 1)
      }
      return .object(object)
    case .array(var elements):
      guard !elements.isEmpty else { return .array([oddValue()]) }
      let place = random.below(elements.count)
      if happens(15) {
        elements.append(elements[place])
      } else {
        elements[place] = changed(elements[place], depth: depth + 1)
      }
      return .array(elements)
    default: return oddValue()
    }
  }

  private mutating func oddValue() -> JSONValue {
    switch random.below(10) {
    case 0: .null
    case 1: .bool(happens(50))
    case 2: .integer(one(of: [0, -1, 1, 65_536, .max, .min], or: 0))
    case 3: .double(one(of: [0.5, -1e300, 1e-300, 1e18], or: 0.5))
    case 4: .array([])
    case 5: .object(JSONObject())
    case 6: .array([.null, .string("x"), .integer(1)])
    case 7: .object(JSONObject([("x", .null), ("", .string(""))]))
    default: .string(one(of: RequestSamples.odd + RequestSamples.segments, or: ""))
    }
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    let place = random.below(bytes.count)
    switch random.below(6) {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(contentsOf: bytes.prefix(random.below(64)), at: place)
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(8)))
    case 4: bytes.insert(contentsOf: Array(one(of: RequestSamples.fragments, or: "{").utf8), at: place)
    default: bytes = Array(String(repeating: one(of: ["[", "{\"a\":", "- ", "&a [*a,"], or: "["), count: 20_000).utf8)
    }
  }
}
