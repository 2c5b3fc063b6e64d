import Leaderboard
import SimulationKernel
import Testing

/// What holds of teams whatever people do.
@Suite struct TeamPropertyTests {
  @Test(
    "However people make, join and leave teams, each is in one, and each team is led by a member.", arguments: 1...4)
  func invariants(seed: Int) throws {
    let ground = try Ground()
    let archive = ground.archive
    var random = RandomStream(seed: UInt64(seed), name: "teams")
    let accounts = try (0..<5).map { try ground.player("Player \($0)") }
    var teams: [Int64] = []
    var done = 0
    for step in 0..<80 {
      let account = accounts[random.below(accounts.count)].id
      let other = accounts[random.below(accounts.count)].id
      let team = teams.isEmpty ? 0 : teams[random.below(teams.count)]
      do {
        switch random.below(8) {
        case 0, 6:
          let made = try archive.createTeam(
            name: "Team \(step)", captain: account, sizeLimit: 1 + random.below(3), inviteHash: "i\(step)",
            at: Int64(step))
          teams.append(made.id)
          try archive.setInvite("t\(made.id)", of: made.id, by: account)
        case 1, 2, 7: _ = try archive.join(invitedBy: "t\(team)", account: account, at: Int64(step))
        case 3: _ = try archive.leave(team, account: account, at: Int64(step))
        case 4: try archive.remove(other, from: team, by: account)
        default: try archive.setCaptain(other, of: team, by: account)
        }
        done += 1
      } catch {
        #expect(!error.isOfStorage)
      }
      #expect(try archive.teams(of: account).count <= 2)
      for team in try teams.compactMap({ try archive.team($0) }) {
        let members = try archive.members(of: team.id)
        #expect(members.count <= team.sizeLimit)
        #expect(members.filter(\.isCaptain).map(\.account) == [team.captain].compactMap(\.self))
        #expect(!members.isEmpty)
      }
    }
    #expect(done > 8)
  }

  @Test("Of many who join at the same time, as many get in as there is room.")
  func joiningAtOnce() async throws {
    let ground = try Ground(isShared: true)
    let archive = ground.archive
    let (team, _) = try ground.team("Reds", of: "Ada", sizeLimit: 4)
    let others = try (0..<12).map { try ground.player("Player \($0)").id }
    let joined = await withTaskGroup(of: Bool.self) { group in
      for other in others {
        group.addTask { (try? archive.join(invitedBy: "invite of Reds", account: other, at: 9)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(joined == 3)
    #expect(try archive.members(of: team.id).count == 4)
  }
}
