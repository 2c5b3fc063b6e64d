import Foundation
import Leaderboard
import Testing

@Suite struct ExportTests {
  private func standings(_ change: (inout Competition) -> Void = { _ in }) -> Standings {
    var cup = Competition(
      id: 1, slug: "cup", name: "The cup", starts: seconds(1000), ends: seconds(5000), created: 0,
      tasks: [.init(scenario: "coffee"), .init(scenario: "tea", position: 1)])
    change(&cup)
    return Standings(
      of: cup,
      competitors: [
        Competitor(team: 1, name: "=HYPERLINK(\"http://x\",\"y\")", bracket: "pros"),
        Competitor(team: 2, name: "Blues, the \"best\""), Competitor(team: 3, name: "赤", disqualified: "@home"),
      ],
      results: [
        RunResult(
          run: 1, team: 1, scenario: "coffee", started: seconds(1000), ended: seconds(2000), points: 80),
        RunResult(
          run: 2, team: 2, scenario: "coffee", started: seconds(1000), ended: seconds(2001), points: 30,
          isSolved: false),
      ], awards: [Award(team: 2, points: -40, at: seconds(2500))], at: seconds(4000), includingFrozen: true)
  }

  @Test("The table for spreadsheets has a row a team, and nothing that they would compute.")
  func csv() {
    let lines = StandingsCSV.text(standings()).components(separatedBy: "\r\n")
    #expect(
      lines == [
        "place,team,bracket,place in bracket,score,solved,awards,last improvement,"
          + "coffee,coffee solved at,tea,tea solved at,disqualified",
        "1,\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",pros,1,80,1,0,1970-01-01T00:33:20Z,80,1970-01-01T00:33:20Z,,,",
        "2,\"Blues, the \"\"best\"\"\",,,-10,0,-40,1970-01-01T00:33:21Z,30,,,,", ",赤,,,0,0,0,,,,,,'@home", "",
      ])
  }

  @Test("CTFtime's feed has the teams that are ranked, with what they have of each scenario.")
  func ctftime() {
    #expect(
      CTFtimeFeed.text(standings()) == """
        {"standings":[{"lastAccept":2000,"pos":1,"score":80,"taskStats":{"coffee":{"points":80,"time":2000}},\
        "team":"=HYPERLINK(\\"http://x\\",\\"y\\")"},{"lastAccept":2001,"pos":2,"score":-10,\
        "taskStats":{"coffee":{"points":30,"time":2001}},"team":"Blues, the \\"best\\""}],"tasks":["coffee","tea"]}
        """)
  }
}
