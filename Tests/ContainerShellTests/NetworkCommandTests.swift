import ContainerShell
import Testing

@Suite struct NetworkCommandTests {
  @Test(
    "network commands word their outcome as usual",
    arguments: [
      ("curl -s http://web/", "hello\n", "", 0),
      ("curl -s -o /dev/null -w '%{http_code}\\n' http://web/sick", "503\n", "", 0),
      ("curl -sS http://nope/", "", "curl: (6) Could not resolve host: nope\n", 6),
      (
        "curl -sS db:5432", "", "curl: (7) Failed to connect to db port 5432 after 0 ms: Couldn't connect to server\n",
        7
      ),
      ("curl -sS -m 2 http://far/", "", "curl: (28) Connection timed out after 2001 milliseconds\n", 28),
      ("curl -sf http://web/sick", "", "", 22),
      ("wget -qO- http://web/", "hello\n", "", 0),
      ("wget -q -O- http://nope/", "", "wget: bad address 'nope'\n", 1),
      ("wget -q -O- http://db:80/", "", "wget: can't connect to remote host (10.0.0.20): Connection refused\n", 1),
      ("wget -q -T 3 -O- http://far/", "", "wget: download timed out\n", 1),
      ("wget -q -O- http://web/sick", "", "wget: server returned error: HTTP/1.1 503 Service Unavailable\n", 1),
      ("nc -zv web 80", "", "web (10.0.0.10:80) open\n", 0),
      ("nc -zv -w 1 db 5432", "", "nc: db (10.0.0.20:5432): Connection refused\n", 1),
      (
        "nslookup web",
        "Server:\t\t127.0.0.1\nAddress:\t127.0.0.1:53\n\nName:\tweb.default.svc.cluster.local\nAddress: 10.0.0.10\n\n",
        "", 0
      ),
      ("nslookup lost", ";; connection timed out; no servers could be reached\n\n", "", 1),
      ("getent hosts web", "10.0.0.10       web.default.svc.cluster.local\n", "", 0),
      ("ping -c 1 nope", "", "ping: bad address 'nope'\n", 1),
    ])
  func networkCommandsWordTheirOutcomeAsUsual(script: String, output: String, errors: String, code: Int) throws {
    let result = try shell(script, in: toolbox)
    #expect(result == ScriptResult(output: output, errors: errors, code: code))
  }

  @Test("netstat and ss show on what somebody listens, and on which address")
  func socketLists() throws {
    #expect(
      try shell("netstat -tln", in: toolbox).output == """
        Active Internet connections (only servers)
        Proto Recv-Q Send-Q Local Address           Foreign Address         State       
        tcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      
        tcp        0      0 127.0.0.1:9090          0.0.0.0:*               LISTEN      

        """)
    #expect(try shell("netstat -tn | grep -c LISTEN", in: toolbox).output == "0\n")
    #expect(try shell("ss -tlnH | wc -l; ss -ulnH | wc -l", in: toolbox).output == "2\n0\n")
    #expect(try shell("ss -tln | grep -o '127.0.0.1:9090'", in: toolbox).output == "127.0.0.1:9090\n")
  }

  @Test("a time-out takes simulated time")
  func aTimeOutTakesSimulatedTime() throws {
    #expect(try shell("date +%s; wget -q -T 5 -O- http://far/; date +%s").output == "1760000000\n1760000005\n")
  }

  @Test("wget shows the head of the answer before it opens the file")
  func wgetShowsTheHeadOfTheAnswerBeforeItOpensTheFile() throws {
    let head = "Connecting to web:80 (10.0.0.10:80)\n  HTTP/1.1 200 OK\n"
    let refused = try shell("wget --server-response -P /nope http://web:80 2>&1")
    #expect(refused.output.hasPrefix(head))
    #expect(refused.output.hasSuffix("\n  \nwget: can't open '/nope/index.html': No such file or directory\n"))
    let saved = try shell("wget -S http://web:80 2>&1; cat index.html; wget web:80")
    #expect(saved.output.hasPrefix(head))
    #expect(
      saved.output.hasSuffix(
        "saving to 'index.html'\nindex.html           100% |********************************|     6  0:00:00 ETA\n"
          + "'index.html' saved\nhello\n"))
    #expect(saved.errors == "Connecting to web:80 (10.0.0.10:80)\nwget: can't open 'index.html': File exists\n")
    #expect(
      try shell("wget -qSO- http://web/sick").errors
        == "  HTTP/1.1 503 Service Unavailable\nwget: server returned error: HTTP/1.1 503 Service Unavailable\n")
  }
}
