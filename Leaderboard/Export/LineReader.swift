import Foundation
import KubernetesModel

/// Reads an archive line by line, and knows in which one it is.
struct LineReader {
  /// Journals come in lines of their own, five hundred entries each.
  private static let longestLine = 64 << 20

  private let bytes: [UInt8]
  private var position = 0
  /// The line that was read last, from 1 on.
  private(set) var number = 0
  private let decoder = JSONDecoder()

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() throws(ArchiveError) -> CompetitionArchive.Header {
    guard let line = nextLine(), let header = try? decoder.decode(CompetitionArchive.Header.self, from: Data(line)),
      header.firedrill == "competition"
    else { throw .badImport(line: 1, "this is no archive of a competition") }
    guard header.version >= 1, Competition.times.contains(header.exported) else {
      throw .badImport(line: 1, "this is no archive of a competition")
    }
    guard header.version <= CompetitionArchive.version else {
      throw .badImport(line: 1, "it was written by a newer firedrill; update this one")
    }
    return header
  }

  mutating func record() throws(ArchiveError) -> CompetitionArchive.Line {
    guard let line = nextLine() else {
      throw .badImport(line: number + 1, "the archive is cut short: its last line, the end, is missing")
    }
    guard line.count <= Self.longestLine else { throw .badImport(line: number, "it is too long") }
    guard String(bytes: line, encoding: .utf8) != nil else { throw .badImport(line: number, "it is no UTF-8") }
    let record: CompetitionArchive.Line
    do {
      record = try decoder.decode(CompetitionArchive.Line.self, from: Data(line))
    } catch {
      let isJSON = (try? JSONParser.parse(Array(line))) != nil
      throw .badImport(line: number, isJSON ? Self.words(for: error) : "it is no JSON")
    }
    let kinds = [
      record.competition != nil, record.team != nil, record.award != nil, record.announcement != nil,
      record.audit != nil, record.run != nil, record.journal != nil, record.end != nil,
    ]
    guard kinds.count(where: \.self) == 1 else {
      throw .badImport(
        line: number,
        "it must hold one of competition, team, award, announcement, audit, run, journal and end")
    }
    return record
  }

  /// Checks that nothing is missing and nothing follows.
  mutating func finish(_ end: CompetitionArchive.End) throws(ArchiveError) {
    guard end.lines == number - 1 else {
      throw .badImport(line: number, "there should be \(end.lines) lines before it, and there are \(number - 1)")
    }
    if nextLine() != nil { throw .badImport(line: number, "something follows after the end") }
  }

  /// Nil behind the last line. An empty one counts only where something follows.
  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    number += 1
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    defer { position = min(end + 1, bytes.count) }
    let line = bytes[position..<end]
    return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }

  // MARK: Words

  private static func words(for error: any Error) -> String {
    let other = "it holds a value that cannot be taken"
    guard let error = error as? DecodingError else { return other }
    switch error {
    case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): return "\(path(context.codingPath)) is missing"
    case .typeMismatch(let type, let context): return "\(path(context.codingPath)): it must be \(name(type))"
    case .dataCorrupted(let context):
      return context.codingPath.isEmpty ? other : "\(path(context.codingPath)): it cannot be taken"
    @unknown default: return other
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    let text = keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    return text.isEmpty ? "it" : String(text.prefix(200))
  }

  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Int.Type, is Int64.Type: "a whole number"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "an object"
    default: "\(type)".hasPrefix("Array") || "\(type)".hasPrefix("[") ? "a list" : "another value"
    }
  }
}
