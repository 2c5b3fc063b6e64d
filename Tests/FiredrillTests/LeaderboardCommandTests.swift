import Foundation
import KubernetesModel
import Scenarios
import Testing

@testable import firedrill

@Suite struct LeaderboardCommandTests {
  private let program = Program()

  @Test("Your own runs have a board, of one scenario and of all.")
  func local() throws {
    #expect(try program.run("leaderboard").output == "Nobody stands here yet.\n")
    let scenario = try ScenarioLibrary(folder: Program.scenarioFolder).source("ferry-bookings").scenario(seed: 5)
    let script = (scenario.investigation.map(\.run) + scenario.solution).map { $0 + "\n" }.joined()
    _ = try program.run("play", "ferry-bookings", "--seed", "5", input: script)
    let all = try program.run("leaderboard")
    #expect(all.status == 0 && all.output.hasPrefix("PLACE   NAME"))
    let rows = try JSONParser.parse(Array(try program.run("leaderboard", "ferry-bookings", "--json").output.utf8))
    #expect(rows.arrayValue?.count == 1 && rows[0]?["solved"] == 1 && (rows[0]?["points"]?.intValue ?? 0) > 50)
    #expect(try program.run("leaderboard", "bakery-orders").output == "Nobody stands here yet.\n")
    #expect(try program.run("leaderboard", "--season", "1999-Q4").output == "Nobody stands here yet.\n")
  }

  @Test("A server's boards are asked for by what they are of.")
  func remote() throws {
    let server = FakeGameServer { _, request in
      switch request.path {
      case "/api/v1/boards/all":
        .init(body: [
          "rows": [
            [
              "place": 1, "name": "an\u{1B}[1mna", "points": 95, "solved": 1, "secondsToMend": 65,
              "secondsToFirstEvidence": 9, "newSteps": 80, "blindChanges": 0, "hints": 2,
            ]
          ]
        ])
      case "/api/v1/competitions/night/standings":
        .init(body: [
          "rows": [
            [
              "place": 1, "name": "Owls", "score": 105, "awards": 10,
              "cells": ["ferry": ["points": 95, "isSolved": true, "isFirstBlood": true]],
            ], ["name": "Cats", "score": 0, "awards": 0, "cells": [:], "disqualified": "cheated"],
          ],
          "scenarios": [["scenario": "ferry", "solves": 1], ["scenario": "bakery", "solves": 0]],
        ])
      default: .init(status: 404, body: ["message": "There is no such board."])
      }
    }
    defer { withExtendedLifetime(server) {} }
    let all = try program.run("leaderboard", "--server", server.address)
    #expect(
      all.output.contains("1       an^[[1mna   95       1        1:05     0:09             80 %        0       2"))
    let night = try program.run("leaderboard", "--server", server.address, "--competition", "night")
    #expect(night.output.hasPrefix("PLACE   TEAM   SCORE   ferry      bakery   AWARDS\n"), "\(night.output)")
    #expect(night.output.contains("1       Owls   105     95 first   -        10"))
    #expect(night.output.contains("-       Cats   0       -          -        0"))
    let none = try program.run("leaderboard", "none", "--server", server.address)
    #expect(none.status == 1 && none.errors.contains("There is no such board."))
    #expect(try program.run("leaderboard", "--season", "spring").status == 64)
  }
}
