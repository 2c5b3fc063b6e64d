/// The commands that images bring.
enum Commands {
  typealias Maker = @Sendable ([String], [String: String], ProcessView) -> any Program

  /// A command by its name; nil where there is none.
  static func program(
    _ name: String, _ words: [String], _ environment: [String: String], _ process: ProcessView
  ) -> (any Program)? {
    if name == "busybox" {
      guard words.count > 1, words[1] != "busybox" else { return instant(words) { _, _ in 0 } }
      return program(words[1], Array(words.dropFirst()), environment, process)
    }
    if let dialect = shells[name] {
      let effective = name == "sh" && process.machine.dialect != .ash ? ShellDialect.dash : dialect
      return ShellCommandLine.program(words, effective, environment, process)
    }
    if name.hasPrefix(describedPrefix) { return described(process.machine) }
    return table[name]?(Array(words.dropFirst()), environment, process)
  }

  /// The image's own program. A second one at the same time would find its ports taken: it does nothing.
  private static func described(_ machine: Machine) -> any Program {
    guard let description = machine.described, machine.describedProcess == nil else { return VacantProgram() }
    return DescribedProgram(description)
  }

  static let shells: [String: ShellDialect] = ["sh": .ash, "ash": .ash, "dash": .dash, "bash": .bash]

  /// The program that an image is about, as an executable.
  static let describedPrefix = "described:"

  static func instant(
    _ arguments: [String], _ body: @escaping @Sendable ([String], inout ProcessView) -> Int
  ) -> any Program {
    InstantCommand(arguments: arguments, body: body)
  }

  private static func simple(_ body: @escaping @Sendable ([String], inout ProcessView) -> Int) -> Maker {
    { arguments, _, _ in InstantCommand(arguments: arguments, body: body) }
  }

  private static func made(_ body: @escaping @Sendable ([String]) -> any Program) -> Maker {
    { arguments, _, _ in body(arguments) }
  }

  static let table: [String: Maker] = textCommands.merging(fileCommands) { $1 }
    .merging(systemCommands) { $1 }.merging(networkCommands) { $1 }

  private static let textCommands: [String: Maker] = [
    "cat": made(CatCommand.make), "head": made(HeadCommand.make), "tail": made(TailCommand.make),
    "grep": made { GrepCommand.make($0) }, "egrep": made { GrepCommand.make(["-E"] + $0) },
    "fgrep": made { GrepCommand.make(["-F"] + $0) }, "wc": made(WordCountCommand.make),
    "sort": made(SortCommand.make), "uniq": made(UniqCommand.make), "cut": made(CutCommand.make),
    "tr": made(TranslateCommand.make), "sed": { SedCommand.make($0, $1, $2) }, "jq": made(JQCommand.make),
    "awk": made(AwkCommand.make),
    "mawk": made(AwkCommand.make), "gawk": made(AwkCommand.make),
    "less": made(CatCommand.make), "column": made(ColumnCommand.make), "diff": made(DiffCommand.make),
    "more": made(CatCommand.make), "tee": made(TeeCommand.make), "base64": made(Base64Command.make),
    "paste": made(PasteCommand.make), "comm": made(CommCommand.make), "fold": made(FoldCommand.make),
    "rev": made(ReverseCommand.make), "tac": made(ReverseCommand.makeTac), "nl": made(NumberLinesCommand.make),

    "seq": simple(SequenceCommand.run), "echo": simple { EchoCommand.run($0, interpretsEscapes: false, &$1) },
    "printf": simple(PrintfCommand.run), "expr": simple(ExprCommand.run), "yes": made(YesCommand.make),
    "xargs": made(XargsCommand.make), "xxd": made(DumpCommand.makeXXD), "hexdump": made(DumpCommand.makeHexDump),
    "od": made(DumpCommand.makeOD), "md5sum": made(ChecksumCommand.makeMD5),
    "sha256sum": made(ChecksumCommand.makeSHA256), "bc": made(CalculatorCommand.make),
  ]

  private static let fileCommands: [String: Maker] = [
    "ls": simple(ListCommand.run), "mkdir": simple(MakeDirectoryCommand.run), "rm": simple(RemoveCommand.run),
    "rmdir": simple(RemoveCommand.runForDirectories), "cp": simple(CopyCommand.run), "mv": simple(CopyCommand.runMove),
    "touch": simple(TouchCommand.run), "ln": simple(LinkCommand.run), "chmod": simple(ModeCommand.run),
    "chown": simple(ModeCommand.runOwner), "find": made(FindCommand.make),
    "basename": simple(PathCommands.baseName), "stat": simple(StatCommand.run),
    "dirname": simple(PathCommands.directoryName),
    "readlink": simple(PathCommands.readLink), "realpath": simple(PathCommands.realPath),
    "du": simple(DiskUseCommand.run), "df": simple(DiskFreeCommand.run),
    "tar": made(TarCommand.make), "dd": simple(DataCopyCommand.run), "mktemp": simple(TouchCommand.runTemporary),
    "sync": simple { _, _ in 0 }, "mount": simple(DiskFreeCommand.runMount),
  ]

  private static let systemCommands: [String: Maker] = [
    "true": simple { _, _ in 0 }, "false": simple { _, _ in 1 }, "sleep": made(SleepCommand.make),
    "date": simple(DateCommand.run), "env": { EnvironmentCommand.make($0, $1, $2) },
    "printenv": simple(EnvironmentCommand.printOnly), "pwd": simple(PathCommands.workingDirectory),
    "id": simple(IdentityCommand.run), "whoami": simple(IdentityCommand.runName),
    "hostname": simple(HostnameCommand.run), "uname": simple(HostnameCommand.runUname),
    "ps": simple(ProcessListCommand.run), "watch": made(WatchCommand.make),
    "top": simple(ProcessListCommand.runTop), "kill": simple(KillCommand.run), "free": simple(MemoryCommand.run),
    "uptime": simple(MemoryCommand.runUptime), "which": simple(WhichCommand.run), "timeout": made(TimeoutCommand.make),
    "test": simple(TestCommand.run), "[": simple(TestCommand.runBracket), "clear": simple { _, _ in 0 },
    "nproc": simple {
      $1.print("2\n"); return $0.count * 0
    }, "tty": simple(HostnameCommand.runTerminal), "stty": simple(TerminalSettingsCommand.run),
    "openssl": made(OpenSSLCommand.make),
    "nohup": { EnvironmentCommand.make($0, $1, $2) },
  ]

  private static let networkCommands: [String: Maker] = [
    "curl": made(CurlCommand.make), "wget": made(WgetCommand.make), "nslookup": made(LookupCommand.make),
    "dig": made(DigCommand.make), "host": made(DigCommand.makeHost), "getent": made(GetEntryCommand.make),
    "ping": made(PingCommand.make), "nc": made(NetcatCommand.make), "ncat": made(NetcatCommand.make),
    "telnet": made(NetcatCommand.makeTelnet), "netstat": simple(SocketListCommand.runNetstat),
    "ss": simple(SocketListCommand.runSocketStatistics),
  ]
}
