import ContainerShell
import SimulationKernel
import Testing

@Suite struct ShellScriptTests {
  @Test(
    "scripts write what a real shell writes",
    arguments: [
      ("echo a b  c", "a b c\n"),
      ("echo 'a  b' \"c  d\"", "a  b c  d\n"),
      ("for i in 1 2 3 4 5; do echo line $i; done", "line 1\nline 2\nline 3\nline 4\nline 5\n"),
      ("x=5; while [ $x -gt 2 ]; do echo $x; x=$((x-1)); done", "5\n4\n3\n"),
      ("echo $((2+3*4)) $((7/2)) $((1<<4)) $((5>3 ? 10 : 20))", "14 3 16 10\n"),
      ("a=1; echo ${a:-x} ${b:-y} ${b-z} ${a:+w} ${#a}", "1 y z w 1\n"),
      ("f=/etc/app.conf; echo ${f##*/} ${f%/*} ${f%.conf}", "app.conf /etc /etc/app\n"),
      ("echo $(echo inner; echo two) `echo back`", "inner two back\n"),
      ("echo \"$(printf 'a\\nb\\n')\"", "a\nb\n"),
      ("if true; then echo yes; else echo no; fi", "yes\n"),
      ("if false; then echo 1; elif true; then echo 2; fi", "2\n"),
      ("case apple in b*) echo b;; a*|c*) echo a or c;; esac", "a or c\n"),
      ("f() { echo got $1 of $#; return 3; }; f x y; echo $?", "got x of 2\n3\n"),
      ("false && echo a || echo b", "b\n"),
      ("! false && echo ok", "ok\n"),
      ("echo one; (exit 4); echo $?", "one\n4\n"),
      ("echo hi > /tmp/x; cat /tmp/x; echo more >> /tmp/x; wc -l < /tmp/x", "hi\n2\n"),
      ("cat <<EOF\nname $((1+1))\nEOF\necho after", "name 2\nafter\n"),
      ("cat <<'EOF'\n$x\nEOF", "$x\n"),
      ("printf '%s=%d\\n' a 1 b 2", "a=1\nb=2\n"),
      ("printf '%5.1f|%-4s|%03d\\n' 3.14159 ab 7", "  3.1|ab  |007\n"),
      ("set -- a 'b c' d; for x in \"$@\"; do echo [$x]; done", "[a]\n[b c]\n[d]\n"),
      ("echo 'a:b:c' | { IFS=: read x y; echo $y; }", "b:c\n"),
      ("seq 3 | while read n; do echo n=$n; done", "n=1\nn=2\nn=3\n"),
      ("trap 'echo bye' EXIT; echo hi", "hi\nbye\n"),
      ("set -e; false; echo never", ""),
      ("set -e; false || true; if false; then :; fi; echo here", "here\n"),
      ("x=1; (x=2); echo $x", "1\n"),
      ("echo a{b,c}d", "a{b,c}d\n"),
      ("cd /etc; pwd; cd /; ls etc/os-rel*", "/etc\netc/os-release\n"),
      ("echo x 2>&1 >/dev/null; echo y", "y\n"),
      ("yes | head -2", "y\ny\n"),
      ("while :; do echo tick; done | head -3", "tick\ntick\ntick\n"),
      ("sleep 5 & wait; echo done", "done\n"),
      ("date -u +%Y-%m-%dT%H:%M:%S; sleep 61; date -u +%H:%M:%S", "2025-10-09T08:53:20\n08:54:21\n"),
      ("i=0; until [ $i = 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done", "1\n3\n"),
      ("for a in 1 2; do for b in x y; do [ $b = y ] && break; echo $a$b; done; done", "1x\n2x\n"),
      ("eval 'echo $((1+1))'; a=b; eval echo \\$a", "2\nb\n"),
      ("echo \"$HOSTNAME\" ~", "box /root\n"),
      ("false; echo $?; true; echo $?", "1\n0\n"),
      ("exec echo replaced; echo never", "replaced\n"),
      ("{ echo a; echo b; } | wc -l", "2\n"),
      ("a='x y'; set -- $a; echo $#", "2\n"),
      ("cat /proc/1/cmdline | tr '\\0' ' '", "sleep 100000 "),
      ("echo test > /tmp/f; [ -f /tmp/f ] && [ ! -d /tmp/f ] && echo file", "file\n"),
      ("timeout 2 sleep 10; echo $?", "143\n"),
      ("export A=1; B=2 env | grep -E '^(A|B)=' | sort", "A=1\nB=2\n"),
      ("f() { local v=1; echo $v; }; v=0; f; echo $v", "1\n0\n"),
      ("echo -e 'a\\tb'; echo -n x", "a\tb\nx"),
      ("[ 1 -lt 2 -a 3 = 3 ] && echo both", "both\n"),
      ("x=abc; [[ $x == a* && -n $x ]] && echo match", "match\n"),
      ("while read -r a b; do echo \"$b $a\"; done <<EOF\n1 one\n2 two\nEOF", "one 1\ntwo 2\n"),
    ])
  func scriptsWriteWhatARealShellWrites(script: String, output: String) throws {
    let result = try shell(script)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test(
    "errors read as BusyBox words them",
    arguments: [
      ("nope", "sh: nope: not found\n", 127),
      ("exit 4", "", 4),
      ("cat /none", "cat: can't open '/none': No such file or directory\n", 1),
      ("cat < /none", "sh: can't open /none: no such file\n", 1),
      ("echo x > /none/y", "sh: can't create /none/y: nonexistent directory\n", 1),
      ("echo )", "sh: syntax error: unexpected \")\"\n", 2),
      ("if true; then echo a", "sh: syntax error: unexpected end of file (expecting \"fi\")\n", 2),
      ("echo 'a", "sh: syntax error: unterminated quoted string\n", 2),
      ("/etc/passwd", "sh: /etc/passwd: Permission denied\n", 126),
      ("cd /nowhere", "sh: cd: can't cd to /nowhere: No such file or directory\n", 1),
      ("echo ${X:?must be set}", "sh: X: must be set\n", 2),
      ("set -x; echo hi", "+ echo hi\n", 0),
      ("echo $((1/0))", "sh: divide by zero\n", 2),
      ("kill -9 $$", "", 137),
      ("set -u; echo $UNKNOWN", "sh: UNKNOWN: parameter not set\n", 2),
    ])
  func errorsReadAsBusyBoxWordsThem(script: String, errors: String, code: Int) throws {
    let result = try shell(script)
    #expect(result.errors == errors)
    #expect(result.code == code)
  }

  @Test(
    "a Debian has its own texts",
    arguments: [
      ("bash", "nope", "bash: line 1: nope: command not found\n"), ("sh", "nope", "sh: 1: nope: not found\n"),
      ("bash", "cat /none", "cat: /none: No such file or directory\n"),
      ("bash", "echo > /none/x", "bash: line 1: /none/x: No such file or directory\n"),
    ])
  func aDebianHasItsOwnTexts(name: String, script: String, errors: String) throws {
    #expect(try execute([name, "-c", script], in: debian).errors == errors)
  }

  @Test("a pipe's reader that leaves ends its writer")
  func aPipesReaderThatLeavesEndsItsWriter() throws {
    #expect(try shell("yes > /dev/null & kill %1; yes | head -1").output == "y\n")
  }

  @Test("an endless loop neither hangs nor ends")
  func anEndlessLoopNeitherHangsNorEnds() throws {
    var container = try Container(
      ContainerStart(image: busybox, command: ["sh", "-c", "while :; do :; done"]), at: morning)
    container.advance(to: morning + .seconds(60), surroundings: SmallNetwork())
    #expect(container.exit == nil)
    #expect(container.cpuMillicores(at: morning + .seconds(60)) == 1000)
  }

  @Test("no text makes the parser trap")
  func noTextMakesTheParserTrap() throws {
    let pieces = [
      "if", "then", "fi", "(", ")", "{", "}", "$(", "`", "\"", "'", "${x", ":-", "}", "$((", "))", "<<E", "\n", ";",
      "&&",
      "|", "&", "for", "in", "do", "done", "case", "esac", ";;", "a", "*", "[", "]", "=", "\\", "#", "~", "!", ">",
      "2>&1",
    ]
    var random = RandomStream(seed: 7, name: "shell fuzz")
    for _ in 0..<400 {
      let text = (0..<(1 + random.below(14))).map { _ in pieces[random.below(pieces.count)] }.joined(
        separator: random.below(2) == 0 ? " " : "")
      let result = try shell(text, input: "")
      #expect(result.code >= -1)
    }
  }
}
