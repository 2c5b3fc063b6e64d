import APIServer
import KubernetesModel
import SimulationKernel

/// Prints logs one after the other, or follows several at once.
struct LogPrinter {
  private let context: CommandContext
  private let options: LogOptions

  init(_ context: CommandContext, _ options: LogOptions) {
    self.context = context
    self.options = options
  }

  func print(_ requests: [LogRequest]) throws(KubectlError) {
    guard options.follows, requests.count > 1 else {
      for request in requests {
        var lines = LogLines(prefix: options.hasPrefix ? request.prefix : "")
        let response = try send(request)
        context.write(lines.take(response.bytes))
        if case .stream(let stream) = response.body { try follow([(request, stream)]) }
        context.write(lines.rest())
      }
      return
    }
    let limit = context.flags.integer("max-log-requests")
    if requests.count > limit {
      throw .message(
        "you are attempting to follow \(requests.count) log streams, but maximum allowed concurrency is \(limit), use --max-log-requests to increase the limit"
      )
    }
    try followAll(requests)
  }

  private func send(_ request: LogRequest) throws(KubectlError) -> APIResponse {
    try context.client.send(.get, request.path, query: request.query, asked: "pods " + request.pod)
  }

  private func followAll(_ requests: [LogRequest]) throws(KubectlError) {
    var streams: [(LogRequest, APIStream)] = []
    for request in requests {
      do throws(KubectlError) {
        let response = try send(request)
        if case .stream(let stream) = response.body {
          streams.append((request, stream))
        } else {
          var lines = LogLines(prefix: options.hasPrefix ? request.prefix : "")
          context.write(lines.take(response.bytes) + lines.rest())
        }
      } catch {
        guard context.flags.bool("ignore-errors") else { throw error }
        context.print("error: \(error.message)")
      }
    }
    try follow(streams)
  }

  /// Reads the streams in turns, each as far as it goes; waits a little where none has anything.
  private func follow(_ streams: [(request: LogRequest, stream: APIStream)]) throws(KubectlError) {
    let transport = context.environment.transport
    let deadline = context.client.deadline(from: context.now)
    var open = streams.map {
      (stream: $0.stream, lines: LogLines(prefix: options.hasPrefix ? $0.request.prefix : ""))
    }
    while !open.isEmpty {
      var index = 0
      while index < open.count {
        let pause = open.count == 1 ? deadline : min(deadline, context.now + .milliseconds(200))
        switch transport.read(&open[index].stream, until: pause) {
        case .bytes(let bytes, _):
          context.write(open[index].lines.take(bytes))
          index += 1
        case .watchEvents, .wantsInput: index += 1
        case .deadlineReached:
          if context.now >= deadline { return }
          index += 1
        case .ended:
          context.write(open[index].lines.rest())
          open.remove(at: index)
        case .interrupted:
          for entry in open { transport.close(entry.stream) }
          throw .exit(130)
        case .failed(let text): throw .message(text)
        }
      }
    }
  }
}

/// Puts a prefix before every line, however the bytes come.
struct LogLines {
  let prefix: String
  private var pending: [UInt8] = []

  init(prefix: String) { self.prefix = prefix }

  /// What can be printed now: whole lines.
  mutating func take(_ bytes: [UInt8]) -> [UInt8] {
    if prefix.isEmpty { return bytes }
    var result: [UInt8] = []
    for byte in bytes {
      pending.append(byte)
      if byte == 0x0A {
        result += Array(prefix.utf8) + pending
        pending.removeAll(keepingCapacity: true)
      }
    }
    return result
  }

  /// The last line, when it does not end.
  mutating func rest() -> [UInt8] {
    defer { pending = [] }
    return pending.isEmpty ? [] : Array(prefix.utf8) + pending
  }
}
