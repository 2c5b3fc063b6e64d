/// Screens as they have to look.
enum GoldenTexts {
  static let score = """
     The couriers who lose their way every two minutes                    74 points
      1 Score   2 Investigation   3 Graph   4 What happened   5 Real world
    Mended after 04:16; par is 10:00.

    Evidence       █████████████░░░░░░░░  24/40   3 of 5 facts seen before the mend
    Diagnosis      ███████████░░░░░░░░░░  10/20   right at the second answer
    Resolution     █████████████████████  40/40   the objectives hold
    Hints          ██                     -2      1 hint taken
    Blind changes  ██                     -3      1 change without evidence
    Pace           █████████████████████  5/5     under par

    Points         74

    What it cost
      01:10  hint: where to look: Each container may use 80Mi of memory. (-2)
      02:50  deployment/couriers changed without evidence (-3)

    How you looked
      First useful evidence      00:04
      Steps with something new   75 %
      The first look took in     nodes, workloads, events
      Longest without evidence   02:40

     Score  ·  84 %  ·  1-5 pages, q leaves, / searches, F1 help

    """

  static let investigation = """
                 00:00        02:00        04:00       06:00             par 10:00
    Yours        ●·─────?·────────●✓·──────◆■─────────────────────────────────────
    A short one  ───────○──────●──────●──────●───────●──────✓──────◆──────○──────■

    · nothing new   ○ a look   ? a hint   ◆ a change   ● showed a fact
    × wrong diagnosis   ✓ right diagnosis   ■ mended

          Yours                               │ A short good one, spread over par
    00:02 ○ kubectl get nodes                 │
    00:04 ● kubectl get pods                  │
            [3] The pods of geocoder restart  │
            again and again.                  │
            [2] They were killed for using    │
            more memory than allowed:         │
            OOMKilled.                        │
    00:06 · sleep 60                          │
       ·                                      │
    01:06                                     │ ○ kubectl get nodes
    01:08 · kubectl get pods                  │
    01:10 ? hint: where to look: Each         │
            container may use 80Mi of memory. │
    01:12 · sleep 90                          │
       ·                                      │
    02:13                                     │ ● kubectl get pods
                                              │   shows [3]
    02:44 ● kubectl describe pods -l          │
            app=geocoder                      │
            [1] Each container may use 80Mi   │
            of memory.                        │
    02:46 · echo ^[[31mred                    │
    02:48 × diagnose deployment/couriers      │
            oomkilled                         │
    02:50 ◆ kubectl label deployment couriers │
            a=b                               │
    02:52 ✓ diagnose deployment/geocoder      │
            oomkilled                         │
    02:54 · sleep 70                          │
    03:20                                     │ ● kubectl describe pods -l
                                              │   app=geocoder
                                              │   shows [2] [1]
    04:06 ◆ kubectl set resources deployment  │
            geocoder --limits=memory=256Mi    │
    04:16 ■ mended                            │
    04:26                                     │ ● kubectl logs deployment/geocoder

    """

  static let graph = """
    3 of 5 facts seen; what was not is dashed.

    ╔═ ✓ The cause, named at 02:52 ════════════════════════════════════════════════╗
    ║ The memory limit of geocoder was cut to 80Mi, but its address index needs    ║
    ║ 140 MiB.                                                                     ║
    ╚═╤════════════════════════════════════════════════════════════════════════════╝
      │ ┌─ ✓ 1. Seen at 02:44 ─────────────────────────────────────────────────────┐
      ├─│ Each container may use 80Mi of memory.                                   │
      │ └─┬────────────────────────────────────────────────────────────────────────┘
      │   │ ┌─ ✓ 2. Seen at 00:04 ─────────────────────────────────────────────────┐
      │   ├─│ They were killed for using more memory than allowed: OOMKilled.      │
      │   │ └─┬────────────────────────────────────────────────────────────────────┘
      │   │   │ ┌─ ✓ 3. Seen at 00:04 ─────────────────────────────────────────────┐
      │   │   └─│ The pods of geocoder restart again and again.                    │
      │   │     └──────────────────────────────────────────────────────────────────┘
      │   │ ┌╌ · 4. Not seen ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┐
      │   └─┊ The program says at its start that it needs 140 MiB.                 ┊
      │     └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
      │ ┌╌ · 5. Not seen ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┐
      └─┊ The revision before allowed 256Mi.                                       ┊
        └╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘

    """

  static let progress = """
    157 points  2 of 3 scenarios solved
    1 day with a drill solved without hints. The best so far: 1.

    Workload
      W03  oomkilled                ● fast    97  01:09 of 10:00 2024-10-07
      W04  image-reference          ◐ slow    60  11:40 of 07:00 2 hints  2024-10-08

    Network
      1 scenario still to be met

    Next: c, "C". You have not played it yet.

    fast: solved without a hint and within par; slow: solved. A variant that you
    finished less than two weeks ago counts for nothing, since you know its answer,
    and neither do practice and the tutorial. Of what you have not played nothing is
    told.
     Progress  ·  all  ·  q leaves, / searches, space goes on

    """
}
