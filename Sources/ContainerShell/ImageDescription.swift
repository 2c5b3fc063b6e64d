/// What is known of an image: its tags, and what runs in it.
package struct ImageDescription: Sendable {
  /// Without tag or digest, as written in manifests: `shop/checkout`.
  package var repository: String

  package init(repository: String) {
    self.repository = repository
  }
}
