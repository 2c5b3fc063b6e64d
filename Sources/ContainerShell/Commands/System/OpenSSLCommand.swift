import KubernetesModel
import SimulationKernel

/// `openssl req`, `x509` and `genrsa`, as far as certificates of a cluster need them. Keys are bytes that look like keys.
enum OpenSSLCommand {
  static func make(_ arguments: [String]) -> any Program {
    let options = Options(Array(arguments.dropFirst()))
    let command = arguments.first ?? ""
    if let unknown = options.unknown(to: command) {
      return Commands.instant(arguments) { _, process in
        failed("\(command): Unknown option or cipher: \(unknown)\n\(command): Use -help for summary.", &process)
      }
    }
    switch command {
    case "x509":
      return reading(options) { text, process in
        guard let certificate = Certificate(pem: text) else {
          return failed("Could not read certificate from \(options.source)\nUnable to load certificate", &process)
        }
        return show(certificate, options, text, &process)
      }
    case "req" where options.has("new") || options.has("x509") || options.value("newkey") != nil:
      return Commands.instant(arguments) { _, process in request(options, &process) }
    case "req":
      return reading(options) { text, process in
        guard let request = CertificateRequest(pem: text) else {
          return failed(
            "Could not read certificate request from \(options.source)\nUnable to load X509 request", &process)
        }
        if options.has("subject") { process.print("subject=\(request.subject)\n") }
        return options.has("noout") ? 0 : write(text, options, &process)
      }
    case "genrsa":
      return Commands.instant(arguments) { _, process in
        write(PrivateKey(&process).pem, options, &process)
      }
    case "version":
      return Commands.instant(arguments) { _, process in
        process.print("OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024)\n")
        return 0
      }
    case let other:
      return Commands.instant(arguments) { _, process in
        failed("Invalid command '\(other)'; type \"help\" for a list.", &process)
      }
    }
  }

  /// A command that works on `-in`, or on standard input.
  private static func reading(
    _ options: Options, _ body: @escaping @Sendable (String, inout ProcessView) -> Int
  ) -> any Program {
    CollectingCommand(name: "openssl", paths: options.value("in").map { [$0] } ?? []) { inputs, process in
      body(String(decoding: inputs.flatMap(\.bytes), as: UTF8.self), &process)
    }
  }

  private static func failed(_ text: String, _ process: inout ProcessView) -> Int {
    process.printError(text + "\n")
    return 1
  }

  private static func show(
    _ certificate: Certificate, _ options: Options, _ text: String, _ process: inout ProcessView
  ) -> Int {
    // In the order in which they were asked for.
    for word in options.words {
      switch word {
      case "subject": process.print("subject=\(certificate.subject)\n")
      case "issuer": process.print("issuer=\(certificate.issuer)\n")
      case "startdate", "dates": process.print("notBefore=\(date(certificate.notBefore))\n")
      case "text": process.print(description(of: certificate))
      default: break
      }
      if word == "enddate" || word == "dates" { process.print("notAfter=\(date(certificate.notAfter))\n") }
    }
    if let seconds = options.value("checkend").flatMap({ Int64($0) }) {
      let expires = certificate.notAfter <= time(process.now + .seconds(seconds))
      process.print(expires ? "Certificate will expire\n" : "Certificate will not expire\n")
      return expires ? 1 : 0
    }
    return options.has("noout") ? 0 : write(text, options, &process)
  }

  /// The part of `-text` that people read.
  private static func description(of certificate: Certificate) -> String {
    """
    Certificate:
        Data:
            Version: 3 (0x2)
            Signature Algorithm: sha256WithRSAEncryption
            Issuer: \(certificate.issuer)
            Validity
                Not Before: \(date(certificate.notBefore))
                Not After : \(date(certificate.notAfter))
            Subject: \(certificate.subject)

    """
  }

  /// `261122150330Z`
  private static func time(_ instant: Instant) -> String {
    String(instant.rfc3339.dropFirst(2).filter(\.isNumber).prefix(12)) + "Z"
  }

  /// `261122150330Z` as `Nov 22 15:03:30 2026 GMT`.
  private static func date(_ text: String) -> String {
    let digits = text.filter(\.isNumber)
    let parts = stride(from: 0, to: digits.count - digits.count % 2, by: 2).map { digits.dropFirst($0).prefix(2) }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard parts.count == 6, let month = Int(parts[1]), months.indices.contains(month - 1), let day = Int(parts[2])
    else {
      return text
    }
    return "\(months[month - 1]) \(day < 10 ? " " : "")\(day) \(parts[3]):\(parts[4]):\(parts[5]) 20\(parts[0]) GMT"
  }

  // MARK: Making

  /// Days: the years of these dates have two digits.
  private static let longestLife: Int64 = 7300

  private static func request(_ options: Options, _ process: inout ProcessView) -> Int {
    guard let subject = DistinguishedName(slashed: options.value("subj") ?? "") else {
      return failed("req: subject name is expected to be in the format /type0=value0/type1=value1/type2=...", &process)
    }
    let key: PrivateKey
    if let path = options.value("key") {
      guard let bytes = try? process.contents(of: path),
        let read = PrivateKey(pem: String(decoding: bytes, as: UTF8.self))
      else {
        return failed("Could not open file or uri for loading private key from \(path)", &process)
      }
      key = read
    } else {
      key = PrivateKey(&process)
      guard save(key.pem, options.value("keyout") ?? "privkey.pem", &process) else { return 1 }
    }
    let signature = process.bytes(256)
    let request = CertificateRequest(subject: subject, modulus: key.modulus)
    guard options.has("x509") else { return write(request.pem(signature: signature), options, &process) }
    let days = max(1, min(Self.longestLife, options.value("days").flatMap { Int64($0) } ?? 30))
    let certificate = Certificate.pem(
      for: request, issuer: subject, serial: process.bytes(20), notBefore: time(process.now),
      notAfter: time(process.now + .seconds(days * 86_400)), sign: { _ in signature })
    return write(certificate, options, &process)
  }

  private static func write(_ text: String, _ options: Options, _ process: inout ProcessView) -> Int {
    guard let path = options.value("out") else {
      process.print(text)
      return 0
    }
    return save(text, path, &process) ? 0 : 1
  }

  private static func save(_ text: String, _ path: String, _ process: inout ProcessView) -> Bool {
    do {
      let full = FilePath.join(process.directory, path)
      try process.machine.files.write(Array(text.utf8), to: full, as: process.user, at: process.now)
      return true
    } catch {
      process.printError("Can't open \"\(path)\" for writing, \(error.text)\n")
      return false
    }
  }

  /// `-out file -noout`: words after one dash, some of them with a value.
  private struct Options: Sendable {
    private static let valued: Set<String> = [
      "in", "out", "key", "keyout", "newkey", "subj", "days", "inform", "outform", "addext", "config", "CA", "CAkey",
      "checkend",
    ]
    /// Those without a value, by command.
    private static let plain: [String: Set<String>] = [
      "x509": [
        "noout", "text", "subject", "issuer", "startdate", "enddate", "dates",
      ],
      "req": ["new", "x509", "nodes", "noenc", "noout", "subject", "sha256", "batch", "utf8"],
      "genrsa": ["traditional"],
    ]
    private(set) var words: [String] = []
    private var values: [String: String] = [:]

    init(_ arguments: [String]) {
      var rest = arguments[...]
      while let word = rest.popFirst() {
        let name = String(word.drop { $0 == "-" })
        guard word.hasPrefix("-") else { continue }
        if Self.valued.contains(name) { values[name] = rest.popFirst() } else { words.append(name) }
      }
    }

    var source: String { value("in") ?? "<stdin>" }
    func has(_ name: String) -> Bool { words.contains(name) }

    /// The first word that the command does not know.
    func unknown(to command: String) -> String? {
      Self.plain[command].flatMap { known in words.first { !known.contains($0) } }
    }

    func value(_ name: String) -> String? { values[name] }
  }

  private struct PrivateKey {
    let modulus: [UInt8]

    init(_ process: inout ProcessView) {
      let bytes = process.bytes(256)
      modulus = [0xC0 | (bytes.first ?? 0)] + bytes.dropFirst().dropLast() + [(bytes.last ?? 0) | 1]
    }

    init?(pem text: String) {
      guard let bytes = PEM.bytes("PRIVATE KEY", in: text) else { return nil }
      var outer = DERReader(bytes[...])
      guard var info = outer.next(0x30)?.inner, info.next(0x02) != nil, info.next(0x30) != nil,
        var inner = info.next(0x04)?.inner, var key = inner.next(0x30)?.inner, key.next(0x02) != nil,
        let number = key.next(0x02)
      else { return nil }
      modulus = Array(number.content)
    }

    /// PKCS #8. What would sign something is not in it.
    var pem: String {
      let key = DER.sequence([DER.integer([0]), DER.integer(modulus), DER.integer([1, 0, 1])])
      let algorithm = DER.sequence([DER.identifier([1, 2, 840, 113_549, 1, 1, 1]), DER.element(0x05, [])])
      return PEM.text("PRIVATE KEY", DER.sequence([DER.integer([0]), algorithm, DER.element(0x04, key)]))
    }
  }
}

extension ProcessView {
  /// Bytes by lot.
  fileprivate mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: machine.random.next()) }
  }
}
