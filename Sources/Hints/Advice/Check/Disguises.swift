/// A folded text read in another way: backwards, with its letters moved, by the first letters of its words.
struct Disguise: Sendable {
  var bytes: [UInt8]
  var rule = PhraseTrie.Rule()

  private static let shifted = PhraseTrie.Rule(minimum: 5, minimumDigits: 99)
  private static let backwards = PhraseTrie.Rule(minimum: 3, minimumDigits: 4)
  private static let initials = PhraseTrie.Rule(minimum: 5, minimumDigits: 99, ignoresWords: true)

  /// Those in which whole words keep their places; of everything that a text may hold.
  static func simple(_ text: FoldedText) -> [Disguise] {
    [
      Disguise(bytes: text.bytes.reversed(), rule: backwards),
      Disguise(bytes: shift(text.bytes, by: 13), rule: PhraseTrie.Rule(minimum: 3, minimumDigits: 99)),
    ]
  }

  /// All others, of what is shown itself.
  static func others(_ text: FoldedText) -> [Disguise] {
    let bytes = text.bytes
    var all: [Disguise] = []
    for distance in 1...25 where distance != 13 {
      all.append(Disguise(bytes: shift(bytes, by: distance), rule: shifted))
    }
    all.append(Disguise(bytes: bytes.map { FoldedText.isLetter($0) ? 219 - $0 : $0 }, rule: shifted))
    all += [UInt8(ascii: "i"), UInt8(ascii: "l")].compactMap { leet(bytes, one: $0) }
    let words = text.words
    let lines = bytes.split(separator: 10).map { $0.drop { !FoldedText.isWordByte($0) } }
    all += [
      words.compactMap(\.first), words.compactMap(\.last), lines.compactMap(\.first),
      sentences(bytes).compactMap { $0.first(where: FoldedText.isWordByte) },
      words.filter { $0.count == 1 }.flatMap { $0 },
    ].filter { $0.count >= 5 }.map { Disguise(bytes: $0, rule: initials) }
    all += everyOther(bytes)
    all.append(Disguise(bytes: text.chunks.flatMap { $0.reversed() + [32] }, rule: backwards))
    if bytes.indices.dropLast().contains(where: { bytes[$0] == 97 && bytes[$0 + 1] == 121 }) {
      all += (1...3).map { Disguise(bytes: pigLatin(text, moved: $0), rule: backwards) }
    }
    return all
  }

  /// Moves letters on in the alphabet.
  static func shift(_ bytes: [UInt8], by distance: Int) -> [UInt8] {
    let distance = UInt8(distance)
    return bytes.map { FoldedText.isLetter($0) ? 97 + ($0 - 97 + distance) % 26 : $0 }
  }

  private static func sentences(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split { $0 == 46 || $0 == 33 || $0 == 63 || $0 == 10 }
  }

  /// Digits and signs as the letters that they resemble; nil where there are none.
  private static func leet(_ bytes: [UInt8], one: UInt8) -> Disguise? {
    var isChanged = false
    let read = bytes.map { byte -> UInt8 in
      let letter: UInt8? =
        switch byte {
        case 48: UInt8(ascii: "o")
        case 49, 33, 124: one
        case 51: UInt8(ascii: "e")
        case 52, 64: UInt8(ascii: "a")
        case 53, 36: UInt8(ascii: "s")
        case 55, 43: UInt8(ascii: "t")
        case 56: UInt8(ascii: "b")
        case 54, 57: UInt8(ascii: "g")
        case 50: UInt8(ascii: "z")
        default: nil
        }
      if letter != nil { isChanged = true }
      return letter ?? byte
    }
    return isChanged ? Disguise(bytes: read, rule: PhraseTrie.Rule(minimum: 4)) : nil
  }

  /// Every second letter, for words that others were mixed into.
  private static func everyOther(_ bytes: [UInt8]) -> [Disguise] {
    let letters = bytes.filter(FoldedText.isWordByte)
    return [0, 1].map { first in
      let half = stride(from: first, to: letters.count, by: 2).map { letters[$0] }
      return Disguise(bytes: half, rule: PhraseTrie.Rule(minimum: 6, minimumDigits: 99, ignoresWords: true))
    }
  }

  /// `rdersoay` as `orders`: so many letters were moved behind, with an ay. All else stays as it is.
  private static func pigLatin(_ text: FoldedText, moved: Int) -> [UInt8] {
    var read: [UInt8] = []
    var position = 0
    for word in text.words where word.count > 2 && word.suffix(2) == [97, 121] {
      let stem = word.dropLast(2)
      read += text.bytes[position..<word.startIndex] + stem.suffix(moved) + stem.dropLast(moved)
      position = word.endIndex
    }
    return read + text.bytes[position...]
  }
}
