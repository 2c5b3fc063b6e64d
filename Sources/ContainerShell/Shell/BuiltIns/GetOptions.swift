/// The `getopts` built-in.
enum GetOptions {
  static func run(_ arguments: [String], _ shell: inout ShellProgram, _ process: inout ProcessView) {
    guard arguments.count >= 2 else {
      shell.status = 2
      return
    }
    let operands = arguments.count > 2 ? Array(arguments.dropFirst(2)) : shell.parameters
    var index = max(1, shell.variables["OPTIND"].flatMap { Int($0) } ?? 1)
    var offset = max(1, shell.variables["OPTOFFSET"].flatMap { Int($0) } ?? 1)
    func finish() {
      shell.variables.set(arguments[1], "?")
      shell.variables.set("OPTIND", String(index))
      shell.status = 1
    }
    guard index <= operands.count else { return finish() }
    let letters = Array(operands[index - 1])
    guard letters.first == "-", letters.count > 1, offset < letters.count else { return finish() }
    if operands[index - 1] == "--" {
      index += 1
      return finish()
    }
    let letter = letters[offset]
    let specification = Array(arguments[0])
    guard let place = specification.firstIndex(of: letter), letter != ":" else {
      if specification.first != ":" { shell.report("illegal option -\(letter)", &process) }
      shell.variables.set(arguments[1], "?")
      return advance(letters.count, &index, &offset, &shell)
    }
    if place + 1 < specification.count, specification[place + 1] == ":" {
      if offset + 1 < letters.count {
        shell.variables.set("OPTARG", String(letters[(offset + 1)...]))
      } else {
        index += 1
        shell.variables.set("OPTARG", index <= operands.count ? operands[index - 1] : "")
      }
      offset = letters.count
    }
    shell.variables.set(arguments[1], String(letter))
    advance(letters.count, &index, &offset, &shell)
  }

  private static func advance(_ count: Int, _ index: inout Int, _ offset: inout Int, _ shell: inout ShellProgram) {
    offset += 1
    if offset >= count {
      index += 1
      offset = 1
    }
    shell.variables.set("OPTIND", String(index))
    shell.variables.set("OPTOFFSET", String(offset))
    shell.status = 0
  }
}
