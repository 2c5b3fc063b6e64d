import ContainerShell
import SimulationKernel
import Testing

/// What players type into a shell, damaged: every line ends, and nothing ends the process.
@Suite struct HostileLineTests {
  private static let seeds = [
    "for i in 1 2 3; do echo $i; done | sort -r | head -2", "x=$(echo a b | awk '{print $2}'); echo ${x:-none}",
    "if [ -f /etc/hosts ]; then cat /etc/hosts | grep -n local; fi",
    "echo '{\"a\":[1,{\"b\":2}]}' | jq -r '.a[] | .b? // \"x\"'",
    "printf '%s %5d\\n' a 5 | sed -e 's/a\\(.*\\)/\\1 &/g' -e '2,3d;$p'",
    "case $x in a*|b?) echo y;; *) echo $((1+2*3%4<<2));; esac",
    "cat <<X | tr a-z A-Z | cut -d' ' -f1\nhello world\nX", "f() { local y=$1; echo \"$y\" | wc -c; }; f abc; echo $?",
    "echo aaaa | grep -E '^(a+)+$' && echo ok || echo no",
    "seq 3 | while read n; do echo \"n=$n\"; done; wait; trap - INT",
    "jq -n '[range(5)] | map(. * 2) | add, (.. | numbers)'",
    "awk 'BEGIN{while(i<3){a[i++]=i} for(k in a) n+=a[k]; printf \"%d\\n\", n}'",
    "find / -maxdepth 2 -name '*.conf' | xargs -n 1 basename",
    "date -u +%Y-%m-%d; sleep 1; echo \"${#HOME}${PATH%%:*}${PATH##*/}\"",
  ]
  private static let pieces = [
    "\u{0}", "\u{1B}[2J", "'", "\"", "`", "$(", "${", "$((", "))", "}", "|", "||", "&", "&&", ";", ";;", "<<", "<<<",
    ">", ">>", "2>&1",
    "\\", "\n", "*", "?", "[", "]", "(", ")", "{", "!", "#", "~", "%", "9223372036854775807", "-9223372036854775808",
    "1/0", "é", "do",
    "done", "fi", "esac", "-", "--", "((a*)*)*b", "[^", "a{1,9999}", "\\1", ".",
  ]

  private func damaged(_ text: String, _ random: inout RandomStream) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(3) {
      let place = random.below(bytes.count + 1)
      let end = min(bytes.count, place + random.below(8))
      switch random.below(4) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
      default: bytes.insert(contentsOf: Self.pieces[random.below(Self.pieces.count)].utf8, at: place)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a damaged line ends", arguments: seeds)
  func aDamagedLineEnds(_ line: String) throws {
    var random = RandomStream(seed: UInt64(line.utf8.count), name: line)
    var codes: Set<Int> = []
    for _ in 0..<25 {
      codes.insert(try execute(["sh", "-c", damaged(line, &random)], in: busybox).code)
    }
    #expect(codes.isSubset(of: Set(-1...255)))
  }

  @Test(
    "no expression is tried in every possible way",
    arguments: [
      "grep -E '(a*)*b'", "grep -E '(a|a)*(a|a)*(a|a)*b'", "grep -E '(a+)+(a+)+(a+)+b'",
      "sed -E 's/(a*)*(a*)*(a*)*b/x/g'",
      "awk '/(a|aa)+(a|aa)+b/'", "awk '{gsub(/(a*)*b/, \"\"); print}'", "grep '\\(a*\\)*\\1b'",
      "grep -E '(a{0,50}){0,50}b'",
    ])
  func noExpressionIsTriedInEveryPossibleWay(_ command: String) throws {
    let text = String(repeating: "a", count: 2000)
    let result = try execute(["sh", "-c", command], in: busybox, input: text + "\n")
    #expect([0, 1, 2].contains(result.code))
  }

  @Test("head takes bytes where no line ends")
  func headTakesBytesWhereNoLineEnds() throws {
    #expect(try execute(["sh", "-c", "head -c 100000 /dev/zero | wc -c"], in: busybox).output == "100000\n")
    #expect(try execute(["sh", "-c", "printf ab > a; printf cd > b; head -q -c 1 a b"], in: busybox).output == "ac")
  }

  @Test("a process does not start with more than Linux gives it")
  func aProcessDoesNotStartWithMoreThanLinuxGivesIt() throws {
    let script = "x=$(head -c 140000 /dev/zero | tr '\\0' a); /bin/echo \"$x\" | wc -c; /bin/echo \"$x\"; echo $?"
    let result = try execute(["sh", "-c", script], in: busybox)
    #expect(result.output == "0\n126\n")
    #expect(result.errors.contains("Argument list too long"))
  }
}
