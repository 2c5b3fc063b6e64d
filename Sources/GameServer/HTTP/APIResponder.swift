import APIServer
import Cluster
import HTTPTypes
import HummingbirdCore
import KubernetesModel
import NIOCore
import SimulationKernel

/// Answers HTTP requests from the hosted clusters.
struct APIResponder: Sendable {
  /// Bytes of a request's body, as a real API server takes them.
  static let bodyLimit = 3 * 1024 * 1024

  let directory: ClusterDirectory
  /// What answers outside of the clusters; nil where there are only those.
  let site: Site?
  let client: ConnectionClient
  /// The connection.
  let channel: any Channel

  func respond(_ request: Request, _ writer: consuming ResponseWriter) async throws {
    guard request.head.authority != nil else {
      return try await write(ServerPages.missingHost, to: writer, request, closing: true)
    }
    if let site, !RequestAddress.leadsToCluster(request.head.path ?? "/") {
      return try await SiteExchange(site: site, client: client, channel: channel).respond(request, writer)
    }
    guard let address = RequestAddress(target: request.head.path ?? "/") else {
      return try await write(APIResponse(.badRequest("the request's path is not well formed")), to: writer, request)
    }
    guard let place = await directory.place(at: address) else {
      let answer = address.cluster == nil ? ServerPages.answer(address.path) : APIResponse(.unknownCluster)
      return try await write(answer, to: writer, request)
    }
    let host = place.host
    let body: [UInt8]
    do throws(APIStatus) {
      body = try await collect(request, writer)
    } catch {
      return try await write(APIResponse(error), to: writer, request, closing: true)
    }
    guard var call = APICall(request.head, address, body: body, from: client) else {
      return try await write(
        APIResponse(.unknownMethod(request.head.method.rawValue)), to: writer, request)
    }
    call.seat = place.seat
    if let answer = await GameAPI.answer(call, from: host) { return try await write(answer, to: writer, request) }
    if address.isPodStream {
      if UpgradeFilter.mayUpgrade(request.head) {
        try await LateUpgrade(directory: directory, client: client).serve(request.head, on: channel)
        throw ConnectionIsDone()
      }
      let foreseen = await host.foresee(call)
      // What a kubelet would say it is not asked.
      let isAnswered = foreseen.isSuccess || foreseen.comesOnStream
      let answer = isAnswered ? APIResponse(.upgradeRequired) : foreseen
      return try await write(answer, to: writer, request)
    }
    guard let entry = host.load.enter() else {
      return try await write(APIResponse(.tooManyRequests), to: writer, request)
    }
    let answer = await host.handle(call)
    entry.leave()
    guard await host.settle() else { return try await write(APIResponse(.notKept), to: writer, request) }
    guard let stream = answer.stream else {
      return try await write(answer.response, to: writer, request, load: host.load)
    }
    let writing = StreamWriting(host: host, stream: stream)
    if request.head.method == .head { return try await writing.sendHead(answer.response, to: writer) }
    client.carry(stream, of: host, mayPause: call.request.path.hasSuffix("/log"))
    defer { client.putDown() }
    try await writing.send(answer.response, to: writer, isLast: request.isLast)
  }

  private func write(
    _ response: APIResponse, to writer: consuming ResponseWriter, _ request: Request, load: Load? = nil,
    closing: Bool = false
  ) async throws {
    var answer = WholeAnswer(response)
    let (size, isLarge) = (answer.body.readableBytes, answer.isLarge)
    guard !isLarge || load?.reserve(bytes: size) ?? true else {
      return try await write(APIResponse(.tooManyRequests), to: writer, request)
    }
    let patience = isLarge ? load.map { TimeAmount.microseconds($0.answerPatience.microseconds) } : nil
    let deadline = patience.map { patience in
      channel.eventLoop.scheduleTask(in: patience) { [channel] in channel.close(promise: nil) }
    }
    defer {
      deadline?.cancel()
      if isLarge { load?.release(bytes: size) }
    }
    if isLarge, Gzip.isAccepted(by: request.headers[.acceptEncoding] ?? "") { answer.compress() }
    if closing || request.isLast { answer.head.headerFields[.connection] = "close" }
    let isHead = request.head.method == .head
    try await writer.write(
      response: answer.head, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: answer.body))
    // What was written may still wait for the client.
    if isLarge { try await ClientDeparture.untilSent(on: channel) }
    if closing { throw ConnectionIsDone() }
  }

  private func collect(_ request: Request, _ writer: borrowing ResponseWriter) async throws(APIStatus) -> [UInt8] {
    do throws(BodyProblem) {
      return try await BodyReading.collect(request, writer, limit: Self.bodyLimit)
    } catch {
      switch error {
      case .tooLarge(let limit): throw .tooLarge(limit: limit)
      case .slow: throw .slowRequest
      case .cutShort: throw .badRequest("the request's body ended early")
      }
    }
  }
}

extension Request {
  /// Whether the connection ends with its answer.
  var isLast: Bool { headers[.connection] == "close" }
}

/// Ends the connection after an answer: what the client goes on to send is not read.
struct ConnectionIsDone: Error {}
