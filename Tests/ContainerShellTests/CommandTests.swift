import ContainerShell
import Testing

@Suite struct CommandTests {
  @Test(
    "commands write what the usual ones write",
    arguments: [
      ("printf 'b\\na\\nc\\n' | sort -r", "c\nb\na\n"), ("printf '10\\n9\\n2\\n' | sort -n", "2\n9\n10\n"),
      ("printf 'a 2\\nb 1\\n' | sort -k2n", "b 1\na 2\n"),
      ("printf 'a\\na\\nb\\n' | uniq -c", "      2 a\n      1 b\n"),
      ("echo a:b:c | cut -d: -f1,3", "a:c\n"), ("echo hello | tr a-z A-Z", "HELLO\n"),
      ("printf '1\\n2\\n3\\n' | tail -n 2", "2\n3\n"), ("seq 5 | head -n 2", "1\n2\n"),
      ("seq 5 | tail -n +4", "4\n5\n"),
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
      ("printf 'a,b,' | xargs -d, -n1 echo", "a\nb\n"), ("printf '' | xargs -L 1 echo x", "x\n"),
      ("mkdir -p /e/f; find /e -empty; find /e -maxdepth 1 -mindepth 2", "/e/f\n"),
      ("touch /tmp/n; find /tmp/n ! ! ! -name x", "/tmp/n\n"),
      ("expr 3 + 4; expr abc : 'a\\(.\\)'", "7\nb\n"), ("seq 1 2 5", "1\n3\n5\n"), ("whoami; id -u", "root\n0\n"),
      ("echo abc | tee /tmp/t; cat /tmp/t", "abc\nabc\n"),
      ("ls -1 /proc/1 2>/dev/null; test -e /etc/passwd && echo yes", "yes\n"),
      ("cd /tmp; mkdir d; echo hi > d/f; tar cf - d | (mkdir /out; cd /out; tar xf -; cat d/f)", "hi\n"),
      ("dd if=/dev/zero of=/tmp/big bs=1M count=100 2>&1", "dd: error writing '/tmp/big': No space left on device\n"),
    ])
  func commandsWriteWhatTheUsualOnesWrite(script: String, output: String) throws {
    let result = try shell(script)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test(
    "a workstation has column, diff, stat and watch",
    arguments: [
      ("printf 'a  b c\\nlonger x\\n' | column -t", "a       b  c\nlonger  x\n"),
      ("printf 'a:b\\nccc:d\\n' | column -t -s:", "a    b\nccc  d\n"), ("printf 'a\\nb\\nc\\n' | column", "a\tb\tc\n"),
      (
        "printf '1\\n2\\n3\\n4\\n5\\n' > o; printf '1\\nx\\n3\\n5\\n6\\n' > n; diff -u o n | tail -n +3",
        "@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n-4\n 5\n+6\n"
      ),
      (
        "seq 20 > a; seq 20 | sed '3s/.*/three/;17d' > b; diff -U1 a b | tail -n +3",
        "@@ -2,3 +2,3 @@\n 2\n-3\n+three\n 4\n@@ -16,3 +16,2 @@\n 16\n-17\n 18\n"
      ),
      ("echo x > a; echo x | diff a - && echo same", "same\n"),
      ("echo abc > a; chmod 640 a; stat -c '%n %s %a %A %U %F' a", "a 4 640 -rw-r----- root regular file\n"),
      ("cd /tmp; timeout 5 watch -t -n 2 echo hi", "hi\n\nhi\n\nhi\n"),
    ])
  func aWorkstationHasColumnDiffStatAndWatch(script: String, output: String) throws {
    let result = try execute(["bash", "-c", script], in: toolbox)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test(
    "Bytes are shown as the tools show them, and rows that repeat as a star.",
    arguments: [
      ("echo iokJ | base64 -d | cat -v", "M-^JM-^I\t"), ("echo ig== | base64 -d | cat -A", "M-^J"),
      ("head -c 48 /dev/zero | od -An -tx1", " 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00\n*\n"),
      ("printf abcdef | hexdump -s 2 -n 2 -C | head -1 | cut -c1-14", "00000002  63 6\n"),
      ("printf 'quit\n5\n' | bc; echo '1; 1/0' | bc 2>/dev/null", "1\n"),
      ("{ yes 1^ | head -20000 | tr -d '\\n'; echo 1; } | bc 2>&1 | cut -c1-13", "Runtime error\n"),
      ("md5sum /dev/null | cut -c1-8; sha256sum /dev/null | cut -c1-8", "d41d8cd9\ne3b0c442\n"),
    ])
  func bytes(script: String, output: String) throws {
    let result = try execute(["bash", "-c", script], in: toolbox)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test("openssl makes and reads the certificates of tutorials, and refuses what it does not know.")
  func certificates() throws {
    let script = """
      openssl req -x509 -nodes -days 2 -newkey rsa:2048 -keyout k -out c -subj /CN=shop 2>/dev/null
      head -1 c; openssl x509 -in c -noout -subject -issuer
      openssl x509 -in c -noout -checkend 3600; openssl x509 -in c -noout -checkend 200000 || echo soon
      openssl x509 -in c -noout -text | grep -c 'CN = shop'
      openssl x509 -in c -fingerprint 2>&1 | head -1
      """
    let result = try execute(["bash", "-c", script], in: toolbox)
    #expect(
      result.output == """
        -----BEGIN CERTIFICATE-----
        subject=CN = shop
        issuer=CN = shop
        Certificate will not expire
        Certificate will expire
        soon
        2
        x509: Unknown option or cipher: fingerprint

        """, "\(result.errors)")
  }

  @Test(
    "diff has its plain form where it is not busybox's",
    arguments: [
      (
        "printf '1\\n2\\n3\\n4\\n5\\n' > o; printf '1\\nx\\n3\\n5\\n6\\n' > n; diff o n",
        "2c2\n< 2\n---\n> x\n4d3\n< 4\n5a5\n> 6\n"
      ),
      ("printf a > p; echo b > q; diff p q", "1c1\n< a\n\\ No newline at end of file\n---\n> b\n"),
      ("printf 'a b' > p; printf 'a  b' > q; diff -qb p q && echo same", "same\n"),
    ])
  func diffHasItsPlainFormWhereItIsNotBusyboxs(script: String, output: String) throws {
    let result = try execute(["bash", "-c", script], in: debian)
    #expect(result.output == output, "\(result.errors)")
  }
}
