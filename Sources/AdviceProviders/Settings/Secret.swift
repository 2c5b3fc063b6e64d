/// A text that is sent, and shown to nobody: neither descriptions nor dumps nor errors have it.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// For the request alone.
  let revealed: String

  package init(_ text: String) { revealed = text }

  package var isEmpty: Bool { revealed.isEmpty }
  package var description: String { isEmpty ? "none" : "***" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// A text of somebody else's without this one in it: services repeat a key that they refuse.
  func masked(in text: String) -> String {
    revealed.utf8.count < 4 ? text : text.replacing(revealed, with: "***")
  }
}
