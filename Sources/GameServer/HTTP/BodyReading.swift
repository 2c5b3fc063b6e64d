import HTTPTypes
import HummingbirdCore
import NIOCore

/// Why the body of a request was not taken.
enum BodyProblem: Error, Equatable {
  case tooLarge(limit: Int)
  case slow
  case cutShort
}

/// Reads the bodies of requests, up to a size and for a time.
enum BodyReading {
  /// How long a body may take to arrive.
  private static let patience = Duration.seconds(60)

  static func collect(
    _ request: Request, _ writer: borrowing ResponseWriter, limit: Int
  ) async throws(BodyProblem) -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
      throw .tooLarge(limit: limit)
    }
    if request.headers[.contentLength] == nil, request.headers[.transferEncoding] == nil { return [] }
    do {
      if request.headers[.expect]?.lowercased() == "100-continue" {
        try await writer.writeInformationalHead(HTTPResponse(status: .continue))
      }
      let body = request.body
      let buffer = try await withDeadline(patience) { try await body.collect(upTo: limit) }
      guard let buffer else { throw BodyProblem.slow }
      return Array(buffer.readableBytesView)
    } catch let error as BodyProblem {
      throw error
    } catch is NIOTooManyBytesError {
      throw .tooLarge(limit: limit)
    } catch {
      throw .cutShort
    }
  }
}

/// Runs `body`, but gives up after `limit`: nil.
func withDeadline<Result: Sendable>(
  _ limit: Duration, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result? {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    return try await group.next() ?? nil
  }
}
