/// Who a certificate is about: `O = ops, CN = anna`.
package struct DistinguishedName: Hashable, Sendable {
  /// In the order in which they are written.
  package let parts: [(key: String, value: String)]

  private static let identifiers: [(key: String, numbers: [UInt32])] = [
    ("CN", [2, 5, 4, 3]), ("C", [2, 5, 4, 6]), ("L", [2, 5, 4, 7]), ("ST", [2, 5, 4, 8]), ("O", [2, 5, 4, 10]),
    ("OU", [2, 5, 4, 11]), ("serialNumber", [2, 5, 4, 5]), ("street", [2, 5, 4, 9]), ("postalCode", [2, 5, 4, 17]),
    ("emailAddress", [1, 2, 840, 113_549, 1, 9, 1]),
  ]

  package init(_ parts: [(key: String, value: String)]) { self.parts = parts }

  /// The values of an attribute, as of `O`.
  package func values(_ key: String) -> [String] { parts.filter { $0.key == key }.map(\.value) }

  /// Reads `/O=ops/CN=anna`; nil for an attribute that is not known.
  package init?(slashed text: String) {
    var parts: [(key: String, value: String)] = []
    for part in text.split(separator: "/") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2, Self.identifiers.contains(where: { $0.key == halves[0] }) else { return nil }
      parts.append((halves[0], halves[1]))
    }
    self.parts = parts
  }

  init?(_ name: DERReader.Element) {
    var parts: [(key: String, value: String)] = []
    var sets = name.inner
    while let set = sets.next(0x31) {
      var pairs = set.inner
      while let pair = pairs.next(0x30) {
        var reader = pair.inner
        guard let identifier = reader.next(0x06), let value = reader.next() else { return nil }
        let key = Self.identifiers.first { DER.identifier($0.numbers) == Array(identifier.whole) }?.key ?? "UNDEF"
        parts.append((key, String(decoding: value.content, as: UTF8.self)))
      }
    }
    self.parts = parts
  }

  var encoded: [UInt8] {
    DER.sequence(
      parts.map { part in
        let numbers = Self.identifiers.first { $0.key == part.key }?.numbers ?? [2, 5, 4, 3]
        return DER.set([DER.sequence([DER.identifier(numbers), DER.text(part.value)])])
      })
  }

  package static func == (left: Self, right: Self) -> Bool { left.description == right.description }

  package func hash(into hasher: inout Hasher) { hasher.combine(description) }
}

extension DistinguishedName: CustomStringConvertible {
  /// As openssl prints it.
  package var description: String { parts.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") }
}

/// A certificate (X.509). Its signature is no cryptography either: whoever issues it says what it is.
package struct Certificate: Sendable {
  package static let label = "CERTIFICATE"

  package let subject: DistinguishedName
  package let issuer: DistinguishedName
  /// `YYMMDDHHMMSSZ`
  package let notBefore: String
  package let notAfter: String
  /// What is signed, as it is encoded.
  package let content: [UInt8]
  package let signature: [UInt8]

  package init?(pem text: String) {
    guard let bytes = PEM.bytes(Self.label, in: text) else { return nil }
    self.init(der: bytes)
  }

  package init?(der bytes: [UInt8]) {
    var outer = DERReader(bytes[...])
    guard var certificate = outer.next(0x30)?.inner, let content = certificate.next(0x30),
      certificate.next(0x30) != nil, let signature = certificate.next(0x03)
    else { return nil }
    var fields = content.inner
    guard fields.next(0xA0) != nil, fields.next(0x02) != nil, fields.next(0x30) != nil, let issuer = fields.next(0x30),
      var validity = fields.next(0x30)?.inner, let start = validity.next(), let end = validity.next(),
      let subject = fields.next(0x30), let issuerName = DistinguishedName(issuer),
      let subjectName = DistinguishedName(subject)
    else { return nil }
    self.subject = subjectName
    self.issuer = issuerName
    self.content = Array(content.whole)
    // The first byte counts the bits that are not used.
    self.signature = Array(signature.content.dropFirst())
    notBefore = String(decoding: start.content, as: UTF8.self)
    notAfter = String(decoding: end.content, as: UTF8.self)
  }

  /// The certificate that an authority gives for a request.
  /// - Parameter sign: Gives the signature of what is signed.
  package static func pem(
    for request: CertificateRequest, issuer: DistinguishedName, serial: [UInt8], notBefore: String, notAfter: String,
    sign: ([UInt8]) -> [UInt8]
  ) -> String {
    let validity = DER.sequence([
      DER.element(0x17, Array(notBefore.utf8)), DER.element(0x17, Array(notAfter.utf8)),
    ])
    let fields = DER.sequence([
      DER.element(0xA0, DER.integer([2])), DER.integer(serial), signatureAlgorithm, issuer.encoded, validity,
      request.subject.encoded, request.publicKey,
    ])
    return PEM.text(label, signed(fields, sign(fields)))
  }

  /// sha256WithRSAEncryption
  private static let signatureAlgorithm = DER.sequence([
    DER.identifier([1, 2, 840, 113_549, 1, 1, 11]), DER.element(0x05, []),
  ])

  static func signed(_ content: [UInt8], _ signature: [UInt8]) -> [UInt8] {
    DER.sequence([content, signatureAlgorithm, DER.bits(signature)])
  }
}
