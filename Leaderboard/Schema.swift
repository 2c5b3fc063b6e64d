import GRDB

/// The database's shape, one migration a version. A migration that has been released is never changed: add another.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs and journals") { database in
      try database.execute(
        sql: """
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
          """)
    }
    migrator.registerMigration("2 practice runs") { database in
      try database.execute(sql: "ALTER TABLE run ADD COLUMN isPractice INTEGER NOT NULL DEFAULT 0")
    }
    return migrator
  }
}
