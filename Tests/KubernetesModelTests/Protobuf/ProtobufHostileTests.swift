import KubernetesModel
import Testing

@Suite struct ProtobufHostileTests {
  @Test("Broken bodies are refused or read, never more.", arguments: 1...16)
  func brokenBodies(seed: UInt64) throws {
    var noise = Noise(seed)
    for golden in ProtobufCase.all {
      let type = try golden.type()
      for _ in 0..<8 {
        let body = broken(golden.body, &noise)
        guard let envelope = try? ProtobufEnvelope(parsing: body) else { continue }
        guard let value = try? ProtobufDecoder.decode(envelope.raw, as: type) else { continue }
        // What was read can be written, and reads as the same again.
        let again = try ProtobufDecoder.decode(ProtobufEncoder.encode(value, as: type)[...], as: type)
        #expect(try ProtobufDecoder.decode(ProtobufEncoder.encode(again, as: type)[...], as: type) == again)
      }
    }
  }

  private func broken(_ body: [UInt8], _ noise: inout Noise) -> [UInt8] {
    var body = body
    for _ in 0..<(1 + noise.next(below: 4)) {
      let place = noise.next(below: body.count)
      switch noise.next(below: 4) {
      case 0: body[place] = UInt8(noise.next(below: 256))
      case 1: body.insert(contentsOf: [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], at: place)
      case 2: body.removeSubrange(place..<min(body.count, place + 1 + noise.next(below: 3)))
      default: body.insert(UInt8(noise.next(below: 256)), at: place)
      }
      if body.isEmpty { return [0] }
    }
    return body
  }

  @Test(
    "Every way to break a message has its own message.",
    arguments: [
      ([0x0A], "unexpected EOF"),
      ([0x0A, 0x05, 0x61], "unexpected EOF"),
      ([0x08, 0x01], "proto: wrong wireType = 0 for field ObjectMeta"),
      (
        [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
        "proto: negative length found during unmarshaling"
      ),
      ([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], "proto: integer overflow"),
      ([0x02, 0x00], "proto: Pod: illegal tag 0 (wire type 2)"),
      ([0x0C], "proto: Pod: wiretype end group for non-group"),
      ([0x47], "proto: illegal wireType 7"),
      ([0x43, 0x0B], "unexpected EOF"),
    ] as [([UInt8], String)])
  func messages(bytes: [UInt8], message: String) {
    #expect(throws: ProtobufError.self) { try ProtobufDecoder.decode(bytes[...], as: "core.v1.Pod") }
    do { _ = try ProtobufDecoder.decode(bytes[...], as: "core.v1.Pod") } catch {
      #expect(error.description == message)
    }
  }

  @Test("Fields that nobody knows are passed over, groups too.") func unknownFields() throws {
    let name: [UInt8] = [0x0A, 0x03, 0x0A, 0x01, 0x61]
    let unknown: [UInt8] = [
      0xC0, 0x3E, 0x05, 0xC1, 0x3E, 1, 2, 3, 4, 5, 6, 7, 8, 0xC5, 0x3E, 1, 2, 3, 4, 0xC3, 0x3E, 0x08, 0x01, 0xC4, 0x3E,
    ]
    #expect(try ProtobufDecoder.decode((unknown + name)[...], as: "core.v1.Pod") == ["metadata": ["name": "a"]])
  }

  @Test("Messages nest to a depth, and no deeper.") func depth() {
    var message: [UInt8] = []
    for _ in 0..<200 {
      // `not`, field 28 of a schema.
      message = [0xE2, 0x01] + length(message.count) + message
    }
    #expect(throws: ProtobufError.self) {
      try ProtobufDecoder.decode(message[...], as: "apiextensions.v1.JSONSchemaProps")
    }
  }

  private func length(_ count: Int) -> [UInt8] {
    count < 128 ? [UInt8(count)] : [UInt8(count & 0x7F) | 0x80] + length(count >> 7)
  }

  @Test("A map of many entries in the worst order costs a moment.") func manyEntries() throws {
    var message: [UInt8] = []
    for number in stride(from: 60_000, to: 0, by: -1) {
      let entry = [UInt8](Array("k\(1_000_000 + number)".utf8))
      message += [0x12, UInt8(entry.count + 2), 0x0A, UInt8(entry.count)] + entry
    }
    let value = try ProtobufDecoder.decode(message[...], as: "core.v1.ConfigMap")
    #expect(value["data"]?.objectValue?.count == 60_000)
  }
}
