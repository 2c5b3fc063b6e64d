import KubernetesModel
import SimulationKernel

/// Filters JSON.
enum JQCommand {
  static func make(_ arguments: [String]) -> any Program {
    var variables: [String: JSONValue] = [:]
    var rest: [String] = []
    var index = 0
    while index < arguments.count {
      if (arguments[index] == "--arg" || arguments[index] == "--argjson"), index + 2 < arguments.count {
        let text = arguments[index + 2]
        let value = arguments[index] == "--arg" ? nil : try? JSONParser.parse(text)
        variables[arguments[index + 1]] = value ?? .string(text)
        index += 3
      } else {
        rest.append(arguments[index])
        index += 1
      }
    }
    let options = CommandOptions(
      rest, "rcsnejSMCaR",
      names: [
        "raw-output": "r", "compact-output": "c", "slurp": "s", "null-input": "n", "exit-status": "e",
        "join-output": "j", "sort-keys": "S",
      ])
    guard let program = options.operands.first else {
      return Commands.instant([]) { _, process in
        process.printError("Usage:\tjq [OPTIONS] FILTER [FILES...]\n")
        return 2
      }
    }
    let filter: JQFilter
    do {
      filter = try JQParser.parse(program)
    } catch {
      let message = error.message
      return Commands.instant([]) { _, process in
        process.printError("jq: error: \(message):\n\(program)\njq: 1 compile error\n")
        return 3
      }
    }
    let known = variables
    if options.has("n") {
      return Commands.instant([]) { _, process in run(filter, [.null], options, known, &process) }
    }
    return CollectingCommand(name: "jq", paths: Array(options.operands.dropFirst())) { inputs, process in
      var values: [JSONValue] = []
      var code = 0
      for input in inputs {
        if options.has("R") {
          values += String(decoding: input.bytes, as: UTF8.self).split(separator: "\n").map { .string(String($0)) }
          continue
        }
        do throws(JSONError) {
          values += try JSONSequence.parse(input.bytes)
        } catch {
          process.printError("jq: error (at <stdin>:1): \(error.message)\n")
          code = 2
        }
      }
      if options.has("s") { values = [.array(values)] }
      return max(code, run(filter, values, options, known, &process))
    }
  }

  private static func run(
    _ filter: JQFilter, _ inputs: [JSONValue], _ options: CommandOptions, _ variables: [String: JSONValue],
    _ process: inout ProcessView
  ) -> Int {
    var code = 0
    var last: JSONValue?
    for input in inputs {
      var machine = JQEvaluator(environment: process.environment, now: process.now.seconds)
      do {
        for value in try machine.run(filter, input, variables) {
          last = value
          process.print(text(value, options))
        }
      } catch {
        process.printError("jq: error (at <stdin>:0): \(error.message)\n")
        code = 5
      }
    }
    guard options.has("e"), code == 0 else { return code }
    return last.map { $0 == .null || $0 == .bool(false) ? 1 : 0 } ?? 4
  }

  private static func text(_ value: JSONValue, _ options: CommandOptions) -> String {
    let end = options.has("j") ? "" : "\n"
    if options.has("r") || options.has("j"), case .string(let raw) = value { return raw + end }
    return JSONWriter.string(value, indent: options.has("c") || options.has("j") ? nil : 2, escapesHTML: false) + end
  }
}

/// JSON documents one after the other.
enum JSONSequence {
  static func parse(_ bytes: [UInt8]) throws(JSONError) -> [JSONValue] {
    if bytes.allSatisfy(Byte.isSpace) { return [] }
    if let whole = try? JSONParser.parse(bytes) { return [whole] }
    var values: [JSONValue] = []
    var start = 0
    var depth = 0
    var isInString = false
    var isEscaped = false
    var hasContent = false
    for (index, byte) in bytes.enumerated() {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == Byte.backslash {
          isEscaped = true
        } else if byte == 34 {
          isInString = false
        }
        continue
      }
      if byte == 34 { isInString = true }
      if byte == 123 || byte == 91 { depth += 1 }
      if byte == 125 || byte == 93 { depth -= 1 }
      if !Byte.isSpace(byte) { hasContent = true }
      let endsValue = depth == 0 && (byte == 125 || byte == 93 || Byte.isSpace(byte))
      if endsValue, hasContent {
        values.append(try JSONParser.parse(Array(bytes[start...index])))
        start = index + 1
        hasContent = false
      }
    }
    if hasContent { values.append(try JSONParser.parse(Array(bytes[start...]))) }
    return values
  }
}
