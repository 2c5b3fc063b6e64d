import APIServer
import KubernetesModel

/// What ConfigMaps and Secrets hold, as files.
enum ConfigurationData {
  /// All keys with their content, sorted.
  static func files(of object: StoredObject) -> [(key: String, bytes: [UInt8])] {
    var files: [String: [UInt8]] = [:]
    for field in ["data", "binaryData"] {
      for member in object.value[field]?.objectValue?.members ?? [] {
        files[member.key] = decode(member.value, field, object.resource)
      }
    }
    return files.sorted { $0.key < $1.key }.map { (key: $0.key, bytes: $0.value) }
  }

  static func file(_ key: String, of object: StoredObject) -> [UInt8]? {
    for field in ["data", "binaryData"] {
      if let value = object.value.at(field, key) { return decode(value, field, object.resource) }
    }
    return nil
  }

  private static func decode(_ value: JSONValue, _ field: String, _ resource: GroupResource) -> [UInt8] {
    let text = value.stringValue ?? ""
    if resource == .configMaps, field == "data" { return Array(text.utf8) }
    return Base64.decode(text) ?? []
  }
}

enum Base64 {
  /// Nil when the text is none; blanks and line ends are skipped.
  static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer: UInt32 = 0
    var bits = 0
    var hasEnded = false
    for character in text.utf8 {
      let digit: UInt8
      switch character {
      case 0x41...0x5A: digit = character - 0x41
      case 0x61...0x7A: digit = character - 0x61 + 26
      case 0x30...0x39: digit = character - 0x30 + 52
      case 0x2B, 0x2D: digit = 62
      case 0x2F, 0x5F: digit = 63
      case 0x3D:
        hasEnded = true
        continue
      case 0x0A, 0x0D, 0x20: continue
      default: return nil
      }
      if hasEnded { return nil }
      buffer = (buffer << 6 | UInt32(digit)) & 0xFFFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return bytes
  }
}
