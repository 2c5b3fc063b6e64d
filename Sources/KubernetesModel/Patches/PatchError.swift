/// Why a patch cannot be made or applied.
package struct PatchError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Sendable {
    /// The patch is not a patch: 400 with the description.
    case malformed
    /// It does not fit the object: 422, with the server's general message.
    case unprocessable
    /// More operations than a server takes: 413 with the description.
    case tooLarge
    /// What a server has no better answer for: 500 with the description.
    case unexpected
  }

  package let kind: Kind
  /// In the words of the Go libraries.
  package let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
