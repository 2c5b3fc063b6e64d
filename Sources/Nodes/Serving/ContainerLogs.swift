package import APIServer
import ContainerShell
import HashTreeCollections
import KubernetesModel
package import SimulationKernel

/// What `kubectl logs` asks for.
private struct LogOptions {
  let isPrevious: Bool
  let follows: Bool
  let hasTimestamps: Bool
  let since: Instant?
  let tail: Int?
  let limit: Int?
  /// `All`, `Stdout` or `Stderr`.
  let stream: String

  init(_ request: APIRequest, at now: Instant) {
    isPrevious = request.flag("previous")
    follows = request.flag("follow")
    hasTimestamps = request.flag("timestamps")
    stream = request.parameter("stream") ?? "All"
    let seconds = request.parameter("sinceSeconds").flatMap { Int64($0) }
    let time = request.parameter("sinceTime").flatMap { Instant(rfc3339: $0) }
    since = seconds.map { now - .seconds($0) } ?? time
    tail = request.parameter("tailLines").flatMap { Int($0) }
    limit = request.parameter("limitBytes").flatMap { Int($0) }
  }

  func includes(_ line: LogLine) -> Bool {
    if let since, line.instant < since { return false }
    return stream == "All" || (stream == "Stderr") == line.isError
  }

  func bytes(_ lines: some Sequence<LogLine>) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines where includes(line) {
      if hasTimestamps { bytes += Array(LogOptions.stamp(line.instant).utf8) }
      bytes += Array(line.text.utf8)
      if line.isComplete { bytes.append(0x0A) }
    }
    return bytes
  }

  /// With nine digits after the point, as a runtime writes them.
  private static func stamp(_ instant: Instant) -> String {
    let nanos = String(100 + UInt64(bitPattern: instant.microseconds &* 7919) % 899)
    return instant.rfc3339Micro.dropLast() + nanos + "Z "
  }
}

extension Kubelets {
  func answerLog(_ connection: PodConnection, at now: Instant) -> APIResponse {
    let options = LogOptions(connection.request, at: now)
    do {
      let log = try log(connection, isPrevious: options.isPrevious)
      var lines = log.lines().filter(options.includes)
      if let tail = options.tail, tail >= 0 { lines = lines.suffix(tail) }
      var bytes = options.bytes(lines)
      if let limit = options.limit, limit >= 0 { bytes = Array(bytes.prefix(limit)) }
      guard options.follows, !options.isPrevious else {
        return APIResponse(status: 200, contentType: "text/plain", body: .bytes(bytes))
      }
      let first = lines.isEmpty ? log.end : log.end - lines.count
      return APIResponse(
        status: 200, contentType: "text/plain",
        body: .stream(.log(LogFollow(connection: connection, nextLine: max(log.start, first)))))
    } catch {
      return APIResponse(error)
    }
  }

  /// The log that a request means (kubelet: `validateContainerLogStatus`).
  private func log(_ connection: PodConnection, isPrevious: Bool) throws(APIStatus) -> ContainerLog {
    let name = connection.container
    let place = "container \"\(name)\" in pod \"\(connection.pod.name)\""
    guard let pod = pods[connection.pod.uid], let container = pod.containers.first(where: { $0.name == name }) else {
      throw .badRequest("\(place) is not available")
    }
    let waits = pod.isWaitingAfterEnd(container)
    if isPrevious {
      if waits, let instance = container.instance { return instance.process?.log ?? ContainerLog() }
      if !waits, let previous = container.previous { return previous.log }
      throw .badRequest("previous terminated \(place) not found")
    }
    if let instance = container.instance { return instance.process?.log ?? ContainerLog() }
    if let previous = container.previous { return previous.log }
    switch pod.reportedReason(of: container) {
    case "ErrImagePull": throw .badRequest("\(place) is waiting to start: image can't be pulled")
    case "ImagePullBackOff": throw .badRequest("\(place) is waiting to start: trying and failing to pull image")
    case let reason: throw .badRequest("\(place) is waiting to start: \(reason)")
    }
  }

  /// What came to a log that is followed since it was last read; it ends with the container.
  package func read(_ follow: inout LogFollow, at now: Instant) -> KubeletRead {
    let connection = follow.connection
    let options = LogOptions(connection.request, at: now)
    guard let container = pods[connection.pod.uid]?.containers.first(where: { $0.name == connection.container }),
      let process = container.instance?.process
    else { return .ended(exitCode: 0) }
    let lines = process.log.lines(since: follow.nextLine)
    // An attached client gets both streams apart, as far as one of them goes.
    let isError = connection.kind == .attach && lines.first?.isError == true
    let piece = connection.kind == .attach ? lines.prefix { $0.isError == isError } : lines[...]
    follow.nextLine = process.log.end - lines.count + piece.count
    let bytes = options.bytes(piece)
    if !bytes.isEmpty { return .output(ProcessOutput(bytes: bytes, isError: isError)) }
    guard let exit = process.exit else { return .pending }
    return .ended(exitCode: connection.kind == .attach ? exit.code : 0)
  }
}
