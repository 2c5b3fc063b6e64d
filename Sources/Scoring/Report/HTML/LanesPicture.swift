extension Picture {
  private static let ownLane = 62
  private static let idealLane = 124
  private static let axis = 160

  /// Both investigations on one axis of time. As wide as there is room.
  /// - Parameter places: along the axis, of which each shows one mark.
  package static func lanes(_ lanes: InvestigationLanes, id: String = "lanes", places: Int = 101) -> String {
    var body = ""
    for tick in lanes.ticks(atMost: 6) {
      let x = place(tick, lanes)
      body += "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"24\" y2=\"\(axis - 14)\" class=\"rule\"/>"
      body += "<text x=\"\(x)\" y=\"\(axis)\" class=\"middle faint\">\(CardText.clock(tick))</text>\n"
    }
    let par = place(lanes.parSeconds, lanes)
    let isRight = lanes.parSeconds * 2 > lanes.endSeconds
    body += "<line x1=\"\(par)\" x2=\"\(par)\" y1=\"18\" y2=\"\(axis - 14)\" class=\"par\"/>"
    body += "<text x=\"\(par)\" y=\"14\" class=\"\(isRight ? "end" : "start") faint\">"
    body += "par \(CardText.clock(lanes.parSeconds))</text>\n"
    body += lane("Yours", lanes.own, at: ownLane, lanes, places)
    body += lane("A short good one", lanes.ideal, at: idealLane, lanes, places)
    let facts = lanes.own.filter { $0.kind == .fact }.map { CardText.clock($0.seconds) }
    let end = lanes.own.last { $0.kind == .mend }.map { "it was mended at \(CardText.clock($0.seconds))" }
    return svg(
      id: id, title: "Two investigations on one axis of time",
      description: "Yours showed facts at \(facts.isEmpty ? "no time" : facts.joined(separator: ", ")); "
        + "\(end ?? "it was not mended"). Par is \(CardText.clock(lanes.parSeconds)). The tables below say it step by step.",
      size: "width=\"100%\" height=\"\(axis + 8)\"", body)
  }

  private static func place(_ seconds: Int, _ lanes: InvestigationLanes) -> String {
    percent(0.04 + 0.92 * Double(lanes.place(of: seconds, on: 1001)) / 1000)
  }

  private static func lane(
    _ name: String, _ marks: [InvestigationLanes.Mark], at y: Int, _ lanes: InvestigationLanes, _ places: Int
  ) -> String {
    var body = "<text x=\"0\" y=\"\(y - 18)\" class=\"strong\">\(name)</text>"
    body += "<line x1=\"4%\" x2=\"96%\" y1=\"\(y)\" y2=\"\(y)\" class=\"lane\"/>\n"
    for (_, mark) in InvestigationLanes.shown(marks, on: places, of: lanes) {
      // A picture inside the picture: only there a shape can stand at a share of the width.
      body += "<svg x=\"\(place(mark.seconds, lanes))\" y=\"\(y)\" overflow=\"visible\">"
      body +=
        mark.kind > .look ? "<title>\(CardText.clock(mark.seconds)) \(Markup.text(mark.text, limit: 60))</title>" : ""
      body += shape(of: mark.kind) + "</svg>\n"
    }
    return body
  }

  /// Around 0,0. Shapes differ as well as colours.
  static func shape(of kind: InvestigationLanes.Mark.Kind) -> String {
    switch kind {
    case .repetition: "<circle r=\"2\" class=\"dim\"/>"
    case .look: "<circle r=\"3\" class=\"dim\"/>"
    case .hint: "<path d=\"M0-7 7 6H-7Z\" class=\"warn\"/>"
    case .change: "<path d=\"M0-7 7 0 0 7-7 0Z\" class=\"note\"/>"
    case .fact: "<circle r=\"6\" class=\"good\"/>"
    case .wrongDiagnosis: "<path d=\"M-5-5 5 5M5-5-5 5\" class=\"cross\"/>"
    case .rightDiagnosis: "<path d=\"M-6 0-2 5 7-6\" class=\"check\"/>"
    case .damage: "<path d=\"M-6-6H6V6H-6Z\" class=\"bad\"/>"
    case .mend: "<path d=\"M-2-9V9M-2-8 9-4-2 0Z\" class=\"flag\"/>"
    }
  }
}

extension InvestigationLanes.Mark.Kind {
  /// What a reader calls it.
  package var title: String {
    switch self {
    case .repetition: "nothing new"
    case .look: "a look"
    case .hint: "a hint"
    case .change: "a change"
    case .fact: "showed a fact"
    case .wrongDiagnosis: "wrong diagnosis"
    case .rightDiagnosis: "right diagnosis"
    case .damage: "damage"
    case .mend: "mended"
    }
  }
}
