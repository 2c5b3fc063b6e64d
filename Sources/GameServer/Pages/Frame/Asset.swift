import Leaderboard
import Scoring
import SimulationKernel

/// A file that pages need. Its address changes with its content, so that browsers may keep it for good.
struct Asset: Hashable, Sendable {
  let bytes: [UInt8]
  let contentType: String
  /// With a digest of the content: `/assets/site.0123456789abcdef.css`.
  let path: String
  /// The path without it.
  private let plainPath: String

  private init(_ name: String, _ kind: String, _ contentType: String, _ bytes: [UInt8]) {
    var digest = Fingerprint()
    for byte in bytes { digest.combine(byte) }
    self.bytes = bytes
    self.contentType = contentType
    path = "/assets/\(name).\(digest.description).\(kind)"
    plainPath = "/assets/\(name).\(kind)"
  }

  private static func script(_ name: String, _ bytes: [UInt8]) -> Asset {
    Asset(name, "js", "text/javascript; charset=utf-8", bytes)
  }

  /// The report's look, and what other pages have besides.
  static let style = Asset(
    "site", "css", "text/css; charset=utf-8", Array(ReportStyle.css.utf8) + PackageResources.site_css)
  static let icon = Asset("icon", "svg", "image/svg+xml", PackageResources.icon_svg)
  /// On every page.
  static let site = script("site", PackageResources.site_js)
  static let terminal = script("terminal", PackageResources.terminal_js)
  static let drill = script("drill", PackageResources.drill_js)
  static let board = script("board", PackageResources.board_js)
  static let replay = script("replay", PackageResources.replay_js)

  static let all = [style, icon, site, terminal, drill, board, replay]

  /// - Parameter path: with a digest, or without.
  static func find(_ path: String) -> Asset? { all.first { $0.path == path || $0.plainPath == path } }

  /// Whether a path names this very content, so that it may be kept for good.
  func isNamed(exactlyBy path: String) -> Bool { self.path == path }
}
