import KubernetesModel

/// What a competition keeps on every server that it is taken to, whatever it is called there.
enum CompetitionIdentity {
  static let maximumLength = 100

  /// Half of a SHA-256, in hexadecimal. It gives nothing away of the secret that goes into it.
  static func make(secret: String, slug: String, created: Int64) -> String {
    digest("made\n\(secret)\n\(slug)\n\(created)")
  }

  /// Of an archive that was exported before competitions had one.
  static func ofOldArchive(_ competition: Competition) -> String {
    digest("archived\n\(competition.slug)\n\(competition.created)")
  }

  private static func digest(_ text: String) -> String {
    String(SHA256.hexadecimal(Array("firedrill competition 1\n\(text)\n".utf8)).prefix(32))
  }
}
