import Testing

@testable import Kubectl

struct FlagParserTests {
  private static let flags: [FlagDefinition] = [
    .bool("all", short: "A"), .bool("stdin", short: "i"), .bool("tty", short: "t"),
    .string("output", short: "o"), .list("label-columns", short: "L"), .array("set"),
    .integer("tail", default: -1), .duration("since"),
    .string("dry-run", default: "none", implied: "unchanged"),
    .map("requests"),
  ]

  private func parse(_ words: [String]) throws -> FlagParser {
    var parser = FlagParser(Self.flags)
    try parser.parse(words)
    return parser
  }

  @Test(
    "a value may stand in many places",
    arguments: [
      ["-oyaml"], ["-o=yaml"], ["-o", "yaml"], ["--output=yaml"], ["--output", "yaml"], ["-Aoyaml"], ["-Ao", "yaml"],
      ["-Ao=yaml"],
    ])
  func aValueMayStandInManyPlaces(words: [String]) throws {
    let parser = try parse(words + ["pods"])
    #expect(parser.values.string("output") == "yaml")
    #expect(parser.arguments == ["pods"])
  }

  @Test("flags and arguments mix until two dashes")
  func flagsAndArgumentsMixUntilTwoDashes() throws {
    let parser = try parse(["exec", "-it", "web", "--", "sh", "-c", "ls --all"])
    #expect(parser.arguments == ["exec", "web", "sh", "-c", "ls --all"])
    #expect(parser.argumentsBeforeDash == 2)
    #expect(parser.values.bool("stdin") && parser.values.bool("tty") && !parser.values.bool("all"))
  }

  @Test("lists split at commas and add up, arrays do not")
  func listsSplitAtCommasAndAddUpArraysDoNot() throws {
    let parser = try parse(["-L", "a,b", "--label-columns=c", "--set=x,y", "--set", "z", "-L", "\"d,e\",f"])
    #expect(parser.values.list("label-columns") == ["a", "b", "c", "d,e", "f"])
    #expect(parser.values.list("set") == ["x,y", "z"])
  }

  @Test("a flag with an implied value takes no word after it")
  func aFlagWithAnImpliedValueTakesNoWordAfterIt() throws {
    let parser = try parse(["--dry-run", "pods", "--all=false"])
    #expect(parser.values.string("dry-run") == "unchanged")
    #expect(parser.arguments == ["pods"])
    #expect(parser.values.isSet("all") && !parser.values.bool("all"))
  }

  @Test(
    "mistakes are told in pflag's words",
    arguments: [
      ("--nope", "unknown flag: --nope"), ("-Az", "unknown shorthand flag: 'z' in -z"),
      ("--output", "flag needs an argument: --output"), ("-Ao", "flag needs an argument: 'o' in -o"),
      ("---", "bad flag syntax: ---"), ("--=x", "bad flag syntax: --=x"),
      ("--tail=x", "invalid argument \"x\" for \"--tail\" flag: strconv.ParseInt: parsing \"x\": invalid syntax"),
      (
        "-A=maybe",
        "invalid argument \"maybe\" for \"-A, --all\" flag: strconv.ParseBool: parsing \"maybe\": invalid syntax"
      ),
      ("--since=5", "invalid argument \"5\" for \"--since\" flag: time: missing unit in duration \"5\""),
      ("--requests=a", "invalid argument \"a\" for \"--requests\" flag: malformed pair, expect string=string"),
    ])
  func mistakesAreToldInPflagsWords(word: String, message: String) {
    var parser = FlagParser(Self.flags)
    #expect {
      try parser.parse([word])
    } throws: { error in
      (error as? KubectlError)?.message == message
    }
  }

  @Test(
    "durations are read as Go writes them",
    arguments: [("1h30m", 5400.0), ("-1.5s", -1.5), ("0", 0), ("250ms", 0.25), ("1us", 0.000001), (".5m", 30)])
  func durationsAreReadAsGoWritesThem(text: String, seconds: Double) throws {
    let duration = try GoLiteral.duration(text).get()
    #expect(abs(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18 - seconds) < 1e-9)
  }

  @Test("no command line makes the parser stumble")
  func noCommandLineMakesTheParserStumble() {
    let pieces = [
      "-", "--", "---", "=", "-o", "-A", "-z", "--output", "--tail", "=", ",", "\"", "a=b", "'", "9", "-1", "é",
      "\u{0}",
      " ", "--since", "1h", "%", "--requests", "-L",
    ]
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<3000 {
      let words = (0..<next(6)).map { _ in (0...next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
      var parser = FlagParser(Self.flags)
      do {
        try parser.parse(words)
        #expect(parser.arguments.count <= words.count)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }
}
