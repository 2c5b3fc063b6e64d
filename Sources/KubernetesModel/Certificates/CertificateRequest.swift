/// A request for a certificate (PKCS #10). Nothing here is cryptography: keys and signatures are bytes that look like some.
package struct CertificateRequest: Sendable {
  package static let label = "CERTIFICATE REQUEST"

  package let subject: DistinguishedName
  /// The public key with its algorithm, as it is encoded.
  package let publicKey: [UInt8]
  /// What else the certificate is to be good for.
  package private(set) var alternativeNames: [AlternativeName] = []

  /// - Parameter publicKey: With its algorithm, as it is encoded.
  package init(subject: DistinguishedName, publicKey: [UInt8]) {
    self.subject = subject
    self.publicKey = publicKey
  }

  package init(subject: DistinguishedName, modulus: [UInt8]) {
    self.subject = subject
    let key = DER.sequence([DER.integer(modulus), DER.integer([1, 0, 1])])
    let algorithm = DER.sequence([DER.identifier([1, 2, 840, 113_549, 1, 1, 1]), DER.element(0x05, [])])
    publicKey = DER.sequence([algorithm, DER.bits(key)])
  }

  package init?(pem text: String) {
    guard let bytes = PEM.bytes(Self.label, in: text) else { return nil }
    var outer = DERReader(bytes[...])
    guard var request = outer.next(0x30)?.inner, var info = request.next(0x30)?.inner, info.next(0x02) != nil,
      let name = info.next(0x30), let subject = DistinguishedName(name), let key = info.next(0x30)
    else { return nil }
    self.subject = subject
    publicKey = Array(key.whole)
    if let attributes = info.next(0xA0) { alternativeNames = AlternativeName.all(in: attributes) }
  }

  package func pem(signature: [UInt8]) -> String {
    let info = DER.sequence([DER.integer([0]), subject.encoded, publicKey, DER.element(0xA0, [])])
    return PEM.text(Self.label, Certificate.signed(info, signature))
  }
}

/// Another name of a certificate's owner (`subjectAltName`).
package enum AlternativeName: Hashable, Sendable {
  case email(String)
  case dns(String)
  case uri(String)
  /// Four bytes, or sixteen.
  case address([UInt8])

  private static let extensionRequest = DER.identifier([1, 2, 840, 113_549, 1, 9, 14])
  private static let identifier = DER.identifier([2, 5, 29, 17])

  /// Reads the attributes of a request.
  static func all(in attributes: DERReader.Element) -> [AlternativeName] {
    var names: [AlternativeName] = []
    var rest = attributes.inner
    while var attribute = rest.next(0x30)?.inner {
      guard attribute.next(0x06).map({ Array($0.whole) }) == extensionRequest, var set = attribute.next(0x31)?.inner,
        var extensions = set.next(0x30)?.inner
      else { continue }
      while var one = extensions.next(0x30)?.inner {
        guard one.next(0x06).map({ Array($0.whole) }) == identifier, var value = one.next() else { continue }
        // Whether it is critical may stand before it.
        if value.tag == 0x01, let next = one.next() { value = next }
        var list = value.inner
        guard var inside = list.next(0x30)?.inner else { continue }
        while let element = inside.next() { if let name = AlternativeName(element) { names.append(name) } }
      }
    }
    return names
  }

  private init?(_ element: DERReader.Element) {
    let text = String(decoding: element.content, as: UTF8.self)
    switch element.tag {
    case 0x81: self = .email(text)
    case 0x82: self = .dns(text)
    case 0x86: self = .uri(text)
    case 0x87: self = .address(Array(element.content))
    default: return nil
    }
  }

  /// An address as it is written: `10.0.0.1`, `fd00::1`; nil for other names.
  package var addressText: String? {
    guard case .address(let bytes) = self else { return nil }
    if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
    guard bytes.count == 16 else { return nil }
    let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    // The longest run of zeros, from two groups on, is left out.
    var longest = 0..<0
    for start in groups.indices {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.endIndex
      if end - start > max(1, longest.count) { longest = start..<end }
    }
    let hexadecimal = groups.map { String($0, radix: 16) }
    if longest.isEmpty { return hexadecimal.joined(separator: ":") }
    return hexadecimal[..<longest.lowerBound].joined(separator: ":") + "::"
      + hexadecimal[longest.upperBound...].joined(separator: ":")
  }
}
