import ContainerShell
import Testing

@Suite struct CommandTests {
  @Test(arguments: [
    ("printf 'b\\na\\nc\\n' | sort -r", "c\nb\na\n"), ("printf '10\\n9\\n2\\n' | sort -n", "2\n9\n10\n"),
    ("printf 'a 2\\nb 1\\n' | sort -k2n", "b 1\na 2\n"), ("printf 'a\\na\\nb\\n' | uniq -c", "      2 a\n      1 b\n"),
    ("echo a:b:c | cut -d: -f1,3", "a:c\n"), ("echo hello | tr a-z A-Z", "HELLO\n"),
    ("printf '1\\n2\\n3\\n' | tail -n 2", "2\n3\n"), ("seq 5 | head -n 2", "1\n2\n"), ("seq 5 | tail -n +4", "4\n5\n"),
    ("printf 'one\\ntwo\\n' | grep -n w", "2:two\n"), ("printf 'a1\\nb2\\n' | grep -oE '[0-9]+'", "1\n2\n"),
    ("printf 'x\\nerror\\ny\\n' | grep -A1 error", "error\ny\n"), ("printf 'a\\nb\\n' | grep -vc a", "1\n"),
    ("echo abcd | grep -oE 'a|ab'", "ab\n"), ("echo foo.bar | grep -F .b", "foo.bar\n"),
    ("echo aa bb | grep -o '\\(.\\)\\1'", "aa\nbb\n"), ("echo hi | base64", "aGkK\n"),
    ("echo aGk= | base64 -d", "hi"),
    ("echo one two | wc -w", "2\n"), ("printf 'a b\\nc\\n' | xargs echo x", "x a b c\n"),
    ("printf 'a\\nb\\n' | xargs -I{} echo [{}]", "[a]\n[b]\n"),
    ("mkdir -p /a/b; touch /a/b/c; find /a -type f", "/a/b/c\n"),
    ("echo x > /tmp/a; cp /tmp/a /tmp/b; mv /tmp/b /tmp/c; cat /tmp/c", "x\n"),
    ("basename /a/b.txt .txt; dirname /a/b", "b\n/a\n"),
    ("expr 3 + 4; expr abc : 'a\\(.\\)'", "7\nb\n"), ("seq 1 2 5", "1\n3\n5\n"), ("whoami; id -u", "root\n0\n"),
    ("echo abc | tee /tmp/t; cat /tmp/t", "abc\nabc\n"),
    ("ls -1 /proc/1 2>/dev/null; test -e /etc/passwd && echo yes", "yes\n"),
    ("cd /tmp; mkdir d; echo hi > d/f; tar cf - d | (mkdir /out; cd /out; tar xf -; cat d/f)", "hi\n"),
    ("dd if=/dev/zero of=/tmp/big bs=1M count=100 2>&1", "dd: error writing '/tmp/big': No space left on device\n"),
  ])
  func `commands write what the usual ones write`(script: String, output: String) throws {
    let result = try shell(script)
    #expect(result.output == output, "\(result.errors)")
  }
}
