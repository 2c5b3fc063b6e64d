/// Words that stand for letters, digits and signs: `oscar romeo`, `nine zero nine zero`, `v4 dot 13`.
enum SpokenWords {
  private static let table: [[UInt8]: [UInt8]] = {
    var table: [[UInt8]: [UInt8]] = [:]
    func add(_ words: String, _ readings: [String]) {
      for (word, reading) in zip(words.split(separator: " "), readings) {
        table[Array(word.utf8)] = Array(reading.utf8)
      }
    }
    let alphabet = (97...122).map { String(UnicodeScalar(UInt8($0))) }
    add(
      """
      alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra \
      tango uniform victor whiskey xray yankee zulu
      """, alphabet)
    add(
      """
      anton berta casar dora emil friedrich gustav heinrich ida julius kaufmann ludwig martha nordpol otto paula quelle \
      richard samuel theodor ulrich viktor wilhelm xanthippe ypsilon zacharias
      """, alphabet)
    add("alfa juliett whisky siegfried zeppelin casar", ["a", "j", "w", "s", "z", "c"])
    let digits = (0...9).map(String.init)
    for words in [
      "zero one two three four five six seven eight nine", "null eins zwei drei vier funf sechs sieben acht neun",
      "zero un deux trois quatre cinq six sept huit neuf", "cero uno dos tres cuatro cinco seis siete ocho nueve",
    ] { add(words, digits) }
    add(
      "dot point period punkt punto dash hyphen minus bindestrich guion tiret slash schragstrich barra colon doppelpunkt",
      [".", ".", ".", ".", ".", "-", "-", "-", "-", "-", "-", "/", "/", "/", ":", ":"])
    add("equals equal gleich igual underscore unterstrich space", ["=", "=", "=", "=", "_", "_", " "])
    return table
  }()

  private static let tens: [[UInt8]: Int] = {
    let words = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ")
    return Dictionary(uniqueKeysWithValues: words.enumerated().map { (Array($1.utf8), ($0 + 2) * 10) })
  }()
  private static let teens: [[UInt8]: Int] = {
    let words = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(separator: " ")
    return Dictionary(uniqueKeysWithValues: words.enumerated().map { (Array($1.utf8), $0 + 10) })
  }()
  private static let multiples: [[UInt8]: Int] = [Array("hundred".utf8): 100, Array("thousand".utf8): 1000]

  /// The text with such words as what they stand for, and all else as it is; nil where there are none.
  static func written(_ text: FoldedText) -> [UInt8]? {
    var read: [UInt8] = []
    var isChanged = false
    var number = SpokenNumber()
    var position = 0
    for part in text.words {
      let gap = text.bytes[position..<part.startIndex]
      position = part.endIndex
      let word = Array(part)
      let reading = table[word]
      let digit = reading.flatMap { $0.count == 1 && FoldedText.isDigit($0[0]) ? Int($0[0]) - 48 : nil }
      if let value = tens[word] ?? teens[word] {
        if !number.isOpen { read += gap }
        number.add(value)
      } else if let multiple = multiples[word], number.isOpen {
        number.multiply(multiple)
      } else if let digit, number.takesDigit {
        number.add(digit)
      } else if word == Array("and".utf8), number.isOpen {
        continue
      } else {
        read += (number.close() ?? []) + gap
        if let digit { number.add(digit) } else { read += reading ?? word }
        isChanged = isChanged || reading != nil
        continue
      }
      isChanged = true
    }
    read += (number.close() ?? []) + text.bytes[position...]
    return isChanged ? read : nil
  }
}

/// An English number as its words come: `eight thousand and eighty`.
private struct SpokenNumber {
  private static let limit = 1_000_000_000
  private var total = 0
  private var part = 0
  private(set) var isOpen = false
  private var last = 0

  /// Whether a digit goes on with it, as after `forty`; `nine zero` are two numbers.
  var takesDigit: Bool { isOpen && last >= 20 }

  mutating func add(_ value: Int) {
    part += value
    last = value
    isOpen = true
  }

  mutating func multiply(_ multiple: Int) {
    let product = min(part * multiple, Self.limit)
    if multiple == 1000 {
      total = min(total + product, Self.limit)
      part = 0
    } else {
      part = product
    }
    last = multiple
  }

  /// Its digits, and a new beginning.
  mutating func close() -> [UInt8]? {
    defer { self = SpokenNumber() }
    return isOpen ? Array(String(total + part).utf8) : nil
  }
}
