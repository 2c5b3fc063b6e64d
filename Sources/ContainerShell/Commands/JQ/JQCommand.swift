import SimulationKernel

/// Filters JSON.
enum JQCommand {
  static func make(_ arguments: [String]) -> any Program {
    let invocation = JQInvocation(arguments)
    guard let program = invocation.program else {
      return Commands.instant([]) { _, process in
        process.printError("Usage:\tjq [OPTIONS] FILTER [FILES...]\n")
        return 2
      }
    }
    if let unknown = invocation.options.unknown {
      return Commands.instant([]) { _, process in
        process.printError("jq: Unknown option: \(unknown)\nUse jq --help for help with command-line options\n")
        return 2
      }
    }
    let filter: JQFilter
    do throws(JQFailure) {
      filter = try JQParser.parse(program)
    } catch {
      let message = error.message
      return Commands.instant([]) { _, process in
        process.printError("jq: error: \(message):\n\(program)\njq: 1 compile error\n")
        return 3
      }
    }
    return CollectingCommand(name: "jq", paths: invocation.paths, failureCode: 2) { inputs, process in
      JQRun(filter, invocation, inputs.flatMap(\.bytes), process).run(&process)
    }
  }
}

/// A command line of jq's.
private struct JQInvocation: Sendable {
  let options: CommandOptions
  let program: String?
  let paths: [String]
  private(set) var variables: [String: JQValue] = [:]

  init(_ arguments: [String]) {
    var rest: [String] = []
    var named = JQObject()
    var positional: [JQValue] = []
    var index = 0
    var takes: String?
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      switch argument {
      case "--arg", "--argjson", "--slurpfile", "--rawfile":
        guard index + 1 < arguments.count else { break }
        let text = arguments[index + 1]
        let value = argument == "--arg" ? nil : try? JQReader.value(text)
        named[arguments[index]] = value ?? .string(text)
        index += 2
      case "--args", "--jsonargs": takes = argument
      default:
        if let takes, rest.contains(where: { !$0.hasPrefix("-") }), !argument.hasPrefix("-") {
          positional.append(takes == "--args" ? .string(argument) : (try? JQReader.value(argument)) ?? .null)
        } else {
          rest.append(argument)
        }
      }
    }
    options = CommandOptions(
      rest, "rcsnejSMCaR",
      names: [
        "raw-output": "r", "compact-output": "c", "slurp": "s", "null-input": "n", "exit-status": "e",
        "join-output": "j", "sort-keys": "S", "raw-input": "R", "tab": "tab", "indent": "indent:",
        "ascii-output": "a", "monochrome-output": "M", "color-output": "C", "raw-output0": "r", "unbuffered": "M",
      ])
    program = options.operands.first
    paths = options.has("n") && options.operands.count < 2 ? ["-"] : Array(options.operands.dropFirst())
    for (name, value) in named.members { variables[name] = value }
    var all = JQObject()
    all["positional"] = .array(positional)
    all["named"] = .object(named)
    variables["ARGS"] = .object(all)
  }

  var writer: JQWriter {
    var writer = JQWriter()
    let width = min(7, max(0, options.number("indent") ?? 2))
    let isCompact = options.has("c") || options.has("j") || width == 0
    writer.indent = isCompact ? nil : options.has("tab") ? "\t" : String(repeating: " ", count: width)
    writer.sortsKeys = options.has("S")
    writer.isASCII = options.has("a")
    return writer
  }
}

/// One run of a program over its inputs.
private final class JQRun {
  private let filter: JQFilter
  private let invocation: JQInvocation
  private let options: CommandOptions
  private let writer: JQWriter
  private var reader: JQReader
  private var raw: ArraySlice<Substring>
  private var hasSlurped = false
  private let bytes: [UInt8]
  private let environment: [String: String]
  private let now: Double

  init(_ filter: JQFilter, _ invocation: JQInvocation, _ bytes: [UInt8], _ process: ProcessView) {
    self.filter = filter
    self.invocation = invocation
    self.bytes = bytes
    options = invocation.options
    writer = invocation.writer
    reader = JQReader(bytes)
    environment = process.environment
    now = Double(process.now.microseconds) / 1_000_000
    let text = invocation.options.has("R") ? String(decoding: bytes, as: UTF8.self) : ""
    raw = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if raw.last?.isEmpty == true { raw.removeLast() }
  }

  private func next() throws(JQFailure) -> JQValue? {
    if options.has("s") {
      if hasSlurped { return nil }
      hasSlurped = true
      if options.has("R") { return .string(String(decoding: bytes, as: UTF8.self)) }
      var values: [JQValue] = []
      while let value = try reader.next() { values.append(value) }
      return .array(values)
    }
    if options.has("R") { return raw.popFirst().map { .string(String($0)) } }
    return try reader.next()
  }

  func run(_ process: inout ProcessView) -> Int {
    let machine = JQMachine(
      environment: environment, now: now, variables: invocation.variables,
      inputs: { () throws(JQFailure) in try self.next() })
    var code = 0
    var last: JQValue?
    do throws(JQFailure) {
      var input: JQValue? = options.has("n") ? .null : try next()
      while let value = input {
        var output: [UInt8] = []
        do throws(JQMachine.Stop) {
          try machine.run(filter, on: value) { (result) throws(JQMachine.Stop) in
            last = result
            output += self.text(result).utf8
            if output.count > Self.outputLimit { throw JQMachine.failure("the output is too long") }
          }
          try? process.write(output)
        } catch {
          try? process.write(output)
          switch error {
          case .halt(let status, let text):
            process.printError(text)
            return status
          case .failure(let value):
            process.printError("jq: error (at <stdin>:\(reader.line)): \(Self.message(value))\n")
          case .leave: process.printError("jq: error (at <stdin>:\(reader.line)): break\n")
          }
          code = 5
        }
        input = options.has("n") ? nil : try next()
      }
    } catch {
      process.printError("jq: \(error.message)\n")
      return 2
    }
    guard options.has("e"), code == 0 else { return code }
    return last.map { $0.isTrue ? 0 : 1 } ?? 4
  }

  private static let outputLimit = 32 << 20

  private static func message(_ value: JQValue) -> String {
    switch value {
    case .string(let text): text
    default: "\(JQWriter.text(value)) (not a string)"
    }
  }

  private func text(_ value: JQValue) -> String {
    let end = options.has("j") ? "" : "\n"
    if options.has("r") || options.has("j"), case .string(let raw) = value { return raw + end }
    return writer.text(value) + end
  }
}
