import GRDB

/// The database's shape, one migration a version. A migration that has been released is never changed: add another.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    // Nothing here makes a table anew, so foreign keys stay checked as they are: looking through all journals of an old
    // database for broken ones would take its time.
    for (name, sql) in migrations {
      migrator.registerMigration(name, foreignKeyChecks: .immediate) { database in try database.execute(sql: sql) }
    }
    return migrator
  }

  private static let migrations = [
    ("1 runs and journals", runs),
    ("2 practice runs", "ALTER TABLE run ADD COLUMN isPractice INTEGER NOT NULL DEFAULT 0"),
    ("3 accounts and teams", server + accounts + teams),
    ("4 competitions", competitions + entries + records),
    ("5 runs of teams", teamRuns + results),
    ("6 competitions that are known again", identities),
    ("7 drafts of competitions", "ALTER TABLE competition ADD COLUMN isDraft INTEGER NOT NULL DEFAULT 0"),
    // When it was deleted: what they did stays, and nothing else of them.
    ("8 accounts that were deleted", "ALTER TABLE account ADD COLUMN deleted INTEGER"),
  ]

  private static let runs = """
    CREATE TABLE run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      scenario TEXT NOT NULL,
      seed TEXT NOT NULL,          -- an unsigned 64-bit number, in decimal
      player TEXT NOT NULL,
      started INTEGER NOT NULL,    -- microseconds since 1970, as all times here
      ended INTEGER,               -- null while the run can be resumed
      points INTEGER,              -- null until the card was computed
      isSolved INTEGER NOT NULL DEFAULT 0,
      card TEXT                    -- JSON
    );
    CREATE INDEX runByScenario ON run (scenario, points DESC);
    CREATE TABLE entry (
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      text TEXT NOT NULL,          -- one line of the journal: JSON
      PRIMARY KEY (run, position)
    ) WITHOUT ROWID;
    """

  private static let server = """
    CREATE TABLE server (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      secret TEXT NOT NULL           -- random; what must outlive a restart is made from it
    );

    """

  /// Whoever signs in, and with what. Secrets are kept as their hashes only.
  private static let accounts = """
    CREATE TABLE account (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      nameKey TEXT NOT NULL UNIQUE,  -- the name folded: see DisplayName
      role TEXT NOT NULL CHECK (role IN ('player', 'author', 'organiser', 'admin')),
      created INTEGER NOT NULL,
      isDisabled INTEGER NOT NULL DEFAULT 0,
      passwordHash TEXT              -- null: signs in by links alone
    );
    CREATE TABLE session (
      hash TEXT PRIMARY KEY,         -- of the cookie
      csrf TEXT NOT NULL,            -- what forms must send back
      account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      lastSeen INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX sessionByAccount ON session (account);
    CREATE INDEX sessionByExpiry ON session (expires);
    CREATE TABLE token (             -- personal tokens, for the API
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      hash TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      created INTEGER NOT NULL,
      lastUsed INTEGER
    );
    CREATE INDEX tokenByAccount ON token (account);
    CREATE TABLE link (              -- links that can be used once
      hash TEXT PRIMARY KEY,
      purpose TEXT NOT NULL CHECK (purpose IN ('signIn', 'signUp')),
      account INTEGER REFERENCES account (id) ON DELETE CASCADE,  -- who signs in with it; null for signUp
      role TEXT,                     -- which role the new account gets; null for signIn
      created INTEGER NOT NULL,
      expires INTEGER NOT NULL,
      used INTEGER,
      CHECK ((purpose = 'signIn') = (account IS NOT NULL))
    ) WITHOUT ROWID;
    CREATE INDEX linkByExpiry ON link (expires);

    """

  /// Every account has a team of its own, and may be in one other.
  private static let teams = """
    CREATE TABLE team (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      nameKey TEXT NOT NULL,         -- the name folded
      captain INTEGER REFERENCES account (id),  -- null when all have left, and of teams of other servers
      isSolo INTEGER NOT NULL,
      sizeLimit INTEGER NOT NULL,
      inviteHash TEXT UNIQUE,        -- null: nobody can join
      created INTEGER NOT NULL,
      imported TEXT                  -- of a team of another server: its members' names, a JSON array
    );
    CREATE UNIQUE INDEX teamByName ON team (nameKey) WHERE imported IS NULL;
    CREATE UNIQUE INDEX soloTeam ON team (captain) WHERE isSolo;
    CREATE TABLE member (
      team INTEGER NOT NULL REFERENCES team (id) ON DELETE CASCADE,
      account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      joined INTEGER NOT NULL,
      isSolo INTEGER NOT NULL,       -- as the team: an account is in one of each kind
      PRIMARY KEY (team, account),
      UNIQUE (account, isSolo)
    ) WITHOUT ROWID;

    """

  private static let competitions = """
    CREATE TABLE competition (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      slug TEXT NOT NULL UNIQUE,     -- its name in addresses
      name TEXT NOT NULL,
      about TEXT NOT NULL,
      starts INTEGER NOT NULL,
      ends INTEGER NOT NULL,
      freezesAt INTEGER,             -- from then on the public board stands still,
      revealedAt INTEGER,            -- until it is revealed
      rules TEXT NOT NULL,           -- JSON: see Rules
      secret TEXT NOT NULL,          -- seeds are drawn from it; it never leaves the server
      created INTEGER NOT NULL
    );
    CREATE TABLE pause (
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      began INTEGER NOT NULL,
      ended INTEGER,                 -- null while it lasts
      PRIMARY KEY (competition, began)
    ) WITHOUT ROWID;
    CREATE TABLE task (              -- a scenario of a competition
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      scenario TEXT NOT NULL,
      position INTEGER NOT NULL,
      releasesAt INTEGER,            -- null: at the start
      weight INTEGER NOT NULL,       -- percent
      requires TEXT,                 -- the scenario that must be solved before
      PRIMARY KEY (competition, scenario)
    ) WITHOUT ROWID;

    """

  private static let entries = """
    CREATE TABLE competitor (        -- a team in a competition
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      team INTEGER NOT NULL REFERENCES team (id),
      bracket TEXT,
      joined INTEGER NOT NULL,
      disqualified TEXT,             -- the reason; null while it takes part
      PRIMARY KEY (competition, team)
    ) WITHOUT ROWID;
    CREATE INDEX competitorByTeam ON competitor (team);
    CREATE TABLE participant (       -- for which team somebody played: nobody plays for two
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
      team INTEGER NOT NULL REFERENCES team (id),
      PRIMARY KEY (competition, account)
    ) WITHOUT ROWID;
    CREATE TABLE award (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      team INTEGER NOT NULL REFERENCES team (id),
      points INTEGER NOT NULL,       -- below zero to take some away
      reason TEXT NOT NULL,
      givenBy TEXT NOT NULL,         -- a name
      at INTEGER NOT NULL
    );
    CREATE INDEX awardByCompetition ON award (competition);

    """

  private static let records = """
    CREATE TABLE announcement (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      competition INTEGER NOT NULL REFERENCES competition (id) ON DELETE CASCADE,
      text TEXT NOT NULL,
      author TEXT NOT NULL,          -- a name
      at INTEGER NOT NULL
    );
    CREATE INDEX announcementByCompetition ON announcement (competition);
    CREATE TABLE audit (             -- what organisers did; rows are only ever added
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      account INTEGER,               -- who; null for the machine's own console and for other servers' accounts
      actor TEXT NOT NULL,           -- their name then
      competition INTEGER,           -- null for what concerns the server
      action TEXT NOT NULL,          -- as in "competition.pause"
      subject TEXT NOT NULL,         -- what it was done to
      detail TEXT NOT NULL
    );
    CREATE INDEX auditByCompetition ON audit (competition, id);
    CREATE TRIGGER auditIsNotChanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is kept'); END;
    CREATE TRIGGER auditIsNotCut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is kept'); END;
    """

  private static let teamRuns = """
    ALTER TABLE run ADD COLUMN team INTEGER REFERENCES team (id);  -- null for solo play without a server
    ALTER TABLE run ADD COLUMN competition INTEGER REFERENCES competition (id);
    ALTER TABLE run ADD COLUMN account INTEGER REFERENCES account (id);  -- who started it
    ALTER TABLE run ADD COLUMN isVerified INTEGER NOT NULL DEFAULT 0;  -- its card was computed again, to the same
    ALTER TABLE run ADD COLUMN refusal TEXT;  -- why it does not count, when it was not to the same
    CREATE INDEX openRun ON run (team) WHERE ended IS NULL;
    CREATE INDEX uncheckedRun ON run (number)
      WHERE ended IS NOT NULL AND team IS NOT NULL AND NOT isPractice AND NOT isVerified AND refusal IS NULL;
    CREATE INDEX runByTeam ON run (team, scenario);
    CREATE INDEX runByCompetition ON run (competition, team);
    CREATE TABLE seat (              -- who sits where at a team's run
      run INTEGER NOT NULL REFERENCES run (number) ON DELETE CASCADE,
      seat INTEGER NOT NULL,         -- from 1 on
      account INTEGER REFERENCES account (id),  -- null for other servers' accounts
      name TEXT NOT NULL,            -- of the account, then
      PRIMARY KEY (run, seat)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX seatByAccount ON seat (account, run) WHERE account IS NOT NULL;

    """

  /// What counts: the server has computed these runs' cards from their journals again.
  private static let results = """
    CREATE TABLE result (
      run INTEGER PRIMARY KEY REFERENCES run (number) ON DELETE CASCADE,
      team INTEGER NOT NULL REFERENCES team (id),
      competition INTEGER REFERENCES competition (id),
      scenario TEXT NOT NULL,
      started INTEGER NOT NULL,
      ended INTEGER NOT NULL,
      points INTEGER NOT NULL,
      isSolved INTEGER NOT NULL,
      secondsToMend INTEGER,
      parSeconds INTEGER NOT NULL,
      secondsToFirstEvidence INTEGER,
      newSteps INTEGER,              -- of a hundred steps, those that showed something new
      blindChanges INTEGER NOT NULL,
      hints INTEGER NOT NULL
    );
    CREATE INDEX resultByCompetition ON result (competition);
    CREATE INDEX resultByScenario ON result (scenario);
    CREATE INDEX resultByTeam ON result (team);
    CREATE INDEX resultByEnd ON result (ended);
    """

  /// By which an archive of a competition is told from those of all others, wherever it was exported.
  private static let identities = """
    ALTER TABLE competition ADD COLUMN identity TEXT NOT NULL DEFAULT '';
    UPDATE competition SET identity = lower(hex(randomblob(16)));
    CREATE INDEX competitionByIdentity ON competition (identity);
    """
}
