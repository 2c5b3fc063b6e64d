import Leaderboard
import Testing

@Suite struct TeamTests {
  private let ground: Ground
  private var archive: Archive { ground.archive }

  init() throws { ground = try Ground() }

  @Test("Who has the invitation joins, until the team is full.")
  func joining() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob", sizeLimit: 2)
    #expect(try archive.members(of: team.id).map(\.name) == ["Ada", "Bob"])
    #expect(try archive.members(of: team.id).map(\.isCaptain) == [true, false])
    #expect(try archive.isMember(members[1].id, of: team.id))
    // Once more is no error: people click twice.
    #expect(try archive.join(invitedBy: "invite of Reds", account: members[1].id, at: 9).id == team.id)
    let eve = try ground.player("Eve")
    #expect(throws: ArchiveError.refused("Reds is full: 2 are the most")) {
      try archive.join(invitedBy: "invite of Reds", account: eve.id, at: 9)
    }
    try archive.setSizeLimit(3, of: team.id, at: 9, by: .console)
    #expect(try archive.join(invitedBy: "invite of Reds", account: eve.id, at: 9).name == "Reds")
    #expect(try archive.teams(of: eve.id).map(\.id) == [eve.soloTeam, team.id])
    #expect(try archive.teams().map(\.name) == ["Reds"])
  }

  @Test("An invitation is useless once there is another.")
  func invitations() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let eve = try ground.player("Eve")
    #expect(throws: ArchiveError.self) { try archive.setInvite("new", of: team.id, by: members[1].id) }
    try archive.setInvite("new", of: team.id, by: members[0].id)
    #expect(throws: ArchiveError.self) { try archive.join(invitedBy: "invite of Reds", account: eve.id, at: 9) }
    #expect(try archive.team(invitedBy: "new")?.id == team.id)
    try archive.setInvite(nil, of: team.id, by: members[0].id)
    #expect(throws: ArchiveError.self) { try archive.join(invitedBy: "new", account: eve.id, at: 9) }
  }

  @Test("Nobody is in two teams besides their own.")
  func oneTeam() throws {
    let (_, members) = try ground.team("Reds", of: "Ada", "Bob")
    _ = try ground.team("Blues", of: "Eve")
    #expect(throws: ArchiveError.refused("you are in the team Reds", mend: "Leave it first.")) {
      try archive.join(invitedBy: "invite of Blues", account: members[1].id, at: 9)
    }
    #expect(throws: ArchiveError.self) {
      try archive.createTeam(name: "Greens", captain: members[0].id, sizeLimit: 3, at: 9)
    }
  }

  @Test("A captain who leaves hands the team to whoever has been there longest.")
  func captainLeaves() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob", "Eve")
    #expect(try archive.leave(team.id, account: members[0].id, at: 9) == .handedOver(to: members[1].id))
    #expect(try archive.members(of: team.id).map(\.name) == ["Bob", "Eve"])
    #expect(try archive.leave(team.id, account: members[2].id, at: 9) == .left)
    #expect(throws: ArchiveError.self) { try archive.leave(team.id, account: members[2].id, at: 9) }
    #expect(try archive.team(team.id)?.captain == members[1].id)
  }

  @Test("When the last one leaves, a team that did nothing is gone and one that played is kept.")
  func lastOneLeaves() throws {
    let (idle, one) = try ground.team("Idle", of: "Ada")
    #expect(try archive.leave(idle.id, account: one[0].id, at: 9) == .dissolved)
    #expect(try archive.team(idle.id) == nil)

    let (team, members) = try ground.team("Reds", of: "Bob")
    _ = try ground.play("coffee", team.id, by: members[0].id, from: 10, to: 20, points: 50)
    #expect(try archive.leave(team.id, account: members[0].id, at: 9) == .emptied)
    let kept = try #require(try archive.team(team.id))
    #expect(kept.captain == nil && !kept.hasInvite)
    #expect(throws: ArchiveError.self) { try archive.join(invitedBy: "invite of Reds", account: one[0].id, at: 9) }
    #expect(throws: ArchiveError.self) { try archive.createTeam(name: "reds", captain: one[0].id, sizeLimit: 3, at: 9) }
  }

  @Test("Captains remove others, hand over, and rename; nobody else does.")
  func captains() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob", "Eve")
    let (ada, bob, eve) = (members[0].id, members[1].id, members[2].id)
    #expect(throws: ArchiveError.refused("only the captain of Reds may do this")) {
      try archive.remove(eve, from: team.id, by: bob)
    }
    #expect(throws: ArchiveError.self) { try archive.remove(ada, from: team.id, by: ada) }
    try archive.remove(eve, from: team.id, by: ada)
    #expect(throws: ArchiveError.self) { try archive.setCaptain(eve, of: team.id, by: ada) }
    try archive.setCaptain(bob, of: team.id, by: ada)
    #expect(throws: ArchiveError.self) { try archive.rename(team: team.id, to: "Mine", by: ada) }
    #expect(try archive.rename(team: team.id, to: "Crimsons", by: bob).name == "Crimsons")
  }

  @Test("The team that everybody has is neither joined, left, renamed nor opened to others.")
  func soloTeams() throws {
    let ada = try ground.player("Ada")
    #expect(throws: ArchiveError.self) { try archive.leave(ada.soloTeam, account: ada.id, at: 9) }
    #expect(throws: ArchiveError.self) { try archive.setInvite("x", of: ada.soloTeam, by: ada.id) }
    #expect(throws: ArchiveError.self) { try archive.rename(team: ada.soloTeam, to: "Other", by: ada.id) }
    #expect(throws: ArchiveError.self) { try archive.setSizeLimit(2, of: ada.soloTeam, at: 9, by: .console) }
  }

  @Test("A team in a competition grows no larger than its rules let it.")
  func competitionsLimitSize() throws {
    let (team, members) = try ground.team("Reds", of: "Ada", "Bob")
    let cup = try ground.competition { $0.rules.teamSize = 2 }
    _ = try archive.enter(team.id, in: cup.id, by: members[0].id, at: 5)
    let eve = try ground.player("Eve")
    #expect(throws: ArchiveError.refused("Reds is full: The cup takes teams of 2 at most")) {
      try archive.join(invitedBy: "invite of Reds", account: eve.id, at: 9)
    }
    #expect(try archive.join(invitedBy: "invite of Reds", account: eve.id, at: seconds(5000)).id == team.id)
  }
}
