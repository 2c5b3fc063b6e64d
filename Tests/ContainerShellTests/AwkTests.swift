import ContainerShell
import SimulationKernel
import Testing

@Suite struct AwkTests {
  private static let pods = """
    NAME READY STATUS RESTARTS AGE
    web-0 1/1 Running 0 5m
    web-1 0/1 CrashLoopBackOff 12 5m
    db-0 1/1 Running 3 1h

    """

  private static let programs: [(String, String)] = [
    ("{print $1}", "NAME\nweb-0\nweb-1\ndb-0\n"),
    ("NR>1{print $1, $4+0}", "web-0 0\nweb-1 12\ndb-0 3\n"),
    ("$3==\"Running\"", "web-0 1/1 Running 0 5m\ndb-0 1/1 Running 3 1h\n"),
    ("$3!=\"Running\" && NR>1 {print $1}", "web-1\n"),
    ("/Crash/{print NR\": \"$0}", "3: web-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("!/Running/", "NAME READY STATUS RESTARTS AGE\nweb-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("END{print NR}", "4\n"),
    ("NR>1{s+=$4} END{print s, s/3}", "15 5\n"),
    ("NR>1{c[$3]++} END{for(k in c) n++; print n, c[\"Running\"], (\"x\" in c)}", "2 2 0\n"),
    ("{print NF, $NF, $(NF-1)}", "5 AGE RESTARTS\n5 5m 0\n5 5m 12\n5 1h 3\n"),
    (
      "{$2=\"x\"; print}",
      "NAME x STATUS RESTARTS AGE\nweb-0 x Running 0 5m\nweb-1 x CrashLoopBackOff 12 5m\ndb-0 x Running 3 1h\n"
    ),
    (
      "{$7=\"z\"; print; print NF}",
      "NAME READY STATUS RESTARTS AGE  z\n7\nweb-0 1/1 Running 0 5m  z\n7\nweb-1 0/1 CrashLoopBackOff 12 5m  z\n7\ndb-0 1/1 Running 3 1h  z\n7\n"
    ),
    ("{NF=2; print}", "NAME READY\nweb-0 1/1\nweb-1 0/1\ndb-0 1/1\n"),
    (
      "BEGIN{OFS=\"-\"}{$1=$1}1",
      "NAME-READY-STATUS-RESTARTS-AGE\nweb-0-1/1-Running-0-5m\nweb-1-0/1-CrashLoopBackOff-12-5m\ndb-0-1/1-Running-3-1h\n"
    ),
    (
      "BEGIN{printf \"%s %5d|%-5s|%05.2f|%c|%x%%\\n\", \"a\", 42, \"b\", 3.14159, 65, 255}",
      "a    42|b    |03.14|A|ff%\n"
    ),
    (
      "BEGIN{print length(\"hello\"), substr(\"hello\",2,3), index(\"hello\",\"l\"), toupper(\"aB\"), tolower(\"aB\")}",
      "5 ell 3 AB ab\n"
    ),
    ("BEGIN{n=split(\"a:b:c\",p,\":\"); print n, p[1], p[3]}", "3 a c\n"),
    ("BEGIN{s=\"foo bar foo\"; n=gsub(/foo/,\"[&]\",s); print n, s}", "2 [foo] bar [foo]\n"),
    ("BEGIN{s=\"foo bar\"; sub(/o+/,\"\\\\&\",s); print s}", "f& bar\n"),
    ("BEGIN{if(match(\"xxabc\",/abc/)) print RSTART, RLENGTH}", "3 3\n"),
    (
      "BEGIN{print 1e3, 0.1+0.2, 1/3, 1000000*1000000, -7%3, 2^10, 2**3}", "1000 0.3 0.333333 1000000000000 -1 1024 8\n"
    ),
    ("BEGIN{print \"10\"<\"9\", 10<9, \"a\"<\"b\"}", "1 0 1\n"),
    ("{print ($4>2), ($4>\"2\")}", "1 1\n0 0\n1 0\n1 1\n"),
    ("BEGIN{i=5; print i++, i, ++i, i--, --i}", "5 6 7 7 5\n"),
    ("BEGIN{x; print x+0, \"[\" x \"]\", length(x)}", "0 [] 0\n"),
    ("BEGIN{print 1==1.0, \"1\"==1, \"a\" ~ /a/, \"b\" !~ \"a\"}", "1 1 1 1\n"),
    ("BEGIN{for(i=0;i<5;i++){if(i==2)continue; if(i==4)break; print i}}", "0\n1\n3\n"),
    ("BEGIN{i=3; while(i>0){print i; i--}}", "3\n2\n1\n"),
    ("BEGIN{do{print i++}while(i<2)}", "0\n1\n"),
    ("NR==2,NR==3{print $1}", "web-0\nweb-1\n"),
    ("/web-0/,/web-1/", "web-0 1/1 Running 0 5m\nweb-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("function f(n){return n<2?1:n*f(n-1)} BEGIN{print f(10)}", "3628800\n"),
    ("function fill(a,k){a[k]=1} BEGIN{fill(z,\"q\"); print (\"q\" in z)}", "1\n"),
    ("NR==1{next}{print $1} END{print \"done\"}", "web-0\nweb-1\ndb-0\ndone\n"),
    ("{print; exit 3}", "NAME READY STATUS RESTARTS AGE\n"),
    ("BEGIN{a[\"x\"]=1; delete a[\"x\"]; print (\"x\" in a)}", "0\n"),
    ("BEGIN{a[1,2]=3; for(k in a){split(k,p,SUBSEP); print p[1], p[2]} if((1,2) in a) print \"yes\"}", "1 2\nyes\n"),
    ("BEGIN{print substr(\"hello\",0), substr(\"hello\",-1,3), substr(\"hello\",4,100)}", "hello h lo\n"),
    ("BEGIN{print int(3.9), int(-3.9), sqrt(16)}", "3 -3 4\n"),
    ("BEGIN{print length}", "0\n"),
    ("{print length, length($1)}", "30 4\n22 5\n32 5\n21 4\n"),
    ("BEGIN{print -12 \" \" -24}", "-12-24\n"),
    ("BEGIN{print 1 \" \" 2, 3 4}", "1 2 34\n"),
    ("BEGIN{print (1,2) in a}", "0\n"),
    ("{print $1 > \"/dev/stderr\"}", ""),
    ("NR>1{print $1 | \"sort\"}", "db-0\nweb-0\nweb-1\n"),
    ("BEGIN{while((getline l < \"/etc/hostname__none\")>0) n++; print n+0}", "0\n"),
    ("BEGIN{x = \"A\"; y = x \"B\" \"C\"; print y; x = y = 4; print x y}", "ABC\n44\n"),
    ("BEGIN { if (!(\"a\" in b)) print \"no\"; else print \"yes\" }", "no\n"),
    ("BEGIN{printf(\"%s-%s\\n\", \"a\", \"b\"); print(\"p\",\"q\")}", "a-b\np q\n"),
    ("NR>1{split($2,r,\"/\"); if (r[1]!=r[2]) print $1\" not ready\"}", "web-1 not ready\n"),
    (
      "{gsub(/[0-9]+/,\"#\")}1",
      "NAME READY STATUS RESTARTS AGE\nweb-# #/# Running # #m\nweb-# #/# CrashLoopBackOff # #m\ndb-# #/# Running # #h\n"
    ),
    ("{ sum = 0; for (i=1;i<=NF;i++) sum += length($i); print sum }", "26\n18\n28\n17\n"),
    ("BEGIN{print 1>2 ? \"a\" : \"b\"}", ""),
    ("BEGIN{print (1>2) ? \"a\" : \"b\"}", "b\n"),
    ("BEGIN{print 1,2 > \"/dev/stdout\"}", "1 2\n"),
    ("BEGIN { a = \"x\"; b = a++; print a, b }", "1 0\n"),
    ("BEGIN{print \"a\\tb\\\\n\\\"q\\\"\"}", "a\tb\\n\"q\"\n"),
    ("BEGIN{$0=\"a b c\"; print NF, $2; $3=\"\"; print; print NF}", "3 b\na b \n3\n"),
    ("BEGIN{$3=\"z\"; print; print NF}", "  z\n3\n"),
    ("BEGIN { print substr(\"hello\", 2) }", "ello\n"),
    (
      "BEGIN{print 100000000000, 123456789.123, 1e300, 0.00001, 17 / 4}", "100000000000 1.23457e+08 1e+300 1e-05 4.25\n"
    ),
    ("BEGIN{CONVFMT=\"%.2g\"; a=3.14159; b=a \"\"; print b; print 3.14159}", "3.1\n3.14159\n"),
    ("BEGIN{OFMT=\"%.2f\"; print 3.14159, 42}", "3.14 42\n"),
    ("seen[$3]++ == 0", "NAME READY STATUS RESTARTS AGE\nweb-0 1/1 Running 0 5m\nweb-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("!seen[$3]++", "NAME READY STATUS RESTARTS AGE\nweb-0 1/1 Running 0 5m\nweb-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("{a[NR]=$1} END{for(i=NR;i>0;i--) print a[i]}", "db-0\nweb-1\nweb-0\nNAME\n"),
    ("{last=$0} END{print last}", "db-0 1/1 Running 3 1h\n"),
    ("END{print $0, NF}", "db-0 1/1 Running 3 1h 5\n"),
    ("$1 ~ \"^web\"{print toupper(substr($1,1,1)) substr($1,2)}", "Web-0\nWeb-1\n"),
    ("$4 > max {max=$4; who=$1} END{print who, max}", "NAME RESTARTS\n"),
    ("NR%2", "NAME READY STATUS RESTARTS AGE\nweb-1 0/1 CrashLoopBackOff 12 5m\n"),
    ("BEGIN{s=\"aaa\"; print gsub(/x*/,\"-\",s), s}", "4 -a-a-a-\n"),
    ("BEGIN{s=\"hello\"; gsub(/l/,\"L&\\\\\\\\&\",s); print s}", "heLl\\lLl\\lo\n"),
    (
      "BEGIN{print log(10), exp(1), sin(1), cos(1), atan2(1,2), 2^0.5}",
      "2.30259 2.71828 0.841471 0.540302 0.463648 1.41421\n"
    ),
    ("BEGIN{print toupper(substr(\"abc\",2)) ; print 5 \" items\"+3}", "BC\n53\n"),
    ("BEGIN { while (i < 3) { i++; if (i == 2) next_one = i } ; print next_one }", "2\n"),
    ("BEGIN { exit } END { print \"end runs\" }", "end runs\n"),
    ("BEGIN { exit 1 } END { print \"e\" ; exit }", "e\n"),
    ("BEGIN{print length() }", "0\n"),
    ("NR == 2 { print ; next } ; { print \"-\" }", "-\nweb-0 1/1 Running 0 5m\n-\n-\n"),
    ("{ printf \"%-10s %s\\n\", $1, $NF }", "NAME       AGE\nweb-0      5m\nweb-1      5m\ndb-0       1h\n"),
    ("{ print $1, \\\n $2 }", "NAME READY\nweb-0 1/1\nweb-1 0/1\ndb-0 1/1\n"),
    ("BEGIN { printf \"no newline\" }", "no newline"),
    ("BEGIN { print substr(\"x\", 1, -1) \"|\" ; print 3 % 0 > 5 }", "|\n"),
    (
      "BEGIN { print \"a\" > \"/tmp/awkt_x\"; close(\"/tmp/awkt_x\"); while ((getline l < \"/tmp/awkt_x\") > 0) print \"r\", l }",
      "r a\n"
    ),
    ("# comment only", ""),
    ("BEGIN { print 1 } # comment", "1\n"),
    ("NR==1 || /db/", "NAME READY STATUS RESTARTS AGE\ndb-0 1/1 Running 3 1h\n"),
    ("BEGIN { regex = \"^d\"; } $1 ~ regex { print }", "db-0 1/1 Running 3 1h\n"),
    (
      "{ $1 = \"\"; print substr($0, 2) }",
      "READY STATUS RESTARTS AGE\n1/1 Running 0 5m\n0/1 CrashLoopBackOff 12 5m\n1/1 Running 3 1h\n"
    ),
    (
      "{ print NR \":\" $0 } /web/ { n++ } END { print n \" webs\" }",
      "1:NAME READY STATUS RESTARTS AGE\n2:web-0 1/1 Running 0 5m\n3:web-1 0/1 CrashLoopBackOff 12 5m\n4:db-0 1/1 Running 3 1h\n2 webs\n"
    ),
  ]

  @Test("awk works on records and fields", arguments: programs)
  func awkWorksOnRecordsAndFields(program: String, output: String) throws {
    let result = try execute(["awk", program], in: debian, input: Self.pods)
    #expect(result.output == output, "\(result.errors)")
  }

  private static let commands: [([String], String, String)] = [
    (["awk", "-F:", "{print $2}"], "a:b:c\n:x\n", "b\nx\n"),
    (["awk", "-F", "\t", "{print $2}"], "a b\tc d\n", "c d\n"),
    (["awk", "-F\\t", "{print $2}"], "a b\tc d\n", "c d\n"),
    (["awk", "-F[:,]", "{print $1$3, NF}"], "a:b,c\n", "ac 3\n"),
    (["awk", "-F|", "{print $2}"], "a|b|c\n", "b\n"),
    (["awk", "-F,", "-v", "OFS=;", "{$1=$1;print}"], "a,b,c\n", "a;b;c\n"),
    (["awk", "-v", "n=5", "$1>n"], "3\n10\nabc\n", "10\nabc\n"),
    (["awk", "-v", "x=a\\tb", "BEGIN{print x}"], "", "a\tb\n"),
    (["awk", "BEGIN{RS=\"\"}{print NR\": \"$1\" \"$2; print NF}"], "a b\nc\n\n\nd e\n", "1: a b\n3\n2: d e\n2\n"),
    (["awk", "BEGIN{RS=\";\"}{print NR, $0}"], "a;b;c\n", "1 a\n2 b\n3 c\n\n"),
    (["awk", "-F, *", "{print $2}"], "a,   b\n", "b\n"),
    (["awk", "{print $1}", "x=1", "-"], "q\n", "q\n"),
    (["awk", "BEGIN{FS=\"=\"}$1==\"a\"{print $2}"], "a=1\nb=2\n", "1\n"),
    (["awk", "-F.", "{print $NF}"], "a.b.c", "c\n"),
    (["awk", "-F", "", "{print $2}"], "abc\n", "b\n"),
    (["awk", "{print > \"/dev/stdout\"}"], "q\n", "q\n"),
    (["awk", "$1==0"], "0\n0.0\nx\n\n", "0\n0.0\n\n"),
    (["awk", "$1"], "0\n1\nx\n\n00\n", "1\nx\n"),
    (["awk", "{print $1==$2}"], "1 1.0\na a\n10 9\n+1 1\n", "1\n1\n0\n1\n"),
    (["awk", "{print length($0)}"], "\n\nab\n", "0\n0\n2\n"),
    (["awk", "--", "{print $1}"], "a b\n", "a\n"),
    (["awk", "{s=s $1} END{print s}"], "a\nb\n", "ab\n"),
    (["awk", "{n=gsub(/a/,\"b\"); print n, $0, $1}"], "banana x\n", "3 bbnbnb x bbnbnb\n"),
  ]

  @Test("awk takes options, separators and comparisons as they are usual", arguments: commands)
  func awkTakesOptionsSeparatorsAndComparisonsAsTheyAreUsual(
    command: [String], input: String, output: String
  ) throws {
    let result = try execute(command, in: debian, input: input)
    #expect(result.output == output, "\(result.errors)")
  }

  @Test("awk writes each line while its input goes on")
  func awkWritesEachLineWhileItsInputGoesOn() throws {
    let result = try shell("(echo a; sleep 1; echo b) | awk '{print NR, $0}' | while read l; do echo \"[$l]\"; done")
    #expect(result.output == "[1 a]\n[2 b]\n")
    #expect(try shell("yes | awk '{print NR}' | head -n 2").output == "1\n2\n")
  }

  @Test("the exit status is what exit says, and errors end the program")
  func theExitStatusIsWhatExitSaysAndErrorsEndTheProgram() throws {
    #expect(try shell("awk 'BEGIN { exit 3 }'").code == 3)
    #expect(try shell("awk 'BEGIN { print '").code == 1)
    #expect(try shell("awk 'BEGIN { while (1) n++ }'").code == 1)
    #expect(try shell("awk '{ print }' /none").code == 1)
    #expect(try shell("awk 'function f(n) { return f(n + 1) } BEGIN { f(1) }'").code == 1)
  }

  @Test("no program makes awk trap")
  func noProgramMakesAwkTrap() throws {
    let pieces = [
      "{", "}", "(", ")", "$", "$1", "NF", "NR", "x", "a[1]", "\"s\"", "/r/", "+", "-", "*", "/", "%", "^", "~", "!",
      "<",
      ">", "=", "+=", "++", "--", ",", ";", "\n", "print ", "printf ", "if(", "else ", "while(", "for(", " in ",
      "getline ",
      "delete ", "substr(", "split(", "gsub(", "1e308", "-1", "BEGIN", "END", "function f(x)", "f(", "next", "exit ",
      "?",
      ":", "&&", "||", "[", "]", "return ", "length", "NF=", "$NF", "sprintf(\"%*d\",",
    ]
    var random = RandomStream(seed: 5, name: "awk")
    for _ in 0..<1500 {
      let text = (0..<(1 + random.below(12))).map { _ in pieces[random.below(pieces.count)] }.joined()
      for program in [text, "{" + text + "}"] {
        let result = try execute(["awk", program], in: busybox, input: "a b 1\n2 c\n")
        #expect((0...255).contains(result.code), "\(program)")
      }
    }
  }
}
