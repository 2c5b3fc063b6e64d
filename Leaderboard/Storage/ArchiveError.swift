import GRDB

/// Why the archive does not do what it is asked. The description says what is wrong, where, and what to do.
package enum ArchiveError: Error, Equatable {
  case noFolder(path: String, reason: String)
  case locked(path: String)
  case newer(path: String)
  case damaged(path: String)
  case notWritable(path: String)
  case full(path: String)
  case unreadable(path: String, reason: String)

  /// There is no such thing, or not any more.
  case missing(String)
  /// A value that cannot be taken; `field` is its name in forms and in the API.
  case invalid(field: String, String)
  /// It may be asked, but not as things are: the rule, and what to do.
  case refused(String, mend: String = "")
  /// What was to be imported is wrong there. Lines count from 1.
  case badImport(line: Int, String)

  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .notWritable(path: path)
    case .SQLITE_FULL: self = .full(path: path)
    default: self = .unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }

  /// Whether the database itself is in trouble, which whoever keeps the server must mend.
  package var isOfStorage: Bool {
    switch self {
    case .noFolder, .locked, .newer, .damaged, .notWritable, .full, .unreadable: true
    case .missing, .invalid, .refused, .badImport: false
    }
  }
}

extension ArchiveError: CustomStringConvertible {
  package var description: String { [says, mend].filter { !$0.isEmpty }.joined(separator: " ") }

  /// What is wrong.
  package var says: String {
    switch self {
    case .noFolder(let path, let reason): "cannot make the data folder \(path): \(reason)."
    case .locked(let path): "\(path) is in use by another program."
    case .newer(let path): "\(path) was written by a newer firedrill."
    case .damaged(let path): "\(path) is damaged. Nothing was changed."
    case .notWritable(let path): "\(path) cannot be opened for writing."
    case .full(let path): "there is no space left to write \(path)."
    case .unreadable(let path, let reason): "\(path) cannot be used: \(reason)."
    case .missing(let what): "there is no \(what)."
    case .invalid(let field, let reason): "\(field): \(reason)."
    case .refused(let reason, _): "\(reason)."
    case .badImport(let line, let reason): "line \(line) of the archive: \(reason). Nothing was imported."
    }
  }

  /// What to do; empty where nobody knows.
  package var mend: String {
    switch self {
    case .noFolder: "Set XDG_DATA_HOME to a folder that can be written; give a server --database FILE."
    case .locked: "Close it (is another firedrill stuck?) and try again."
    case .newer: "Update firedrill, or set XDG_DATA_HOME to use another folder (a server: --database FILE)."
    case .damaged: "Move it away to start afresh, or restore it from a backup."
    case .notWritable:
      "Check the owner and permissions of it, its folder and the files -wal and -shm beside it, "
        + "or set XDG_DATA_HOME (a server: --database FILE)."
    case .full: "Make room there, or set XDG_DATA_HOME (a server: --database FILE) to another disk."
    case .refused(_, let mend): mend
    case .unreadable, .missing, .invalid, .badImport: ""
    }
  }
}
