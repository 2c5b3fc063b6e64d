import ContainerShell
import SimulationKernel

/// A network in which `web` answers, `db` refuses, `far` drops packets and every other name is unknown.
struct SmallNetwork: ContainerSurroundings {
  func resolve(_ name: String) -> NameResolution {
    switch name {
    case "web": .addresses(["10.0.0.10"], canonicalName: "web.default.svc.cluster.local")
    case "db": .addresses(["10.0.0.20"], canonicalName: "db.default.svc.cluster.local")
    case "far": .addresses(["10.0.0.30"], canonicalName: "far.default.svc.cluster.local")
    case "lost": .timedOut
    default: .notFound
    }
  }

  var listeningSockets: [ListeningSocket] {
    [ListeningSocket(port: 80, isLoopbackOnly: false), ListeningSocket(port: 9090, isLoopbackOnly: true)]
  }

  func connect(to host: String, port: Int, transport: TransportProtocol) -> ConnectionOutcome {
    switch host {
    case "web": port == 80 ? .connected(address: "10.0.0.10") : .refused(address: "10.0.0.10")
    case "db": .refused(address: "10.0.0.20")
    case "far": .timedOut(address: "10.0.0.30")
    default: .notResolved(resolve(host))
    }
  }

  func ask(_ request: HTTPQuestion) -> HTTPOutcome {
    let outcome = connect(to: request.host, port: request.port, transport: .tcp)
    guard case .connected(let address) = outcome else { return .failed(outcome) }
    if request.path == "/sick" {
      return .answered(HTTPAnswer(status: 503, body: Array("sick\n".utf8)), address: address)
    }
    return .answered(HTTPAnswer(status: 200, body: Array("hello\n".utf8)), address: address)
  }
}

let morning = Instant(seconds: 1_760_000_000)

struct ScriptResult: Equatable {
  var output = ""
  var errors = ""
  var code = 0
}

/// Runs a command in a sleeping container for as long as it takes, at most an hour.
func execute(
  _ command: [String], in image: ImageDescription, input: String? = nil, mounts: [ContainerMount] = [],
  environment: [(name: String, value: String)] = []
) throws -> ScriptResult {
  var container = try Container(
    ContainerStart(
      image: image, command: image.base == .distroless ? nil : ["sleep", "100000"], environment: environment,
      hostname: "box", mounts: mounts), at: morning)
  let session = try container.execute(command, isInputOpen: input != nil, at: morning)
  if let input {
    container.write(Array(input.utf8), to: session)
    container.closeInput(of: session)
  }
  var result = ScriptResult()
  var bytes: [Bool: [UInt8]] = [:]
  for _ in 0..<200 {
    container.advance(to: container.nextEvent ?? morning, surroundings: SmallNetwork())
    for piece in container.takeOutput(of: session) { bytes[piece.isError, default: []] += piece.bytes }
    if let end = container.end(of: session) {
      if case .exited(let code) = end { result.code = code } else { result.code = -1 }
      break
    }
  }
  result.output = String(decoding: bytes[false] ?? [], as: UTF8.self)
  result.errors = String(decoding: bytes[true] ?? [], as: UTF8.self)
  return result
}

let busybox = ImageDescription(repository: "busybox", command: ["sh"], base: .busybox)
let debian = ImageDescription(repository: "debian", command: ["bash"], base: .debian)
let toolbox = ImageDescription(repository: "toolbox", command: ["bash"], base: .toolbox)

func shell(_ script: String, in image: ImageDescription = busybox, input: String? = nil) throws -> ScriptResult {
  try execute(["sh", "-c", script], in: image, input: input)
}
